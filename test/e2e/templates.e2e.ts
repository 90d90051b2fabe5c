import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axios from 'axios';
import { DateTime } from 'luxon';
import { highLevelCredential, whatsAppCredential } from '../../sandbox/demo/stack';
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
import { N8nApi, type Execution, type WorkflowFile } from '../../sandbox/n8n/api';
import { ensureN8n } from '../../sandbox/n8n/install';
import { installPack } from '../../sandbox/n8n/pack';
import { startN8n, type N8nServer } from '../../sandbox/n8n/server';
import { ownType } from '../../sandbox/n8n/workflowParts';
import {
	preparedTemplate,
	REPORTING,
	templates,
	templateWorkflow,
	type CredentialIds,
	type Template,
	type TemplateSlug,
} from '../../sandbox/templates';
import {
	buttonAnswer,
	DEMO_WABA,
	startGraphSandbox,
	type GraphSandbox,
} from '../../sandbox/whatsapp';
import { cellsUnder, toldRowOf, rowOf, TRIAL } from '../templates/page';
import { Editor } from './editor';
import { startPublicAddress, type PublicAddress } from '../../sandbox/n8n/publicAddress';
import { until } from './until';

const START_MS = 20 * 60_000;
const CASE_MS = 3 * 60_000;

const [SALES = '', SUPPORT = ''] = DEMO_WABA.numbers.map(({ id }) => id);
const { sofia, marcus, priya, tom } = demoTeam.users;
const elena = otherLocationUser;
const SECRET = 'sandbox-secret-of-the-webhook-action';

let highLevel: HighLevelSandbox;
let graph: GraphSandbox;
let address: PublicAddress;
let n8n: N8nServer;
let api: N8nApi;
let credentials: CredentialIds;
const cleanUps: Array<() => Promise<void>> = [];

beforeAll(async () => {
	const report = (line: string) => process.stderr.write(`${line}\n`);
	const n8nFolder = await ensureN8n(report);
	const userFolder = await mkdtemp(join(tmpdir(), 'contact-assignment-templates-'));
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
}, START_MS);

afterAll(async () => {
	for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
}, CASE_MS);

const all = templates();
const template = (slug: TemplateSlug) => all.find((one) => one.slug === slug) as Template;

/** Whether the department of the template works now. */
function isByDay(): boolean {
	const { weekday, hour } = DateTime.now().setZone('America/New_York');
	return weekday <= 5 && hour >= 9 && hour < 18;
}

/** Under which heading the page says what a trial gives now. */
function headingFor(slug: TemplateSlug): string {
	if (slug !== 'department') return TRIAL;
	return isByDay() ? 'From Monday to Friday, 9 to 18 h in New York' : 'At all other times';
}

describe('imported from its file into an n8n without any credential', () => {
	let editor: Editor;
	beforeAll(async () => void (editor = await Editor.signIn(n8n.url)), CASE_MS);
	afterAll(async () => await editor?.close());

	it.each(all.filter(({ slug }) => !REPORTING.includes(slug)))(
		'$slug runs by a click and gives what its page says',
		async ({ slug, file }) => {
			const workflowId = await editor.importFromFile(file);
			await editor.screenshot(`template-${slug}`);
			await editor.execute();
			const run = await finishedRun(workflowId);
			await editor.screenshot(`template-${slug}-tried`);
			expect(run).toMatchObject({ status: 'success', errors: {} });
			const rows = [
				...itemsOf('resolveAssignment', slug, run).map(({ json }) => rowOf(json)),
				...itemsOf('assignmentLedger', slug, run).map(({ json }) => toldRowOf(json)),
			];
			expect(rows.sort()).toEqual(cellsUnder(template(slug), headingFor(slug)).sort());
			await expect(api.activate(workflowId)).rejects.toThrow();
		},
		CASE_MS,
	);

	it(
		'weekly-report shows its example by a click',
		async () => {
			const workflowId = await editor.importFromFile(template('weekly-report').file);
			await editor.execute();
			const run = await finishedRun(workflowId);
			expect(run).toMatchObject({ status: 'success', errors: {} });
			expect(htmlOf(run)).toContain('(example)');
		},
		CASE_MS,
	);
});

/** What the weekly report shows in its tab HTML. */
const htmlOf = ({ outputs }: Execution) => outputs['Look at the Report']?.[0]?.[0]?.json.html;

