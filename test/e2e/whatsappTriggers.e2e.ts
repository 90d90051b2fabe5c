import type { INodeParameters } from 'n8n-workflow';
import { whatsAppCredential } from '../../sandbox/demo/stack';
import { connection, locator, node, ownType } from '../../sandbox/n8n/workflowParts';
import { DEMO_WABA } from '../../sandbox/whatsapp';
import { Editor } from './editor';
import { startStack, type Stack } from './twoLinesStack';
import { until } from './until';

const INSTALL_AND_START_MS = 20 * 60_000;
const CASE_MS = 2 * 60_000;

const TRIGGER = 'WhatsApp Account Trigger';
const CHECK = 'Setup Check';
const [SALES = '', SUPPORT = ''] = DEMO_WABA.numbers.map(({ id }) => id);

let stack: Stack;
let credential: { id: string; name: string };

beforeAll(async () => {
	stack = await startStack((line) => process.stderr.write(`${line}\n`), {
		redelivery: { delaysMs: [] },
	});
	// The demo's trigger for all accounts; here every case brings its own.
	await stack.api.deactivate(stack.workflowId);
	const name = 'WhatsApp sandbox';
	const data = whatsAppCredential(stack.graph);
	credential = { id: await stack.api.createCredential(name, 'whatsAppCloudApi', data), name };
}, INSTALL_AND_START_MS);

afterAll(async () => {
	await stack?.stop();
}, CASE_MS);

/** A workflow of its own, not published yet. */
async function workflow(name: string, webhookId: string, parameters: INodeParameters) {
	const trigger = {
		...node(ownType('whatsAppAccountTrigger'), TRIGGER, [0, 0]),
		webhookId,
		parameters,
		credentials: { whatsAppCloudApi: credential },
	};
	const id = await stack.api.importWorkflow({
		name,
		nodes: [trigger, node('n8n-nodes-base.noOp', 'Done', [300, 0])],
		connections: { [TRIGGER]: { main: [[connection('Done')]] } },
		settings: { executionOrder: 'v1' },
	});
	return { id, url: `${stack.n8n.url}/webhook/${webhookId}/whatsapp` };
}

const oneAccount = (id: string, name: string): INodeParameters => ({
	receive: 'oneAccount',
	account: locator('list', id, name),
});

/** The texts that a workflow has received, in order. */
async function received(workflowId: string): Promise<unknown[]> {
	const runs = await stack.api.executions(workflowId);
	return runs.flatMap(({ outputs }) =>
		(outputs[TRIGGER]?.[0] ?? []).map(({ json }) => (json.message as { text: string }).text),
	);
}

async function send(to: string, text: string): Promise<void> {
	await stack.graph.send({ to, from: { phone: '14155550117', name: 'Dana' }, text });
	await stack.graph.idle();
}

const overrides = () => stack.graph.subscriptions.phoneOverrides;
const waba = () => stack.graph.subscriptions.wabas[DEMO_WABA.id];

let sales: { id: string; url: string };
let support: { id: string; url: string };
let home: { id: string; url: string };

