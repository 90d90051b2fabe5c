import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { whatsAppCredential } from '../../sandbox/demo/stack';
import {
	DEFAULT_SCOPES,
	demoLocation,
	demoOAuthApp,
	demoTeam,
	otherLocation,
	otherLocationUser,
	startHighLevelSandbox,
	type HighLevelSandbox,
} from '../../sandbox/highlevel';
import { N8nApi, type WorkflowFile } from '../../sandbox/n8n/api';
import { ensureN8n } from '../../sandbox/n8n/install';
import { installPack } from '../../sandbox/n8n/pack';
import { startN8n, type N8nServer } from '../../sandbox/n8n/server';
import { ifAccounts, ruleCard, teamSection } from '../../sandbox/n8n/planCards';
import { connection, locator, node, ownType } from '../../sandbox/n8n/workflowParts';
import { DEMO_WABA, startGraphSandbox, type GraphSandbox } from '../../sandbox/whatsapp';
import { Editor } from './editor';
import { startPublicAddress, type PublicAddress } from '../../sandbox/n8n/publicAddress';

const START_MS = 20 * 60_000;
const CASE_MS = 2 * 60_000;

const [sales, support] = DEMO_WABA.numbers;
const SALES = sales?.id ?? '';
const SUPPORT = support?.id ?? '';
const { sofia, marcus } = demoTeam.users;
const elena = otherLocationUser;

const TRIGGER = 'WhatsApp Account Trigger';
const PLACES = 'Sub-Account of the Number';
const RESOLVE = 'Resolve Assignment';
const ASSIGN = 'HighLevel Assign Contact';
const CLOSE = 'Assignment Ledger';

let highLevel: HighLevelSandbox;
let graph: GraphSandbox;
let address: PublicAddress;
let n8n: N8nServer;
let api: N8nApi;
let userFolder: string;
let whatsApp: string;
let agency: string;
let workflowId: string;
const cleanUps: Array<() => Promise<void>> = [];

beforeAll(async () => {
	const report = (line: string) => process.stderr.write(`${line}\n`);
	const n8nFolder = await ensureN8n(report);
	userFolder = await mkdtemp(join(tmpdir(), 'contact-assignment-agency-'));
	cleanUps.push(async () => await rm(userFolder, { recursive: true, force: true }));
	await installPack(join(userFolder, '.n8n', 'nodes', 'node_modules'), report);
	highLevel = await startHighLevelSandbox();
	cleanUps.push(async () => await highLevel.close());
	graph = await startGraphSandbox();
	cleanUps.push(async () => await graph.close());
	address = await startPublicAddress(highLevel.url);
	cleanUps.push(async () => await address.close());
	n8n = await startN8n({ n8nFolder, userFolder, env: address.env });
	cleanUps.push(async () => await n8n.stop());
	api = await N8nApi.signIn(n8n.url);
	whatsApp = await api.createCredential('WhatsApp', 'whatsAppCloudApi', whatsAppCredential(graph));
	agency = await connectAgency();
	workflowId = await api.importWorkflow(workflow());
	await api.activate(workflowId);
}, START_MS);

afterAll(async () => {
	for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
}, CASE_MS);

/** n8n's own credential, connected as a person does it who runs an agency. */
async function connectAgency(): Promise<string> {
	const scopes = [...DEFAULT_SCOPES, 'oauth.write'];
	const id = await api.createCredential('HighLevel agency', 'highLevelOAuth2Api', {
		...demoOAuthApp,
		scope: scopes.join(' '),
	});
	await api.connectCredential(id, (asked) => {
		expect(asked.pathname).toBe('/oauth/chooselocation');
		expect(asked.searchParams.get('client_id')).toBe(demoOAuthApp.clientId);
		return highLevel.oauth.authorize({
			locationId: demoLocation.id,
			userType: 'Company',
			scopes,
		});
	});
	return id;
}