async function finishedRun(workflowId: string): Promise<Execution> {
	let run: Execution | undefined;
	await until(async () => {
		[run] = await api.executions(workflowId);
		return run !== undefined && !['new', 'running', 'waiting'].includes(run.status);
	}, CASE_MS);
	return run as Execution;
}

/** What the nodes of a kind put out. */
function itemsOf(kind: string, slug: TemplateSlug, { outputs }: Execution) {
	const nodes = templateWorkflow(slug).nodes.filter(({ type }) => type === ownType(kind));
	return nodes.flatMap(({ name }) => (outputs[name] ?? []).flat());
}

describe('published on the sandbox', () => {
	beforeAll(async () => {
		credentials = {
			whatsAppCloudApi: await create('whatsAppCloudApi', whatsAppCredential(graph)),
			highLevelPrivateIntegrationApi: await create(
				'highLevelPrivateIntegrationApi',
				highLevelCredential(highLevel),
			),
			highLevelWebhookApi: await create('highLevelWebhookApi', { secret: SECRET }),
			highLevelOAuth2Api: await connectAgency(),
		};
	}, CASE_MS);

	it(
		'two lines: each has its person, and who has one keeps them',
		async () => {
			await withPublished('two-lines', async () => {
				const [dana, rafael] = [newPerson('Dana'), newPerson('Rafael')];
				expect(await ownersAfter({ to: SALES, from: dana })).toEqual([sofia.id]);
				expect(await ownersAfter({ to: SUPPORT, from: rafael })).toEqual([priya.id]);
				expect(await ownersAfter({ to: SUPPORT, from: dana })).toEqual([sofia.id]);
			});
		},
		CASE_MS,
	);

	it(
		'department: turns by weight in its hours, the on-call person outside, others elsewhere',
		async () => {
			await withPublished('department', async () => {
				const people = ['Ann', 'Ben', 'Cleo'].map(newPerson);
				const before = isByDay();
				const owners = await ownersAfter(...people.map((from) => ({ to: SUPPORT, from })));
				// Whoever starts this at nine sharp gets some of both.
				if (before === isByDay()) {
					const byDay = [marcus.id, sofia.id, sofia.id].sort();
					expect(owners.sort()).toEqual(before ? byDay : people.map(() => priya.id));
				}
				expect(await ownersAfter({ to: SUPPORT, from: people[0] as Person })).toEqual(
					await ownersAfter({ to: SALES, from: people[0] as Person }),
				);
				expect(await ownersAfter({ to: SALES, from: newPerson('Dora') })).toEqual([tom.id]);
			});
		},
		CASE_MS,
	);

	it(
		'ads and returning contacts: an ad, a referral, somebody known, somebody new, and once more',
		async () => {
			await withPublished('ads-and-returning-contacts', async () => {
				const clicked = ['Eve', 'Finn'].map(newPerson);
				const referral = { source_type: 'ad', source_id: '120208941234560077' };
				const byAd = clicked.map((from) => ({ to: SALES, from, referral }));
				expect((await ownersAfter(...byAd)).sort()).toEqual([marcus.id, sofia.id].sort());
				const [gus, hal, ida, new_] = ['Gus', 'Hal', 'Ida', 'Joe'].map(newPerson) as Four;
				known(gus, { source: 'Referral by a client' });
				known(hal, {});
				known(ida, { assignedTo: priya.id, source: 'Referral by a client' });
				const others = [gus, hal, ida, new_].map((from) => ({ to: SUPPORT, from }));
				expect(await ownersAfter(...others)).toEqual([tom.id, priya.id, priya.id, marcus.id]);
				const again = { to: SUPPORT, from: clicked[0] as Person };
				expect(await ownersAfter(again)).toEqual([ownerOf(clicked[0] as Person)]);
			});
		},
		CASE_MS,
	);

	it(
		'tag to owner: tags of rules move a contact, another one does not',
		async () => {
			await withPublished('tag-to-owner', async (workflowId) => {
				const lea = newPerson('Lea');
				const { id } = known(lea, { tags: ['customer'] });
				const seen: Array<string | undefined> = [];
				for (const tag of ['vip', 'billing', 'newsletter']) {
					await addTag(workflowId, id, tag);
					seen.push(ownerOf(lea));
				}
				expect(seen).toEqual([sofia.id, priya.id, priya.id]);
			});
		},
		CASE_MS,
	);

	it(
		'many sub-accounts: each has its own people, of the same plan',
		async () => {
			await withPublished('many-sub-accounts', async () => {
				const [max, nia, oz] = ['Max', 'Nia', 'Oz'].map(newPerson) as Four;
				for (const from of [max, nia, oz]) await send({ to: SALES, from });
				await send({ to: SUPPORT, from: max });
				expect([max, nia, oz].map((one) => ownerOf(one, demoLocation.id))).toEqual([
					sofia.id,
					marcus.id,
					sofia.id,
				]);
				expect(ownerOf(max, otherLocation.id)).toBe(elena.id);
			});
		},
		CASE_MS,
	);

	it(
		'rules on the canvas: a word, a line, everything else',
		async () => {
			await withPublished('rules-on-the-canvas', async () => {
				const billing = { to: SALES, from: newPerson('Pia'), text: 'Where is my INVOICE?' };
				expect(await ownersAfter(billing)).toEqual([priya.id]);
				const sales = ['Quin', 'Rob'].map((name) => ({ to: SALES, from: newPerson(name) }));
				expect((await ownersAfter(...sales)).sort()).toEqual([marcus.id, sofia.id].sort());
				expect(await ownersAfter({ to: SUPPORT, from: newPerson('Sam') })).toEqual([tom.id]);
			});
		},
		CASE_MS,
	);

	it(
		'rating after closing beside two lines: by a tag and a button, which a live page and a report see',
		async () => {
			await withPublished('two-lines', async (receiving) => {
				const [uma, vic] = [newPerson('Uma'), newPerson('Vic')];
				expect(await ownersAfter({ to: SALES, from: vic })).toEqual([sofia.id]);
				await withPublished('rating-after-closing', async (workflowId) => {
					expect(await ownersAfter({ to: SALES, from: uma })).toEqual([sofia.id]);
					const { id } = highLevel.contacts.byPhone(`+${uma.phone}`, demoLocation.id)[0] ?? {};
					await addTag(workflowId, id ?? '', 'done');
					const before = await api.countExecutions(receiving);
					await send({
						to: SALES,
						from: uma,
						...buttonAnswer(await payloadOf(workflowId, 5), 'Good'),
					});
					expect(await api.countExecutions(receiving)).toEqual(before);
				});
			});
			const report = await reportOfThisWeek();
			expect(report.json).toMatchObject({ html: expect.stringContaining('Sofia Reyes') });
			expect(report.json).toMatchObject({ closed: 1, ratingsAsked: 1, ratings: 1 });
			expect(report.binary).toMatchObject({ csv: { mimeType: 'text/csv' } });
			expect(await livePage()).toContain('Sofia Reyes');
		},
		CASE_MS,
	);
});

