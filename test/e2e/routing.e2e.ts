import type { INodeExecutionData } from 'n8n-workflow';
import { seedDemoContacts } from '../../sandbox/demo/messages';
import {
	highLevelCredential,
	startStack,
	whatsAppCredential,
	type Stack,
} from '../../sandbox/demo/stack';
import { ASSIGN, demoWorkflow, RESOLVE, TRIGGER } from '../../sandbox/demo/workflow';
import { demoTeam } from '../../sandbox/highlevel';
import type { Execution } from '../../sandbox/n8n/api';
import { DEMO_WABA, type Person } from '../../sandbox/whatsapp';
import { Editor } from './editor';

const INSTALL_AND_START_MS = 20 * 60_000;
const CASE_MS = 2 * 60_000;

const { marcus, priya, sofia } = demoTeam.users;
const [SALES = '', SUPPORT = ''] = DEMO_WABA.numbers.map(({ id }) => id);

let stack: Stack;

beforeAll(async () => {
	stack = await startStack((line) => process.stderr.write(`${line}\n`), {
		redelivery: { delaysMs: [500, 1_000] },
	});
	seedDemoContacts(stack.highLevel);
}, INSTALL_AND_START_MS);

afterAll(async () => {
	await stack?.stop();
}, CASE_MS);

let people = 0;

/** Somebody who never wrote before. */
function newPerson(name: string): Person & { phone: string } {
	people++;
	return { name, phone: `1415555${String(2000 + people)}`, userId: `US.e2e${people}` };
}

function ownerOf(phone: string): string | undefined {
	const contacts = stack.highLevel.contacts.byPhone(`+${phone}`);
	expect(contacts).toHaveLength(1);
	return contacts[0]?.assignedTo;
}

/** The executions that `action` caused, oldest first. */
async function executionsOf(action: () => Promise<unknown>): Promise<Execution[]> {
	const before = new Set((await stack.api.executions(stack.workflowId)).map(({ id }) => id));
	await action();
	await stack.graph.idle();
	const after = await stack.api.executions(stack.workflowId);
	return after.filter(({ id }) => !before.has(id));
}

function json(items: INodeExecutionData[] | undefined) {
	return (items ?? []).map((item) => item.json);
}

describe('the editor', () => {
	let editor: Editor;

	beforeAll(async () => {
		editor = await Editor.signIn(stack.n8n.url);
	}, CASE_MS);

	beforeEach(async () => {
		await editor.openWorkflow(stack.workflowId);
	}, CASE_MS);

	afterAll(async () => {
		await editor?.close();
	});

	it('shows the three nodes of the demo workflow', async () => {
		expect(await editor.nodeNames()).toEqual(expect.arrayContaining([TRIGGER, RESOLVE, ASSIGN]));
		await editor.screenshot('canvas');
	});

	it.each([
		{
			node: TRIGGER,
			labels: [
				'Credential for WhatsApp Cloud API',
				'Source',
				'Trigger On',
				'Receive',
				'Respond',
				'Filters',
				'Options',
			],
		},
		{
			node: RESOLVE,
			labels: [
				'Operation',
				'Credential for HighLevel',
				'Credential for WhatsApp (Optional, to List Accounts)',
				'Ledger',
				'Plan',
				'Account Rules',
				'Rule Name',
				'WhatsApp Account',
				'Assign To',
				'User',
				'Backups',
				'Options',
				'Conditional Rules',
				'Tag Rules',
				'If No Rule Names Anybody',
				'Fallback User',
				'If the Contact Has an Owner',
				'If the Owner Is Unavailable',
				'Teams',
				'People',
				'People Data From HighLevel',
				'Working Hours',
			],
		},
		{
			node: ASSIGN,
			labels: [
				'Operation',
				'Credential for HighLevel',
				'Ledger',
				'Find Contact By',
				'Phone Number',
				'Create Contact If Missing',
				'Name of New Contact',
				'Email of New Contact',
				'Source of New Contact',
				'Owner',
				'Set Owner',
				'Account Tag',
				'Also Do',
				'Options',
			],
		},
	])(
		'opens $node with its parameters',
		async ({ node, labels }) => {
			await editor.openNode(node);
			expect(await editor.labels()).toEqual(labels);
			expect(await editor.issues()).toEqual([]);
			await editor.screenshot(node);
		},
		CASE_MS,
	);

	it.each([
		{
			what: 'the WhatsApp numbers',
			parameter: 'account',
			rule: 0,
			offered: ['Sales Line (+1 202-555-0143)', 'Support Line (+1 202-555-0178)'],
		},
		{
			what: 'the users of the HighLevel location',
			parameter: 'user',
			rule: 1,
			offered: [
				'Marcus Chen (marcus.chen@example.com)',
				'Priya Patel (priya.patel@example.com)',
				'Sofia Reyes (sofia.reyes@example.com)',
				'Tom Baker (tom.baker@example.com)',
			],
		},
	])(
		'offers $what to pick from',
		async ({ parameter, rule, offered }) => {
			await editor.openNode(RESOLVE);
			// The editor puts the saved choice first.
			expect((await editor.listOf(parameter, rule)).sort()).toEqual(offered);
			await editor.screenshot(`list-of-${parameter}`);
		},
		CASE_MS,
	);
});