/** Both numbers, one plan for both sub-accounts; which is which, one node says for all others. */
function workflow(location?: string): WorkflowFile {
	const places = JSON.stringify({ [SALES]: demoLocation.id, [SUPPORT]: otherLocation.id });
	const credentials = { highLevelOAuth2Api: { id: agency, name: 'HighLevel agency' } };
	const member = ({ email }: { email: string }) => ({
		user: locator('email', email),
		weight: 1,
		tier: 1,
	});
	return {
		name: 'One workflow for all sub-accounts',
		nodes: [
			{
				...node(ownType('whatsAppAccountTrigger'), TRIGGER, [0, 0]),
				webhookId: '7c0f6f0a-52a1-4a6e-9a57-0d6a1f6f2b11',
				credentials: { whatsAppCloudApi: { id: whatsApp, name: 'WhatsApp' } },
				parameters: { receive: 'allAccounts' },
			},
			{
				...node('n8n-nodes-base.set', PLACES, [250, 0]),
				typeVersion: 3.4,
				parameters: {
					includeOtherFields: true,
					assignments: {
						assignments: [
							{
								id: 'place',
								name: 'locationId',
								type: 'string',
								value: `={{ (${places})[$json.account.id] }}`,
							},
						],
					},
				},
			},
			{
				...node(ownType('resolveAssignment'), RESOLVE, [500, 0]),
				credentials,
				parameters: {
					authentication: 'oAuth2',
					...(location && { options: { locationId: location } }),
					rules: {
						values: [
							ruleCard('Support to Elena', ifAccounts(locator('id', SUPPORT)), {
								user: locator('list', elena.id),
							}),
						],
					},
					fallback: locator('team', 'Everybody'),
					sections: teamSection('Everybody', [sofia, marcus, elena].map(member)),
				},
			},
			{
				...node(ownType('highLevelAssignContact'), ASSIGN, [750, -100]),
				credentials,
				parameters: { authentication: 'oAuth2' },
			},
			{
				...node(ownType('assignmentLedger'), CLOSE, [1000, -100]),
				credentials,
				parameters: { authentication: 'oAuth2' },
			},
		],
		connections: {
			[TRIGGER]: { main: [[connection(PLACES)]] },
			[PLACES]: { main: [[connection(RESOLVE)]] },
			[RESOLVE]: { main: [[connection(ASSIGN)]] },
			[ASSIGN]: { main: [[connection(CLOSE)]] },
		},
		settings: { executionOrder: 'v1' },
	};
}

const person = (name: string, number: number) => ({
	name,
	phone: `1415555${number}`,
	userId: `US.agency${number}`,
});
const dana = person('Dana Whitlock', 3001);
const liam = person('Liam Ortega', 3002);

const owners = () =>
	highLevel.contacts
		.all()
		.map(({ locationId, phone, assignedTo }) => [locationId, phone, assignedTo]);

it(
	'one workflow assigns the messages to two numbers in two sub-accounts',
	async () => {
		await graph.send([
			{ to: SALES, from: dana, text: 'Hello' },
			{ to: SUPPORT, from: dana, text: 'Help' },
			{ to: SALES, from: liam, text: 'Hello' },
		]);
		await graph.idle();
		const [run] = await api.executions(workflowId);
		expect(run).toMatchObject({ status: 'success', errors: {} });
		// In the second sub-account only Elena works; in the first one, turns go round without her.
		expect(owners().sort()).toEqual(
			[
				[demoLocation.id, `+${dana.phone}`, sofia.id],
				[demoLocation.id, `+${liam.phone}`, marcus.id],
				[otherLocation.id, `+${dana.phone}`, elena.id],
			].sort(),
		);
		const places = new Map([
			[SALES, demoLocation.id],
			[SUPPORT, otherLocation.id],
		]);
		const messages = run?.outputs[TRIGGER]?.[0]?.map(({ json }) => json.account as { id: string });
		expect(messages).toHaveLength(3);
		expect(run?.outputs[CLOSE]?.[0]?.map(({ json }) => json)).toMatchObject(
			(messages ?? []).map(({ id }) => ({
				accountId: id,
				locationId: places.get(id),
				result: 'closed',
			})),
		);
		// One token for each sub-account, and no renewal of the agency's.
		const asked = highLevel.requests.map(({ method, path }) => `${method} ${path}`);
		expect(asked.filter((request) => request === 'POST /oauth/locationToken')).toHaveLength(2);
		expect(asked.filter((request) => request === 'POST /oauth/token')).toHaveLength(1);
	},
	CASE_MS,
);