/** What the button for a rating sends, as the template puts it out for the message. */
async function payloadOf(workflowId: string, rating: number): Promise<string> {
	const run = (await api.executions(workflowId)).at(-1);
	const asked = run?.outputs['Send the Question on WhatsApp (Replace Me)']?.[0]?.[0]?.json;
	const { payloads } = asked?.askRating as { payloads: Record<string, string> };
	return payloads[rating] ?? '';
}

/** A template that reports, with the credential that its page says to choose. */
function reporting(slug: TemplateSlug, parameters: object = {}): WorkflowFile {
	const type = 'highLevelPrivateIntegrationApi';
	const chosen = { [type]: { id: credentials[type] ?? '', name: type } };
	const workflow = templateWorkflow(slug);
	const nodes = workflow.nodes.map((node) => ({
		...node,
		...(node.type === ownType('assignmentReport')
			? { credentials: chosen, parameters: { ...node.parameters, ...parameters } }
			: {}),
	}));
	return { ...workflow, nodes, pinData: {} };
}

/** The item of the weekly report, executed without its example. */
async function reportOfThisWeek() {
	const workflowId = await api.importWorkflow(reporting('weekly-report', { period: 'thisWeek' }));
	const editor = await Editor.signIn(n8n.url);
	try {
		await editor.openWorkflow(workflowId);
		await editor.execute();
		const run = await finishedRun(workflowId);
		expect(run).toMatchObject({ status: 'success', errors: {} });
		const items = run.outputs['Make the Report of Last Week']?.[0] ?? [];
		expect(items).toHaveLength(1);
		expect(htmlOf(run)).toBe(items[0]?.json.html);
		return { json: items[0]?.json, binary: items[0]?.binary };
	} finally {
		await editor.close();
	}
}