describe('a message over HTTP', () => {
	it(
		'makes the user of the rule the owner of a new contact, with tag, source and receipt',
		async () => {
			const dana = newPerson('Dana Whitlock');
			const [run] = await executionsOf(
				async () => await stack.graph.send({ to: SALES, from: dana, text: 'Hi! 👋 "quotes" / é' }),
			);
			expect(ownerOf(dana.phone)).toBe(sofia.id);
			const [contact] = stack.highLevel.contacts.byPhone(`+${dana.phone}`);
			expect(contact).toMatchObject({
				source: 'WhatsApp',
				tags: ['whatsnap-account-sales-line'],
			});
			expect(run?.status).toBe('success');
			const [item] = json(run?.outputs[ASSIGN]?.[0]);
			expect(item).toMatchObject({
				message: { text: 'Hi! 👋 "quotes" / é' },
				assignment: {
					outcome: 'assigned',
					user: { email: sofia.email },
					receipt: {
						sentence:
							"Rule 'Sales Line to Sofia' chose Sofia Reyes, because the message came to 'Sales Line'.",
					},
				},
				highLevel: { outcome: 'created', owner: { name: 'Sofia Reyes' } },
			});
		},
		CASE_MS,
	);

	it(
		'changes nothing when it is delivered twice',
		async () => {
			const message = { to: SUPPORT, from: newPerson('Rafael'), text: 'Oi', id: 'wamid.twice' };
			await stack.graph.send(message);
			expect(ownerOf(message.from.phone)).toBe(priya.id);
			stack.highLevel.clearRequests();
			const contacts = JSON.stringify(stack.highLevel.contacts.all());
			const runs = await executionsOf(async () => {
				const again = await stack.graph.send(message);
				expect(again.attempts).toMatchObject([{ status: 200, answer: 'Nothing to do' }]);
			});
			expect(runs).toEqual([]);
			expect(JSON.stringify(stack.highLevel.contacts.all())).toBe(contacts);
			expect(stack.highLevel.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
		},
		CASE_MS,
	);

	it(
		'leaves the owner whom somebody chose before',
		async () => {
			await stack.graph.send({
				to: SALES,
				from: { phone: '33612345678', userId: 'FR.1', name: 'Amélie Laurent' },
				text: 'Bonjour',
			});
			expect(ownerOf('33612345678')).toBe(marcus.id);
			expect(stack.highLevel.contacts.byPhone('+33612345678')[0]?.tags).toEqual([
				'customer',
				'whatsnap-account-sales-line',
			]);
		},
		CASE_MS,
	);

	it(
		'gives a batch of three messages from two numbers three items, each with its own account',
		async () => {
			const [first, second, third] = ['Ann', 'Ben', 'Cleo'].map(newPerson);
			if (!first || !second || !third) throw new Error('three people');
			const runs = await executionsOf(
				async () =>
					await stack.graph.send([
						{ to: SALES, from: first, text: '1' },
						{ to: SUPPORT, from: second, text: '2' },
						{ to: SALES, from: third, text: '3' },
					]),
			);
			expect(runs).toHaveLength(1);
			const items = json(runs[0]?.outputs[TRIGGER]?.[0]) as Array<{
				account: { name: string };
				contact: { name: string };
			}>;
			expect(
				items.map(({ account, contact }) => `${contact.name} to ${account.name}`).sort(),
			).toEqual(['Ann to Sales Line', 'Ben to Support Line', 'Cleo to Sales Line']);
			expect([first, second, third].map(({ phone }) => ownerOf(phone))).toEqual([
				sofia.id,
				priya.id,
				sofia.id,
			]);
		},
		CASE_MS,
	);

	it(
		'is turned away with 401 and starts nothing when one byte was changed',
		async () => {
			const { createHmac } = await import('node:crypto');
			const body = Buffer.from(JSON.stringify({ object: 'whatsapp_business_account', entry: [] }));
			const signature = `sha256=${createHmac('sha256', stack.graph.app.secret).update(body).digest('hex')}`;
			body[2] = (body[2] ?? 0) ^ 1;
			const runs = await executionsOf(async () => {
				const delivery = await stack.graph.deliverRaw(SALES, body, { signature });
				expect(delivery.attempts[0]).toMatchObject({
					status: 401,
					answer: expect.stringContaining('App Secret'),
				});
			});
			expect(runs).toEqual([]);
		},
		CASE_MS,
	);

	it.each([
		['no JSON', 'not json at all', 422],
		['unknown JSON', '{"object":"page","entry":[{"changes":7}]}', 200],
		['an empty entry', '{"object":"whatsapp_business_account","entry":[]}', 200],
	])(
		'starts nothing and is no server error when it is signed but holds %s',
		async (_what, body, status) => {
			const runs = await executionsOf(async () => {
				const { attempts } = await stack.graph.deliverRaw(SALES, body);
				expect(attempts[0]?.status).toBe(status);
			});
			expect(runs).toEqual([]);
		},
		CASE_MS,
	);

	it(
		'is not lost while HighLevel is down: WhatsApp delivers again and the contact gets its owner',
		async () => {
			const person = newPerson('Ingrid');
			stack.highLevel.faults.add({
				method: 'GET',
				path: '/contacts/search/duplicate',
				times: 4,
				effect: { kind: 'status', status: 503 },
			});
			const runs = await executionsOf(
				async () => await stack.graph.send({ to: SALES, from: person, text: 'Hello?' }),
			);
			stack.highLevel.faults.clear();
			expect(runs.map(({ status }) => status)).toEqual(['error', 'success']);
			expect(Object.values(runs[0]?.errors ?? {})).toEqual([
				expect.stringContaining('HighLevel is not available'),
			]);
			expect(ownerOf(person.phone)).toBe(sofia.id);
		},
		CASE_MS,
	);
});

describe('a test run in the editor', () => {
	it(
		'borrows the messages of the published workflow for one message, and gives them back',
		async () => {
			const callback = () => stack.graph.subscriptions.app?.callbackUrl ?? '';
			const published = callback();
			const person = newPerson('Tess');
			const editor = await Editor.signIn(stack.n8n.url);
			try {
				await editor.openWorkflow(stack.workflowId);
				await editor.execute();
				await until(() => callback().includes('/webhook-test/'));
				await stack.graph.send({ to: SALES, from: person, text: 'A test' });
				await until(() => callback() === published);
				expect(ownerOf(person.phone)).toBe(sofia.id);
				await editor.screenshot('test-run');
			} finally {
				await editor.close();
			}
			const runs = await executionsOf(
				async () => await stack.graph.send({ to: SALES, from: person, text: 'Published again' }),
			);
			expect(runs.map(({ status }) => status)).toEqual(['success']);
		},
		CASE_MS,
	);
});

/** Waits for something that happens outside; fails after 20 seconds. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
	const deadline = Date.now() + 20_000;
	while (!(await holds())) {
		if (Date.now() > deadline) throw new Error(`It did not happen in time: ${holds.toString()}`);
		await new Promise((done) => setTimeout(done, 200));
	}
}

describe('a rule that is built by clicks', () => {
	it(
		'sends Google Ads on the Sales Line in business hours to the senior sales rep',
		async () => {
			const editor = await Editor.signIn(stack.n8n.url);
			try {
				await editor.openWorkflow(stack.workflowId);
				await editor.openNode(RESOLVE);
				const rule = await editor.addCard('conditionalRules', 'Add Conditional Rule');
				await editor.fill(rule, 'name', 'Google Ads in Business Hours');
				await editor.addField(rule, 'Came From Google Ads');
				await editor.addField(rule, 'WhatsApp Accounts by Name or Number');
				await editor.fill(rule, 'accountNames', 'Sales Line');
				await editor.addField(rule, 'Time');
				await editor.chooseUser(rule, marcus.email);
				await editor.screenshotAt(rule, 'conditional-rule');

				const office = await editor.addCard('schedules', 'Add Working Hours');
				await editor.fill(office, 'name', 'Office');
				await office.getByRole('button', { name: 'Add Hours', exact: true }).click();
				// Always open, so that the test may run at any time.
				await editor.addChoices(office, 'days', ['Saturday', 'Sunday']);
				await editor.fill(office, 'from', '00:00');
				await editor.fill(office, 'to', '24:00');
				await editor.screenshotAt(office, 'working-hours');

				const team = await editor.addCard('teams', 'Add Team');
				await editor.fill(team, 'name', 'Sales');
				await team.getByRole('button', { name: 'Add Member', exact: true }).click();
				await editor.chooseUser(team, sofia.email);
				await editor.screenshotAt(team, 'team');
				await editor.page.keyboard.press('Escape');
				await editor.page.keyboard.press('Control+s');
				await until(async () => {
					const saved = await stack.api.parametersOf(stack.workflowId, RESOLVE);
					return JSON.stringify(saved).includes('"Sales"');
				});
			} finally {
				await editor.close();
			}
			const saved = await stack.api.parametersOf(stack.workflowId, RESOLVE);
			expect(saved).toMatchObject({
				schedules: { values: [{ hours: { values: [{ days: expect.arrayContaining(WEEK) }] } }] },
			});
			await stack.api.activate(stack.workflowId);

			const ad = newPerson('Ada');
			stack.highLevel.contacts.seedContact({ phone: `+${ad.phone}`, source: 'Google Ads' });
			const other = newPerson('Otto');
			stack.highLevel.contacts.seedContact({ phone: `+${other.phone}`, source: 'Flyer' });
			const [run] = await executionsOf(
				async () => await stack.graph.send({ to: SALES, from: ad, text: 'I saw your ad' }),
			);
			await stack.graph.send({ to: SALES, from: other, text: 'I saw your flyer' });
			expect(ownerOf(ad.phone)).toBe(marcus.id);
			expect(ownerOf(other.phone)).toBe(sofia.id);
			expect(json(run?.outputs[RESOLVE]?.[0])[0]).toMatchObject({
				assignment: {
					rule: { name: 'Google Ads in Business Hours' },
					receipt: { sentence: expect.stringContaining('chose Marcus Chen') },
				},
			});
		},
		CASE_MS,
	);
});

const WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

describe('an execution', () => {
	it(
		'shows the receipt in the output of Resolve Assignment',
		async () => {
			const runs = await executionsOf(
				async () => await stack.graph.send({ to: SALES, from: newPerson('Eva'), text: 'Hi' }),
			);
			const editor = await Editor.signIn(stack.n8n.url);
			try {
				await editor.openExecution(stack.workflowId, runs[0]?.id ?? '');
				await editor.openNode(RESOLVE);
				expect(await editor.output()).toContain(
					"Rule 'Sales Line to Sofia' chose Sofia Reyes, because the message came to 'Sales Line'.",
				);
				await editor.screenshot('receipt');
			} finally {
				await editor.close();
			}
		},
		CASE_MS,
	);
});

describe('the credentials', () => {
	it(
		'name what is wrong with a WhatsApp credential',
		async () => {
			const right = whatsAppCredential(stack.graph);
			const type = 'whatsAppCloudApi';
			expect(await stack.api.testCredential(type, right)).toMatchObject({ status: 'OK' });
			for (const field of ['appId', 'appSecret']) {
				expect(await stack.api.testCredential(type, { ...right, [field]: '123' })).toEqual({
					status: 'Error',
					message: expect.stringContaining('App ID together with the App Secret'),
				});
			}
			expect(await stack.api.testCredential(type, { ...right, accessToken: 'revoked' })).toEqual({
				status: 'Error',
				message: expect.stringContaining('System User Token is not valid'),
			});
		},
		CASE_MS,
	);

	it(
		'name what is wrong with a HighLevel credential',
		async () => {
			const right = highLevelCredential(stack.highLevel);
			const type = 'highLevelPrivateIntegrationApi';
			expect(await stack.api.testCredential(type, right)).toMatchObject({ status: 'OK' });
			expect(await stack.api.testCredential(type, { ...right, token: 'pit-wrong' })).toEqual({
				status: 'Error',
				message: expect.stringContaining('does not accept the token'),
			});
			expect(await stack.api.testCredential(type, { ...right, locationId: 'elsewhere' })).toEqual({
				status: 'Error',
				message: expect.stringContaining('another sub-account'),
			});
		},
		CASE_MS,
	);
});

describe('a trigger for one account', () => {
	it(
		'receives the messages of its number only, and gives the number back',
		async () => {
			const { api, graph, highLevel } = stack;
			const workflow = demoWorkflow(graph, {
				whatsApp: await api.createCredential(
					'WhatsApp, support',
					'whatsAppCloudApi',
					whatsAppCredential(graph),
				),
				highLevel: await api.createCredential(
					'HighLevel, support',
					'highLevelPrivateIntegrationApi',
					highLevelCredential(highLevel),
				),
			});
			for (const node of workflow.nodes.filter(({ name }) => name === TRIGGER)) {
				node.webhookId = '0f6c8a1e-7d57-4c0b-8a53-1f0f5f3f9d11';
				node.parameters = {
					receive: 'oneAccount',
					account: { __rl: true, mode: 'list', value: SUPPORT },
					options: { accountName: 'Support Line' },
				};
			}
			const id = await api.importWorkflow(workflow);
			await api.activate(id);
			expect(Object.keys(graph.subscriptions.phoneOverrides)).toEqual([SUPPORT]);

			const person = newPerson('Uma');
			const others = await executionsOf(async () => {
				await graph.send({ to: SUPPORT, from: person, text: 'Help' });
				await graph.send({ to: SALES, from: newPerson('Sam'), text: 'Hello' });
			});
			expect(others).toHaveLength(1);
			expect(await api.executions(id)).toMatchObject([{ status: 'success' }]);
			expect(ownerOf(person.phone)).toBe(priya.id);

			await api.deactivate(id);
			expect(graph.subscriptions.phoneOverrides).toEqual({});
			expect(
				await executionsOf(
					async () => await graph.send({ to: SUPPORT, from: person, text: 'Thanks' }),
				),
			).toHaveLength(1);
		},
		CASE_MS,
	);
});

describe('unpublishing', () => {
	it(
		'gives the messages of the app back',
		async () => {
			expect(stack.graph.subscriptions.app?.fields).toEqual(['messages']);
			await stack.api.deactivate(stack.workflowId);
			expect(stack.graph.subscriptions.app).toBeNull();
			const delivery = await stack.graph.send({ to: SALES, from: newPerson('Late'), text: 'Hi' });
			expect(delivery.undelivered).toBe('app not subscribed');
		},
		CASE_MS,
	);
});