it(
	'each sub-account keeps the owner of its own contact',
	async () => {
		const before = owners();
		await graph.send({ to: SUPPORT, from: dana, text: 'Still there?' });
		await graph.send({ to: SALES, from: dana, text: 'And you?' });
		await graph.idle();
		const runs = await api.executions(workflowId);
		expect(
			runs.slice(-2).map(({ outputs }) => outputs[RESOLVE]?.[0]?.map(({ json }) => json)),
		).toMatchObject([
			[{ outcome: 'kept', userEmail: elena.email }],
			[{ outcome: 'kept', userEmail: sofia.email }],
		]);
		expect(owners()).toEqual(before);
	},
	CASE_MS,
);

it('the ledger keeps the sub-accounts apart', () => {
	const file = join(userFolder, '.n8n', 'contact-assignment.sqlite');
	const database = new DatabaseSync(file, { readOnly: true });
	const rows = database
		.prepare('SELECT scope, user_id FROM contact_assignment_assignments ORDER BY scope, user_id')
		.all();
	database.close();
	const host = 'services.leadconnectorhq.com';
	const expected = [
		[demoLocation.id, marcus.id],
		[demoLocation.id, sofia.id],
		[otherLocation.id, elena.id],
	].map(([location, user_id]) => ({ scope: `${location} ${host}`, user_id }));
	expect(rows.map((row) => ({ ...row }))).toEqual(
		expected.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
	);
});

it(
	'the panels ask for no Location ID, which the item says, and show no mistakes',
	async () => {
		const editor = await Editor.signIn(n8n.url);
		try {
			for (const name of [RESOLVE, ASSIGN, CLOSE]) {
				await editor.openWorkflow(workflowId);
				await editor.openNode(name);
				const labels = await editor.labels();
				expect(labels).toContain('Operation');
				expect(labels).not.toContain('Location ID');
				expect(await editor.issues()).toEqual([]);
				await editor.screenshot(`agency-${name}`);
			}
		} finally {
			await editor.close();
		}
	},
	CASE_MS,
);

it(
	'lists the users of the sub-account that is named, and says what is missing when none is',
	async () => {
		const named = workflow(demoLocation.id);
		const namedId = await api.importWorkflow(named);
		const editor = await Editor.signIn(n8n.url);
		try {
			await editor.openWorkflow(namedId);
			await editor.openNode(RESOLVE);
			expect((await editor.listOf('assignTo', 0)).sort()).toEqual(
				[
					'Everybody (team)',
					'First Person Working Next of Everybody',
					'Next Matching Rule',
					'Nobody',
					'Previous Owner',
					'Marcus Chen (marcus.chen@example.com)',
					'Priya Patel (priya.patel@example.com)',
					'Sofia Reyes (sofia.reyes@example.com)',
					'Tom Baker (tom.baker@example.com)',
				].sort(),
			);
			await editor.openWorkflow(workflowId);
			await editor.openNode(RESOLVE);
			const picker = editor.page.locator('[data-test-id="resource-locator-assignTo"]').first();
			await picker.locator('[data-test-id="rlc-input"]').click();
			await editor.page.getByText("'Location ID' has no value yet").first().waitFor();
			await editor.screenshot('agency-list-without-location');
		} finally {
			await editor.close();
		}
	},
	CASE_MS,
);
