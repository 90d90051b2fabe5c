import { dirname } from 'node:path';
import type { Browser } from 'playwright-core';
import { WHITENING } from '../../sandbox/demo/ads';
import { createCredentials } from '../../sandbox/demo/credentials';
import { seedDemoContacts } from '../../sandbox/demo/messages';
import { startStack, type Stack } from '../../sandbox/demo/stack';
import { demoTeam } from '../../sandbox/highlevel';
import { ensureN8n } from '../../sandbox/n8n/install';
import { startN8n, type N8nServer } from '../../sandbox/n8n/server';
import { choicesWith, DEMO } from '../../sandbox/playground/choices';
import { startPlayground, type PlaygroundServer } from '../../sandbox/playground/server';
import { startBrowser } from './browser';
import { PlaygroundPage } from './playground/playgroundPage';
import { until } from './until';

const INSTALL_AND_START_MS = 20 * 60_000;
const CASE_MS = 5 * 60_000;

const SALES = 'Sales Line';
const SUPPORT = 'Support Line';
const { marcus, priya, sofia, tom } = demoTeam.users;

const report = (line: string) => void process.stderr.write(`${line}\n`);

let stack: Stack;
let n8n: N8nServer;
let server: PlaygroundServer;
let browser: Browser;
let playground: PlaygroundPage;

beforeAll(async () => {
	stack = await startStack(report, {
		withAgency: true,
		// A start of n8n may take minutes on a busy machine.
		redelivery: { delaysMs: [500, ...Array.from({ length: 100 }, () => 3_000)] },
	});
	({ n8n } = stack);
	const { graph, highLevel } = stack;
	const choices = choicesWith(await createCredentials(stack));
	seedDemoContacts(highLevel);
	server = await startPlayground({ graph, highLevel, n8nUrl: n8n.url, choices });
	await server.playground.publisher.publish(DEMO);
	browser = await startBrowser();
	playground = await PlaygroundPage.open(browser, server.url);
}, INSTALL_AND_START_MS);

afterAll(async () => {
	await browser?.close();
	await server?.stop();
	await n8n?.stop();
	await stack?.stop();
}, CASE_MS);

afterEach(() => expect(playground.complaints).toEqual([]));

const ownerInHighLevel = (phone: string) => stack.highLevel.contacts.byPhone(phone)[0]?.assignedTo;

it(
	'shows who gets the contact of somebody who writes, and why, with a link to the run',
	async () => {
		await playground.write({ from: 'Dana Whitlock', line: SALES, text: 'Anything on Thursday?' });
		await playground.says('Anything on Thursday?', `Goes to ${sofia.firstName}`);
		const row = playground.contact('Dana Whitlock');
		await row.getByText("Rule 'Sales Line in turns' chose Sofia Reyes").waitFor();
		expect(await row.innerText()).toMatch(/assigned\s+Rule: Sales Line in turns/);
		expect(await playground.ownerOf('Dana Whitlock')).toBe('Sofia Reyes');
		expect(ownerInHighLevel('+14155550117')).toBe(sofia.id);

		const link = playground.entry('Anything on Thursday?').getByRole('link', { name: 'Open run' });
		const [, workflowId, runId] =
			/\/workflow\/(\w+)\/executions\/(\d+)$/.exec((await link.getAttribute('href')) ?? '') ?? [];
		const runs = await stack.api.executions(workflowId ?? '');
		const run = runs.find(({ id }) => id === runId);
		expect(JSON.stringify(run?.outputs)).toContain('Anything on Thursday?');
	},
	CASE_MS,
);

it(
	'takes a person of one’s own who comes from an ad, once, however often Send is clicked',
	async () => {
		const name = '<img src=x onerror=alert(1)> "Zoë"';
		const text = '<script>alert(1)</script> & {{ $json }} \u202Eabc 👩‍🚀';
		const before = stack.graph.deliveries.length;
		const from = { name, number: '+49 (151) 555-01990' };
		await playground.fill({ from, line: SUPPORT, text, ad: WHITENING.headline });
		await playground.send.dblclick();
		await playground.says('alert(1)</script>', 'Goes to Marcus Chen');
		expect(stack.graph.deliveries).toHaveLength(before + 1);
		expect(await playground.entry('alert(1)</script>').innerText()).toContain(`“${text}”`);
		expect(await playground.contact('<img src=x').innerText()).toContain(name);
		expect(await playground.page.locator('img').count()).toBe(0);
		expect(ownerInHighLevel('+4915155501990')).toBe(marcus.id);
	},
	CASE_MS,
);