describe('many triggers on one Meta app', () => {
	it(
		'get the messages of their own numbers',
		async () => {
			sales = await workflow('Sales', 'e2e-sales', oneAccount(SALES, 'Sales Line'));
			support = await workflow('Support', 'e2e-support', oneAccount(SUPPORT, 'Support Line'));
			await stack.api.activate(sales.id);
			await stack.api.activate(support.id);
			expect(overrides()).toEqual({ [SALES]: sales.url, [SUPPORT]: support.url });
			await send(SALES, 'to sales');
			await send(SUPPORT, 'to support');
			expect(await received(sales.id)).toEqual(['to sales']);
			expect(await received(support.id)).toEqual(['to support']);
		},
		CASE_MS,
	);

	it(
		'lend a number to the test run of a third, and get it back',
		async () => {
			const third = await workflow('Third', 'e2e-third', oneAccount(SALES, 'Sales Line'));
			const editor = await Editor.signIn(stack.n8n.url);
			try {
				await editor.openWorkflow(third.id);
				await editor.execute();
				await until(() => overrides()[SALES]?.includes('/webhook-test/e2e-third/') ?? false);
				await send(SUPPORT, 'to support during the test');
				await send(SALES, 'to the test');
				await until(() => overrides()[SALES] === sales.url);
			} finally {
				await editor.close();
			}
			expect(overrides()).toEqual({ [SALES]: sales.url, [SUPPORT]: support.url });
			await send(SALES, 'to sales again');
			expect(await received(third.id)).toEqual(['to the test']);
			expect(await received(sales.id)).toEqual(['to sales', 'to sales again']);
			expect(await received(support.id)).toEqual(['to support', 'to support during the test']);
		},
		CASE_MS,
	);

	it(
		'leave a number to the workflow that has it, and say so',
		async () => {
			const rival = await workflow('Rival', 'e2e-rival', oneAccount(SALES, 'Sales Line'));
			await expect(stack.api.activate(rival.id)).rejects.toThrow(/the workflow <a .*'Sales'/);
			expect(overrides()).toEqual({ [SALES]: sales.url, [SUPPORT]: support.url });
		},
		CASE_MS,
	);

	it(
		'get the messages of a business account beside one for a single number of it',
		async () => {
			await stack.api.deactivate(support.id);
			home = await workflow('Business account', 'e2e-home', {
				receive: 'businessAccount',
				businessAccount: locator('list', DEMO_WABA.id, 'Sandbox Business (2 numbers)'),
			});
			await stack.api.activate(home.id);
			expect(waba()).toEqual({ subscribed: true, override: home.url });
			await send(SALES, 'still to sales');
			await send(SUPPORT, 'to the business account');
			expect((await received(sales.id)).at(-1)).toBe('still to sales');
			expect(await received(home.id)).toEqual(['to the business account']);
		},
		CASE_MS,
	);
});

describe('the editor', () => {
	let editor: Editor;
	beforeAll(async () => {
		editor = await Editor.signIn(stack.n8n.url);
	}, CASE_MS);
	afterAll(async () => await editor?.close());

	it.each([
		['one-account', () => sales.id, 'WhatsApp Account'],
		['business-account', () => home.id, 'WhatsApp Business Account'],
	])(
		'shows whose messages the trigger receives: %s',
		async (name, id, label) => {
			await editor.openWorkflow(id());
			await editor.openNode(TRIGGER);
			expect(await editor.labels()).toEqual(
				expect.arrayContaining(['Trigger On', 'Receive', label]),
			);
			expect(await editor.issues()).toEqual([]);
			await editor.screenshot(`trigger-${name}`);
		},
		CASE_MS,
	);

	it(
		'shows what the setup check finds, without any trigger in the workflow',
		async () => {
			const check = {
				...node(ownType('setupCheck'), CHECK, [0, 0]),
				credentials: { whatsAppCloudApi: credential },
			};
			const workflowId = await stack.api.importWorkflow({
				name: 'Setup check',
				nodes: [check],
				connections: {},
			});
			await editor.openWorkflow(workflowId);
			await editor.openNode(CHECK);
			await editor.page.locator('[data-test-id="node-execute-button"]').click();
			const panel = editor.page.locator('[data-test-id="output-panel"]');
			await panel.getByText('App ID and App Secret').first().waitFor();
			await editor.screenshot('setup-check');
			const lines = await panel.innerText();
			expect(lines).toContain('Number Sales Line');
			expect(lines).toContain('which answers');
			expect(lines).toContain('Nothing to fix was found');
			expect(lines).not.toContain(stack.graph.app.secret);
			expect(lines).not.toContain('no workflow listens');
		},
		CASE_MS,
	);
});

describe('unpublishing', () => {
	it(
		'of one leaves the others, and of the last one nothing',
		async () => {
			await stack.api.deactivate(sales.id);
			expect(overrides()).toEqual({});
			await send(SALES, 'to the business account now');
			expect((await received(home.id)).at(-1)).toBe('to the business account now');
			await stack.api.deactivate(home.id);
			expect(stack.graph.subscriptions.app).toBeNull();
			expect(waba()).toEqual({ subscribed: true, override: null });
		},
		CASE_MS,
	);
});
