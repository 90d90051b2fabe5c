import { LedgerStore } from '../../../ledger/store';
import { SqliteDatabase } from '../../../ledger/sqlite';
import { seenName } from '../../../nodes/shared/trigger/lastSeen';
import {
	demoTeam,
	type MessageWay,
	type NewSandboxConversationMessage,
} from '../../../sandbox/highlevel';
import { RESOLVE } from '../../harness/nodeTypes';
import { node, runWorkflow, behindStart, jsonOf } from '../../harness/runWorkflow';
import { ContactTriggerFixture, told } from './contactTriggerFixture';

const { sofia, marcus } = demoTeam.users;

const plan = {
	rules: [],
	fallback: { type: 'user', user: { by: 'id', value: sofia.id } },
	replyTimes: [{ within: 15, time: 'always' }],
	replies: { bots: [{ by: 'email', value: marcus.email }] },
};

const fixture = new ContactTriggerFixture();
beforeEach(async () => await fixture.start());
afterEach(async () => await fixture.stop());

let triggers = 0;
const replies = (parameters = {}) =>
	fixture.appTrigger({ events: ['replySent'], ...parameters }, `reply${++triggers}`);

const file = () => process.env.CONTACT_ASSIGNMENT_SQLITE_FILE ?? '';

async function inStore<T>(use: (store: LedgerStore) => Promise<T>): Promise<T> {
	const store = await LedgerStore.open(await SqliteDatabase.open(file()));
	try {
		return await use(store);
	} finally {
		await store.close();
	}
}

/** Who waits for an answer in the sub-account of the sandbox. */
const waiting = async () =>
	await inStore(async (store) => {
		const [ledger] = await store.ledgersOfLocation(fixture.locationId);
		return (await ledger?.waits.open(10))?.map(({ user }) => user) ?? [];
	});

/** A contact asks, and Sofia has to answer. */
async function asks(): Promise<string> {
	const { id, phone } = fixture.contact();
	const resolve = node(
		RESOLVE,
		{ planSource: 'json', planJson: JSON.stringify(plan), options: { simplify: false } },
		{ credentials: { highLevelPrivateIntegrationApi: { id: '1', name: 'HighLevel' } } },
	);
	const touch = { key: `asked ${id}`, event: 'message', contact: { id, phone } };
	const run = await runWorkflow({
		...behindStart(resolve),
		credentials: fixture.credentials,
		mode: 'webhook',
		input: [{ json: touch }],
	});
	expect(run.errors).toEqual({});
	expect(jsonOf(run, 'resolveAssignment')).toMatchObject([
		{ assignment: { user: { id: sofia.id } } },
	]);
	expect(await waiting()).toEqual([sofia.id]);
	return id;
}

async function sends(id: string, way: MessageWay, message?: NewSandboxConversationMessage) {
	const sent = fixture.sandbox.messages.send(id, way, message);
	await fixture.webhooks.idle();
	return sent;
}

describe('Reply Sent', () => {
	it('ends the wait that a person answers, without a run', async () => {
		const trigger = replies();
		const id = await asks();
		await sends(id, 'app', { userId: sofia.id });
		expect(fixture.webhooks.deliveries.at(-1)).toMatchObject({ statuses: [200] });
		expect(await waiting()).toEqual([]);
		expect(trigger.executions).toEqual([]);
	});

	it.each<[string, MessageWay, NewSandboxConversationMessage]>([
		['a workflow', 'workflow', {}],
		['a user who is a bot', 'app', { userId: marcus.id }],
		['the API, of which nobody knows whose it is', 'api', {}],
		['a call that nobody took', 'call', { call: { status: 'no-answer', seconds: 0 } }],
		['a message that failed', 'app', { userId: sofia.id, status: 'failed' }],
		['an internal comment', 'comment', { userId: sofia.id }],
	])('leaves it open for %s', async (_what, way, message) => {
		replies();
		await sends(await asks(), way, message);
		expect(await waiting()).toEqual([sofia.id]);
	});

	it('counts what is told twice once, and needs no field that may be missing', async () => {
		const trigger = replies({ options: { replySent: 'start' } });
		const id = await asks();
		const message = await sends(id, 'app');
		await fixture.webhooks.tellOutbound(message);
		await fixture.webhooks.tellOutbound(message, 'documented', { source: undefined });
		expect(await waiting()).toEqual([]);
		expect(trigger.executions).toHaveLength(1);
	});

	it('starts the workflow when that is wanted, for bots too', async () => {
		const trigger = replies({ options: { replySent: 'start' } });
		const id = await asks();
		await sends(id, 'workflow', { body: 'We are closed' });
		expect(told(trigger)).toEqual(['echo']);
		expect(trigger.executions).toMatchObject([
			[{ contact: { id }, message: { text: 'We are closed', source: 'workflow' } }],
		]);
	});

	it('of other channels is noted, and starts nothing', async () => {
		const trigger = replies({ options: { replySent: 'start', channels: ['SMS'] } });
		await sends(await asks(), 'app', { userId: sofia.id });
		expect(await waiting()).toEqual([]);
		expect(trigger.executions).toEqual([]);
	});

	it('that turns out to have failed answers nothing any more', async () => {
		replies();
		const { id } = await sends(await asks(), 'app', { userId: sofia.id });
		expect(await waiting()).toEqual([]);
		fixture.sandbox.messages.changeStatus(id, 'failed');
		await fixture.webhooks.idle();
		expect(await waiting()).toEqual([sofia.id]);
	});

	it('to another contact, or in another sub-account, answers nobody here', async () => {
		replies();
		const other = fixture.contact({ phone: '+14155550118' });
		const id = await asks();
		await sends(other.id, 'app', { userId: sofia.id });
		const elsewhere = { locationId: 'elsewhere' };
		const message = fixture.sandbox.messages.send(other.id, 'app');
		await fixture.webhooks.tellOutbound({ ...message, contactId: id }, 'live', elsewhere);
		await fixture.webhooks.idle();
		expect(fixture.webhooks.deliveries.at(-1)).toMatchObject({ statuses: [200] });
		expect(await waiting()).toEqual([sofia.id]);
	});

	it('that is not chosen is not noted', async () => {
		fixture.appTrigger({ events: ['tagAdded'] }, `reply${++triggers}`);
		await sends(await asks(), 'app', { userId: sofia.id });
		expect(await waiting()).toEqual([sofia.id]);
	});

	it('is told again when the ledger cannot be used for a while', async () => {
		replies();
		const id = await asks();
		fixture.webhooks.retriesMs = Array.from({ length: 100 }, () => 20);
		const real = file();
		process.env.CONTACT_ASSIGNMENT_SQLITE_FILE = `${__filename}/below-a-file.sqlite`;
		fixture.sandbox.messages.send(id, 'app', { userId: sofia.id });
		const [delivery] = fixture.webhooks.deliveries.slice(-1);
		await untilTold(() => delivery?.statuses.includes(429) === true);
		process.env.CONTACT_ASSIGNMENT_SQLITE_FILE = real;
		await fixture.webhooks.idle();
		expect(delivery?.statuses.at(-1)).toBe(200);
		expect(await waiting()).toEqual([]);
	});

	it('is seen by the Setup Check', async () => {
		replies();
		await sends(await asks(), 'app', { userId: sofia.id });
		const seen = await inStore(
			async (store) => await store.lastSeen.read(seenName('reply', fixture.locationId)),
		);
		expect(seen).toMatchObject([{ what: 'Reply Sent' }]);
	});
});

async function untilTold(isTold: () => boolean): Promise<void> {
	while (!isTold()) await new Promise((resolve) => setTimeout(resolve, 5));
}
