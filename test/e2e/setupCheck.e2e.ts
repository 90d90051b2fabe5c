import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import { highLevelCredential } from '../../sandbox/demo/stack';
import {
	DEFAULT_SCOPES,
	demoLocation,
	demoOAuthApp,
	otherLocation,
	startHighLevelSandbox,
	type HighLevelSandbox,
} from '../../sandbox/highlevel';
import { N8nApi } from '../../sandbox/n8n/api';
import { ensureN8n } from '../../sandbox/n8n/install';
import { installPack } from '../../sandbox/n8n/pack';
import { startN8n } from '../../sandbox/n8n/server';
import { connection, node, ownType } from '../../sandbox/n8n/workflowParts';
import { Editor } from './editor';
import { startPublicAddress } from '../../sandbox/n8n/publicAddress';

const START_MS = 20 * 60_000;
const CASE_MS = 4 * 60_000;

const TRIGGER = 'HighLevel Contact Trigger';
const CHECK = 'Setup Check';
const WEBHOOK_ID = '5b8f4a52-3d53-4e29-8d0b-2f5f0c1c9e01';
const SECRET = 'sandbox-secret-of-the-webhook-action';
const SIZES = [
	{ width: 1440, height: 1000 },
	{ width: 1280, height: 720 },
];

let highLevel: HighLevelSandbox;
let api: N8nApi;
let url: string;
let editor: Editor;
const cleanUps: Array<() => Promise<void>> = [];

beforeAll(async () => {
	const report = (line: string) => process.stderr.write(`${line}\n`);
	const n8nFolder = await ensureN8n(report);
	const userFolder = await mkdtemp(join(tmpdir(), 'contact-assignment-setup-'));
	cleanUps.push(async () => await rm(userFolder, { recursive: true, force: true }));
	await installPack(join(userFolder, '.n8n', 'nodes', 'node_modules'), report);
	highLevel = await startHighLevelSandbox();
	cleanUps.push(async () => await highLevel.close());
	const address = await startPublicAddress(highLevel.url);
	cleanUps.push(async () => await address.close());
	const n8n = await startN8n({ n8nFolder, userFolder, env: address.env });
	cleanUps.push(async () => await n8n.stop());
	({ url } = n8n);
	api = await N8nApi.signIn(url);
	await api.createCredential(
		'HighLevel sandbox',
		'highLevelPrivateIntegrationApi',
		highLevelCredential(highLevel),
	);
	await publishTrigger();
	editor = await Editor.signIn(url);
	cleanUps.push(async () => await editor.close());
}, START_MS);

afterAll(async () => {
	for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
}, CASE_MS);

async function connectAgency(): Promise<string> {
	const scopes = [...DEFAULT_SCOPES, 'oauth.readonly', 'oauth.write'];
	const id = await api.createCredential('HighLevel agency', 'highLevelOAuth2Api', {
		...demoOAuthApp,
		scope: scopes.join(' '),
	});
	const grant = { locationId: demoLocation.id, userType: 'Company' as const, scopes };
	await api.connectCredential(id, () => highLevel.oauth.authorize(grant));
	return id;
}

async function publishTrigger(): Promise<void> {
	const id = await api.createCredential('HighLevel webhook', 'highLevelWebhookApi', {
		secret: SECRET,
	});
	const trigger = {
		...node(ownType('highLevelContactTrigger'), TRIGGER, [0, 0]),
		webhookId: WEBHOOK_ID,
		credentials: { highLevelWebhookApi: { id, name: 'HighLevel webhook' } },
	};
	await api.activate(
		await api.importWorkflow({
			name: 'Tags to owners',
			nodes: [trigger, node('n8n-nodes-base.noOp', 'Done', [300, 0])],
			connections: { [TRIGGER]: { main: [[connection('Done')]] } },
		}),
	);
}