it(
	'says what is wrong with what was typed, and sends nothing',
	async () => {
		const before = stack.graph.deliveries.length;
		await playground.write({ from: { name: 'Nemo', number: '12 34' }, line: SALES, text: 'Hi' });
		await playground.problem.getByText('Number: write it with its country code').waitFor();
		await playground.write({ from: 'Kenji Mori', line: SALES, text: '  ' });
		await playground.problem.getByText('Text is empty').waitFor();
		expect(stack.graph.deliveries).toHaveLength(before);
	},
	CASE_MS,
);

it(
	'delivers a message again, and shows that nothing came of it',
	async () => {
		await playground.entry('Anything on Thursday?').getByText('Deliver again').click();
		await playground.says('Anything on Thursday?', 'Nothing to do');
		expect(await playground.entry('Anything on Thursday?').innerText()).toContain(
			'n8n has handled this very message before',
		);
	},
	CASE_MS,
);

it(
	'shows that a run is under way, that it failed and why, and that WhatsApp delivers it again',
	async () => {
		const { faults } = stack.highLevel;
		const slow = faults.add({ effect: { kind: 'delay', ms: 3_000 } });
		await playground.write({ from: 'Rafael Lima', line: SALES, text: 'A slow one' });
		await playground.says('A slow one', 'Still running');
		slow.remove();
		await playground.says('A slow one', 'Goes to');

		const broken = faults.add({ effect: { kind: 'status', status: 403 } });
		await playground.write({ from: 'Kenji Mori', line: SALES, text: 'A broken one' });
		await playground.says(
			'A broken one',
			/'(Resolve Assignment|HighLevel Assign Contact)': \S.* WhatsApp will deliver it again/,
		);
		await playground.screenshot('playground-failed');
		broken.remove();
		await playground.says('A broken one', 'Goes to');
	},
	CASE_MS,
);

it(
	'publishes a template by a click in place of the one before; tags and owners are set by hand',
	async () => {
		const other = await PlaygroundPage.open(browser, server.url);
		await playground.publish('tag-to-owner');
		const published = (await stack.api.workflows()).filter(({ active }) => active);
		expect(published).toHaveLength(1);
		await until(async () => (await other.chosenTemplate()) === 'tag-to-owner');

		await playground.write({ from: 'Omar Haddad', line: SUPPORT, text: 'Anybody there?' });
		await playground.says('Anybody there?', 'No published workflow receives messages');

		const tag = playground.contact('Dana Whitlock').getByLabel('Add a tag');
		await tag.fill('Billing');
		await tag.press('Enter');
		await playground.says("Tag 'billing' added by hand", 'Goes to Priya Patel');
		expect(ownerInHighLevel('+14155550117')).toBe(priya.id);
		await other.contact('Dana Whitlock').getByText("the tag 'billing' was added").waitFor();

		await playground.contact('Dana Whitlock').locator('select').selectOption('Tom Baker');
		await other.contact('Dana Whitlock').getByText('set by hand in HighLevel').waitFor();
		expect(ownerInHighLevel('+14155550117')).toBe(tom.id);
		expect(await other.ownerOf('Dana Whitlock')).toBe('Tom Baker');
		await other.page.close();
	},
	CASE_MS,
);

it(
	'shows contacts of several sub-accounts, each in its own',
	async () => {
		await playground.publish('many-sub-accounts');
		const from = { name: 'Wes Tide', number: '+1 310 555 0166' };
		await playground.write({ from, line: SUPPORT, text: 'Where are you?' });
		await playground.says('Where are you?', 'Goes to Elena Fischer');
		await playground.contact('Wes Tide').getByText('Harbor Dental Westside').waitFor();
	},
	CASE_MS,
);

it(
	'goes on when n8n was away for a while',
	async () => {
		const port = Number(new URL(n8n.url).port);
		const userFolder = dirname(n8n.logPath);
		await playground.publish('two-lines');
		await n8n.kill();
		await playground.page.getByText('n8n does not answer', { exact: true }).waitFor();
		const from = { name: 'Pat Storm', number: '+1 312 555 0177' };
		await playground.write({ from, line: SUPPORT, text: 'During the storm' });
		await playground.says('During the storm', 'WhatsApp tries again');
		await playground.screenshot('playground-without-n8n');

		n8n = await startN8n({ n8nFolder: await ensureN8n(report), userFolder, port });
		await playground.page.getByText('n8n is running', { exact: true }).waitFor();
		await until(() => ownerInHighLevel('+13125550177') === priya.id, CASE_MS / 2);
		await playground.says('During the storm', 'Goes to Priya Patel');
	},
	CASE_MS,
);
