import type { INodeParameters } from 'n8n-workflow';
import type { Ledger } from '../../../ledger/ledger';
import { LedgerStore } from '../../../ledger/store';
import { SqliteDatabase } from '../../../ledger/sqlite';
import { seenName, type SeenKind } from '../../../nodes/shared/trigger/lastSeen';
import { DAY, MINUTE } from '../../../routing/model/durations';
import { ALL_SCOPES, DEFAULT_SCOPES } from '../../../sandbox/highlevel';
import { RESOLVE } from '../../harness/nodeTypes';
import { behindStart, node, runWorkflow } from '../../harness/runWorkflow';
import { ContactTriggerFixture } from '../HighLevelContactTrigger/contactTriggerFixture';
import { checkHighLevel, linesOf, wrongIn } from './checkedHighLevel';

const READ = 'Answers Read From HighLevel';
const TOLD = 'Answers Told by HighLevel';
const PHONE = 'Answers Told by WhatsApp';
const UNCLEAR = 'Unclear Messages';
const PERMISSION = 'Permission View Conversation Messages';

const fixture = new ContactTriggerFixture();
beforeEach(async () => await fixture.start({ token: { scopes: ALL_SCOPES } }));
afterEach(async () => await fixture.stop());

const chosen = { features: ['answers'] };
const lines = async (parameters: INodeParameters = chosen) =>
	linesOf(await checkHighLevel(fixture.credentials, parameters));

async function inStore(use: (store: LedgerStore) => Promise<void>): Promise<void> {
	const file = process.env.CONTACT_ASSIGNMENT_SQLITE_FILE ?? '';
	const store = await LedgerStore.open(await SqliteDatabase.open(file));
	await use(store);
	await store.close();
}

/** As if it had been noted so long ago. */
async function noted(kind: SeenKind, age: number, what = 'messages'): Promise<void> {
	await inStore(async (store) => {
		const location = kind === 'echo' ? null : fixture.locationId;
		const seen = { at: store.now() - age, workflowId: 'w1', workflowName: 'Answers', what };
		await store.lastSeen.note(seenName(kind, location), seen);
	});
}

/** A plan has decided about a contact. */
async function decided(plan: object): Promise<void> {
	const whole = { rules: [], fallback: { type: 'nobody' }, ...plan };
	const resolve = node(
		RESOLVE,
		{ planSource: 'json', planJson: JSON.stringify(whole) },
		{ credentials: { highLevelPrivateIntegrationApi: { id: '1', name: 'HighLevel' } } },
	);
	const { id, phone } = fixture.contact();
	const run = await runWorkflow({
		...behindStart(resolve),
		credentials: fixture.credentials,
		mode: 'webhook',
		input: [{ json: { key: `asked ${id}`, event: 'message', contact: { id, phone } } }],
	});
	expect(run.errors).toEqual({});
}

async function inLedger(use: (ledger: Ledger) => Promise<unknown>): Promise<void> {
	await inStore(async (store) => {
		const [ledger] = await store.ledgersOfLocation(fixture.locationId);
		if (!ledger) throw new Error('no plan has decided');
		await use(ledger);
	});
}

describe('Setup Check of answers', () => {
	it('says nothing to who uses none', async () => {
		await decided({});
		const found = await lines({});
		for (const check of [READ, TOLD, PHONE, UNCLEAR]) expect(found.has(check)).toBe(false);
	});

	it('looks at them by itself when a plan with reply times has decided', async () => {
		await decided({ replyTimes: [{ within: 15 }] });
		const found = await lines({});
		for (const check of [READ, TOLD, PHONE]) expect(found.get(check)).toMatchObject({ ok: null });
		expect(found.get(UNCLEAR)).toMatchObject({ ok: true, found: 'None in the last 7 days' });
		expect(found.get(PERMISSION)).toMatchObject({ ok: true });
	});

	it('knows which ways work', async () => {
		await noted('replies', MINUTE);
		await noted('reply', DAY);
		await noted('echo', 2 * DAY);
		const run = await checkHighLevel(fixture.credentials, chosen);
		expect(wrongIn(run)).toEqual([]);
		const found = linesOf(run);
		expect(found.get(READ)).toMatchObject({
			ok: true,
			found: "Last one 1 minute ago in workflow 'Answers'; it is read while somebody waits",
		});
		expect(found.get(TOLD)).toMatchObject({
			ok: true,
			found: "Last one 1 day ago in workflow 'Answers'",
		});
		expect(found.get(PHONE)).toMatchObject({ ok: true });
		await noted('reply', 8 * DAY);
		expect((await lines()).get(TOLD)).toMatchObject({
			ok: null,
			fix: expect.stringContaining("'Reply Sent'"),
		});
	});

	it('says that reading fails, until it goes well again', async () => {
		await noted('replies', 5 * MINUTE);
		await noted('unreadReplies', 2 * MINUTE, 'HighLevel is not available: HTTP status 500');
		const run = await checkHighLevel(fixture.credentials, chosen);
		expect(wrongIn(run)).toEqual([READ]);
		expect(linesOf(run).get(READ)?.found).toBe(
			"Last one 2 minutes ago in workflow 'Answers' failed: HighLevel is not available: HTTP status 500",
		);
		await noted('replies', MINUTE);
		expect((await lines()).get(READ)).toMatchObject({ ok: true });
	});

	it('names the permission that is missing', async () => {
		await fixture.stop();
		await fixture.start({ token: { scopes: DEFAULT_SCOPES } });
		const run = await checkHighLevel(fixture.credentials, chosen);
		expect(wrongIn(run)).toEqual([PERMISSION]);
		expect(linesOf(run).get(PERMISSION)).toMatchObject({
			found: expect.stringContaining('no contact goes on to somebody else'),
			fix: expect.stringContaining("tick 'View Conversation Messages'"),
		});
	});

	it('counts messages of which nobody can tell whose they are', async () => {
		await decided({ replyTimes: [{ within: 15 }] });
		const contact = [`highLevel:${fixture.contact().id}`];
		const unclear = {
			contact,
			user: null,
			account: null,
			verdict: 'unclear',
			how: 'highLevel',
		} as const;
		await inLedger(async (ledger) => {
			const now = ledger.now();
			await ledger.waits.note(
				[
					{ ...unclear, ids: ['message:1'], at: now - DAY },
					{ ...unclear, ids: ['message:2'], at: now - 2 * DAY },
					{ ...unclear, ids: ['message:3'], at: now - 8 * DAY },
				],
				now,
			);
		});
		expect((await lines()).get(UNCLEAR)).toMatchObject({
			ok: null,
			found: expect.stringMatching(/^Of 2 messages in the last 7 days/),
			fix: expect.stringContaining("'Messages Sent Through the API'"),
		});
	});
});
