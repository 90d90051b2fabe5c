import type { INodeParameters } from 'n8n-workflow';
import { demoTeam } from '../../../sandbox/highlevel';
import { ifAccounts, ifAnyTag } from '../../../sandbox/n8n/planCards';
import { assignPanel } from '../../harness/assignPanel';
import { useHighLevel } from '../../harness/highLevel';
import { ASSIGN, LEDGER, RESOLVE } from '../../harness/nodeTypes';
import { behindStart, node, runWorkflow } from '../../harness/runWorkflow';
import { locator, touch } from '../../harness/touches';

const { sofia } = demoTeam.users;
const highLevel = useHighLevel();

function deep(levels: number): object {
	let value: object = {};
	for (let i = 0; i < levels; i++) value = { value };
	return value;
}

const VALUES: Record<string, unknown> = {
	'a number': 12,
	'a fraction': 1.5,
	true: true,
	'an empty text': '',
	blanks: '   ',
	'a list': ['+14155550117'],
	'an empty list': [],
	'an object': { id: 'x' },
	'a date': new Date(0),
	'an invalid date': new Date(NaN),
	'a big integer': 12n,
	'not a number': NaN,
	infinity: Infinity,
	'a very long text': 'x'.repeat(1_000_000),
	'a deep object': deep(20_000),
	NUL: 'a\u0000b',
	'half of a sign': 'a\ud800b',
	'control characters': 'a\r\n\u0007\u001b[31mb\u202e',
	__proto__text: '__proto__',
	constructor: 'constructor',
	hasOwnProperty: 'hasOwnProperty',
	toString: 'toString',
	function: () => 'x',
	symbol: Symbol('x'),
};

/** Fields of an item that something goes by. */
const FIELDS: Array<[string, (value: unknown) => object]> = [
	['key', (value) => ({ key: value })],
	['event', (value) => ({ event: value })],
	['account', (value) => ({ account: value })],
	['account.id', (value) => ({ account: { ...touch().account, id: value } })],
	['account.name', (value) => ({ account: { ...touch().account, name: value } })],
	['account.tag', (value) => ({ account: { ...touch().account, tag: value } })],
	['contact', (value) => ({ contact: value })],
	['contact.id', (value) => ({ contact: { ...touch().contact, id: value } })],
	['contact.phone', (value) => ({ contact: { phone: value } })],
	['contact.whatsappUserId', (value) => ({ contact: { whatsappUserId: value } })],
	['contact.name', (value) => ({ contact: { ...touch().contact, name: value } })],
	['contact.tags', (value) => ({ contact: { ...touch().contact, tags: value } })],
	['contact.tags[0]', (value) => ({ contact: { ...touch().contact, tags: [value] } })],
	['contact.source', (value) => ({ contact: { ...touch().contact, source: value } })],
	['contact.ownerId', (value) => ({ contact: { ...touch().contact, ownerId: value } })],
	['contact.country', (value) => ({ contact: { ...touch().contact, country: value } })],
	['contact.alsoKnownAs', (value) => ({ contact: { ...touch().contact, alsoKnownAs: value } })],
	['tag', (value) => ({ event: 'tag', tag: value })],
	['preview', (value) => ({ preview: value })],
	['reassign', (value) => ({ event: 'reassign', reassign: value })],
	['excludedUsers', (value) => ({ excludedUsers: [value] })],
	['assignment', (value) => ({ assignment: value })],
	['assignment.user.id', (value) => ({ assignment: { outcome: 'assigned', user: { id: value } } })],
	[
		'assignment.id',
		(value) => ({ assignment: { outcome: 'assigned', user: sofia, id: value, ledger: 'sqlite' } }),
	],
	['referral', (value) => ({ referral: value })],
	['text', (value) => ({ text: value })],
];

const user = locator('id', sofia.id);
const vip = { ...ifAnyTag('vip'), sourceIs: 'constructor', countries: ['US'] };
const rules = {
	values: [
		{ name: 'VIP', if: vip, assignTo: user },
		{ if: ifAccounts(locator('name', 'Sales Line')), assignTo: user },
	],
};
const explain = { operation: 'explain', rules, person: locator('id', sofia.id) };
const NODES: Array<[what: string, type: string, parameters: INodeParameters, mode?: 'manual']> = [
	['Resolve', RESOLVE, { rules }],
	['Resolve, on the canvas', RESOLVE, { rules }, 'manual'],
	['Explain Why Not', RESOLVE, explain, 'manual'],
	['HighLevel Assign Contact', ASSIGN, {}],
	['HighLevel Assign Contact, by ID', ASSIGN, assignPanel({ findBy: 'contactId' })],
	['HighLevel Assign Contact, Unassign', ASSIGN, { operation: 'unassign' }],
	['Assignment Ledger, Close', LEDGER, { operation: 'close' }],
	['Assignment Ledger, Forget', LEDGER, { operation: 'forget' }],
	[
		'Assignment Ledger, Give Turn Back',
		LEDGER,
		{ operation: 'giveTurnBack', reason: '={{ $json.text }}' },
	],
];

const OUR_WORDS =
	/is not a function|undefined|Cannot read|stack|Unexpected|BigInt|syntax|UTF|surrogate|0x00|circular|Symbol/i;

describe.each(NODES)('%s', (what, type, parameters, mode) => {
	it.each(FIELDS)('takes any value as %s', async (_field, change) => {
		const given = Object.values(VALUES).map((value) => ({
			json: { ...touch(), assignment: { outcome: 'assigned', user: sofia }, ...change(value) },
		}));
		const good = { ...touch(), assignment: { outcome: 'assigned', user: sofia } };
		const tested = node(type, parameters, {
			name: 'Tested',
			onError: 'continueRegularOutput',
			credentials: { highLevelPrivateIntegrationApi: { id: '1', name: 'HighLevel' } },
		});
		const run = await runWorkflow({
			...behindStart(tested),
			credentials: highLevel().credentials,
			input: [...given, { json: { ...good } }] as never,
			mode,
		});
		expect(run.errors).toEqual({});
		const all = (run.outputs.Tested ?? []).flat();
		const errors = all.flatMap(({ json }) => (typeof json.error === 'string' ? [json.error] : []));
		expect(errors.filter((message) => OUR_WORDS.test(message))).toEqual([]);
		expect(errors.filter((message) => message.length > 600)).toEqual([]);
		expect(all).toHaveLength(given.length + 1);
		// Everything else fails for want of an ID, too.
		if (what.endsWith('by ID')) return;
		const last = all.find(
			({ pairedItem }) => (pairedItem as { item: number }).item === given.length,
		);
		expect(last?.json).not.toHaveProperty('error');
	});
});