/** The live page, as a browser gets it. */
async function livePage(): Promise<string> {
	const workflowId = await api.importWorkflow(reporting('live-page'));
	await api.activate(workflowId);
	const path = 'replace-this-by-a-long-random-text';
	const { data, headers } = await axios.get<string>(`${n8n.url}/webhook/${path}`);
	await api.deactivate(workflowId);
	expect(headers['content-type']).toContain('text/html');
	return data;
}

interface Person {
	name: string;
	phone: string;
	userId: string;
}

type Four = [Person, Person, Person, Person];

interface Message {
	to: string;
	from: Person;
	text?: string;
	referral?: object;
}

let people = 0;

/** Somebody who never wrote before. */
function newPerson(name: string): Person {
	people++;
	return { name, phone: `1415555${String(6000 + people)}`, userId: `US.template${people}` };
}

/** Somebody whom HighLevel has already. */
function known({ name, phone }: Person, more: object) {
	return highLevel.contacts.seedContact({ name, phone: `+${phone}`, ...more });
}

function ownerOf({ phone }: Person, locationId = demoLocation.id): string | undefined {
	const contacts = highLevel.contacts.byPhone(`+${phone}`, locationId);
	expect(contacts).toHaveLength(1);
	return contacts[0]?.assignedTo;
}

async function send({ text = 'Hello', ...message }: Message): Promise<void> {
	await graph.send({ ...message, text });
	await graph.idle();
}

/** Who owns the senders once their messages were handled, one after the other. */
async function ownersAfter(...messages: Message[]): Promise<Array<string | undefined>> {
	for (const message of messages) await send(message);
	return messages.map(({ from }) => ownerOf(from));
}

/** As HighLevel does when somebody adds a tag and one of its workflows has the action Webhook. */
async function addTag(workflowId: string, contactId: string, tag: string): Promise<void> {
	const contact = highLevel.contacts.get(contactId);
	if (!contact) throw new Error('The contact is gone');
	const webhookId = (await api.nodesOf(workflowId)).find(({ webhookId: id }) => id)?.webhookId;
	const url = `${n8n.url}/webhook/${webhookId}/highlevel?secret=${SECRET}`;
	const before = (await api.executions(workflowId)).length;
	const tagged = { ...contact, tags: [...contact.tags, tag] };
	const delivery = await highLevel.webhooks.runWorkflow(tagged, undefined, {
		url,
		customData: { tag },
	});
	expect(delivery).toMatchObject({ statuses: [200] });
	await until(async () => {
		const { success = 0, error = 0 } = await api.countExecutions(workflowId);
		return success + error === before + 1;
	}, CASE_MS);
}

async function create(type: string, data: Record<string, string>): Promise<string> {
	return await api.createCredential(type, type, data);
}

/** n8n's own credential, connected as a person does it who runs an agency. */
async function connectAgency(): Promise<string> {
	const scopes = [...DEFAULT_SCOPES, 'oauth.write'];
	const data = { ...demoOAuthApp, scope: scopes.join(' ') };
	const id = await create('highLevelOAuth2Api', data);
	await api.connectCredential(id, () =>
		highLevel.oauth.authorize({ locationId: demoLocation.id, userType: 'Company', scopes }),
	);
	return id;
}

/** Imports a template with its credentials, publishes it, and takes it back afterwards. */
async function withPublished(
	slug: TemplateSlug,
	check: (workflowId: string) => Promise<void>,
): Promise<void> {
	const workflowId = await api.importWorkflow(preparedTemplate(slug, credentials));
	await api.activate(workflowId);
	await check(workflowId);
	const runs = await api.executions(workflowId);
	expect(runs.length).toBeGreaterThan(0);
	expect(runs.map(({ status, errors }) => ({ status, errors }))).toEqual(
		runs.map(() => ({ status: 'success', errors: {} })),
	);
	await api.deactivate(workflowId);
}