async function tell(secret: string): Promise<void> {
	const contact = highLevel.contacts.seedContact({ firstName: 'Nora', tags: ['vip'] });
	await highLevel.webhooks.runWorkflow(contact, undefined, {
		url: `${url}/webhook/${WEBHOOK_ID}/highlevel?secret=${secret}`,
		customData: { tag: 'vip' },
	});
}

/** Opens a workflow with nothing but the node. */
async function openCheck(parameters: INodeParameters = {}, credentials = {}): Promise<void> {
	const check = { ...node(ownType('setupCheck'), CHECK, [0, 0]), parameters, credentials };
	const id = await api.importWorkflow({ name: CHECK, nodes: [check], connections: {} });
	await editor.openWorkflow(id);
	await editor.openNode(CHECK);
}

async function choose(field: string, label: string): Promise<void> {
	await editor.page.locator(`[data-test-id="parameter-input-${field}"]`).first().click();
	await editor.page
		.locator('.el-select-dropdown__item:visible')
		.filter({ hasText: label })
		.first()
		.click();
}

/** Runs the node; what the output shows. */
async function run(): Promise<string> {
	await editor.page.locator('[data-test-id="node-execute-button"]').click();
	const panel = editor.page.locator('[data-test-id="output-panel"]');
	await panel.getByText('Address of This n8n').first().waitFor();
	return await panel.innerText();
}

async function screenshots(name: string): Promise<void> {
	for (const size of SIZES) {
		await editor.page.setViewportSize(size);
		await editor.screenshot(`${name}-${size.width}x${size.height}`);
	}
}

it(
	'chosen by somebody who has a token, it says what is right and what to do',
	async () => {
		await openCheck();
		expect(await editor.labels()).toEqual(['Credential for WhatsApp', 'Check', 'WhatsApp Account']);
		await choose('check', 'HighLevel');
		await editor.page.getByText('Features I Use').first().waitFor();
		expect(await editor.labels()).toEqual([
			'Credential for HighLevel',
			'Check',
			'Features I Use',
			'Options',
		]);
		expect(await editor.issues()).toEqual([]);
		const lines = await run();
		await screenshots('setup-check-highlevel');
		for (const text of [
			'a private integration of this sub-account',
			'Harbor Dental',
			'Permission View Contacts',
			'4: Sofia Reyes',
			'No webhook of this sub-account has come yet',
			'Nothing to fix was found',
		]) {
			expect(lines).toContain(text);
		}
		expect(lines).not.toContain(highLevelCredential(highLevel).token);
	},
	CASE_MS,
);

it(
	'asks for a permission that is used, and tells what came and what was turned away',
	async () => {
		await openCheck({ check: 'highLevel' });
		await tell('a-secret-that-somebody-guessed');
		await tell(SECRET);
		await editor.addChoices(editor.page.locator('[data-test-id="node-parameters"]'), 'features', [
			'Working Hours From HighLevel',
		]);
		const lines = await run();
		await editor.page.getByText('To fix, from top to bottom').first().waitFor();
		await screenshots('setup-check-highlevel-used');
		expect(lines).toContain("To fix, from top to bottom: 'Permission View Calendars");
		expect(lines).toContain("in workflow 'Tags to owners': Tag Added");
		expect(lines).toContain('Webhooks Turned Away');
	},
	CASE_MS,
);

it(
	'looks at an agency and at the sub-account that is named',
	async () => {
		// Only now: the editor chooses the newest credential by itself.
		const agency = { id: await connectAgency(), name: 'HighLevel agency' };
		const credentials = { highLevelOAuth2Api: agency };
		await openCheck(
			{
				check: 'highLevel',
				authentication: 'oAuth2',
				options: { locationId: demoLocation.id },
			},
			credentials,
		);
		const lines = await run();
		await screenshots('setup-check-agency');
		for (const text of [
			`Sub-Account ${demoLocation.name}`,
			`Sub-Account ${otherLocation.name}`,
			`It opens, and has 1 user (${otherLocation.id})`,
			'exchanged for this sub-account',
			'Nothing to fix was found',
		]) {
			expect(lines).toContain(text);
		}
	},
	CASE_MS,
);
