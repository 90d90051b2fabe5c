import { demoTeam } from '../../../sandbox/highlevel';
import { ifAccounts } from '../../../sandbox/n8n/planCards';
import type { Touch } from '../../../routing/model/touch';
import { DEFAULT_TAG_PREFIX } from '../../../routing/model/accounts';
import { readCloudApiWebhook } from '../../../whatsapp/providers/cloudApi/read';
import { engines, useExpressionEngine } from '../../harness/expressionEngine';
import { useHighLevel } from '../../harness/highLevel';
import { ASSIGN, NO_OP, RESOLVE, TRIGGER } from '../../harness/nodeTypes';
import { jsonOf, node, runWorkflow, to } from '../../harness/runWorkflow';
import { items, locator, salesLine, supportLine } from '../../harness/touches';

const { sofia, priya } = demoTeam.users;

const message = (from: string, id: string) => ({
	from,
	id,
	timestamp: '1772460000',
	type: 'text',
	text: { body: 'Hello' },
});

const change = (account: { id: string; number: string }, from: string[], names: string[]) => ({
	field: 'messages',
	value: {
		messaging_product: 'whatsapp',
		metadata: { display_phone_number: account.number.slice(1), phone_number_id: account.id },
		// In another order than the messages: people are matched by ID.
		contacts: from.map((wa_id, index) => ({ wa_id, profile: { name: names[index] } })).reverse(),
		messages: from.map((wa_id, index) => message(wa_id, `wamid.${account.id}.${index}`)),
	},
});

/** What WhatsApp sends when three people write to two numbers: one batch. */
const webhook = {
	object: 'whatsapp_business_account',
	entry: [
		{
			id: '102290129340398',
			changes: [
				change(salesLine, ['14155550117', '4915123456789'], ['Nora Lindqvist', 'Jonas Weber']),
				change(supportLine, ['5511987654321'], ['Ana Souza']),
			],
		},
	],
};

const touches: Touch[] = readCloudApiWebhook(webhook, {
	events: new Set(['message'] as const),
	phoneNumberId: null,
	names: new Map([salesLine, supportLine].map(({ id, name }) => [id, name])),
	tagPrefix: DEFAULT_TAG_PREFIX,
	includeRaw: false,
});

const credentials = { highLevelPrivateIntegrationApi: { id: '1', name: 'HighLevel' } };
const nodes = [
	node(
		TRIGGER,
		{ receive: 'allAccounts' },
		{ name: 'Trigger', credentials: { whatsAppCloudApi: { id: '2', name: 'W' } } },
	),
	node(
		RESOLVE,
		{
			options: { simplify: false },
			rules: {
				values: [
					{
						if: ifAccounts(locator('list', salesLine.id)),
						assignTo: locator('email', sofia.email),
					},
					{ if: ifAccounts(locator('name', 'Support Line')), assignTo: locator('list', priya.id) },
				],
			},
		},
		{ name: 'Resolve', credentials },
	),
	node(ASSIGN, {}, { name: 'Assign', credentials }),
	node(NO_OP, {}, { name: 'Nobody' }),
];
const connections = {
	Trigger: { main: [[to('Resolve')]] },
	Resolve: { main: [[to('Assign')], [to('Nobody')]] },
};

describe.each(engines)('on the expression engine %s', (engine) => {
	useExpressionEngine(engine);
	const highLevel = useHighLevel();

	const run = (input: Touch[]) =>
		runWorkflow({
			nodes,
			connections,
			credentials: { ...highLevel().credentials, whatsAppCloudApi: {} },
			input: items(...input),
		});

	it('makes the user of each account the owner of everybody who writes to it', async () => {
		const result = await run(touches);
		expect(result.status).toBe('success');
		expect(jsonOf(result, 'Assign')).toHaveLength(3);
		expect(highLevel().sandbox.contacts.all()).toMatchObject([
			{ phone: '+14155550117', firstName: 'Nora', assignedTo: sofia.id, tags: [salesLine.tag] },
			{ phone: '+4915123456789', firstName: 'Jonas', assignedTo: sofia.id, tags: [salesLine.tag] },
			{ phone: '+5511987654321', firstName: 'Ana', assignedTo: priya.id, tags: [supportLine.tag] },
		]);
	});

	it('changes nothing when WhatsApp delivers the same messages again', async () => {
		await run(touches);
		const before = highLevel().sandbox.contacts.all();
		const again = await run(touches);
		expect(jsonOf(again, 'Assign').map(({ highLevel: done }) => done)).toMatchObject(
			touches.map(() => ({ outcome: 'unchanged', written: [] })),
		);
		expect(highLevel().sandbox.contacts.all()).toEqual(before);
	});

	it('lets the owner keep a contact who writes to another account later', async () => {
		const [first] = touches;
		if (!first) throw new Error('The webhook has no message');
		await run([first]);
		await run([{ ...first, key: 'msg:later', account: { ...supportLine } }]);
		expect(highLevel().sandbox.contacts.all()).toMatchObject([
			{ assignedTo: sofia.id, tags: [salesLine.tag, supportLine.tag] },
		]);
	});

	it('only reads from HighLevel for a message to an account without a rule', async () => {
		const [first] = touches;
		if (!first) throw new Error('The webhook has no message');
		const unknown = { ...first.account, id: '1', number: null, name: 'Reception' };
		const result = await run([{ ...first, account: unknown }]);
		expect(jsonOf(result, 'Nobody')).toMatchObject([{ assignment: { outcome: 'unassigned' } }]);
		expect(result.outputs.Assign).toBeUndefined();
		expect(highLevel().takeRequests()).toEqual(['GET /users/', 'GET /contacts/search/duplicate']);
	});
});
