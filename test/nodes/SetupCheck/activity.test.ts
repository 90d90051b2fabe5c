import type { INodeParameters } from 'n8n-workflow';
import { LedgerStore } from '../../../ledger/store';
import { SqliteDatabase } from '../../../ledger/sqlite';
import { seenName, type SeenKind } from '../../../nodes/shared/trigger/lastSeen';
import { DAY } from '../../../routing/model/durations';
import { ContactTriggerFixture } from '../HighLevelContactTrigger/contactTriggerFixture';
import { SearchFixture } from '../HighLevelMissedContactsTrigger/searchFixture';
import { checkHighLevel, linesOf, wrongIn } from './checkedHighLevel';

const WEBHOOK = 'HighLevel Contact Trigger';
const SEARCH = 'HighLevel Missed Contacts Trigger';
const REFUSED = 'Webhooks Turned Away';

const fixture = new ContactTriggerFixture();
beforeEach(async () => await fixture.start());
afterEach(async () => await fixture.stop());

let triggers = 0;
/** What was noted lately is not noted again, so each test has a workflow of its own. */
const ownId = () => `seen${++triggers}`;

const lines = async (parameters: INodeParameters = {}) => {
	const run = await checkHighLevel(fixture.credentials, parameters);
	expect(wrongIn(run)).toEqual([]);
	return linesOf(run);
};

/** As if it had been noted so long ago. */
async function noted(kind: SeenKind, age: number): Promise<void> {
	const file = process.env.CONTACT_ASSIGNMENT_SQLITE_FILE ?? '';
	const store = await LedgerStore.open(await SqliteDatabase.open(file));
	const seen = { workflowId: 'w1', workflowName: 'Tags', what: 'Tag Added' };
	await store.lastSeen.note(seenName(kind, fixture.locationId), {
		...seen,
		at: store.now() - age,
	});
	await store.close();
}

describe('Setup Check of what arrives from HighLevel', () => {
	it('says what to do when nothing has come', async () => {
		const found = await lines();
		expect(found.get(WEBHOOK)).toMatchObject({ ok: null, fix: expect.stringMatching(/publish/) });
		expect(found.get(SEARCH)).toMatchObject({ ok: null, fix: expect.stringMatching(/WhatsApp/) });
		expect(found.has(REFUSED)).toBe(false);
		expect(found.get('Ledger')?.found).toContain('SQLite file');
	});

	it('knows events of an app, also those that start nothing', async () => {
		const id = ownId();
		fixture.appTrigger({ events: ['contactCreated'] }, id);
		await fixture.tags(fixture.contact(), ['vip']);
		expect((await lines()).get(WEBHOOK)).toMatchObject({
			ok: true,
			found: expect.stringMatching(/^Last one less than a minute ago in workflow '.*': Tag Added$/),
		});
	});

	it('knows webhooks of workflows, and requests that were turned away', async () => {
		const trigger = fixture.workflowTrigger({}, ownId());
		const contact = fixture.contact({ tags: ['vip'] });
		await fixture.webhooks.runWorkflow(contact, undefined, {
			url: `${trigger.url()}?secret=a-secret-that-somebody-guessed`,
		});
		const before = await lines();
		expect(before.get(WEBHOOK)).toMatchObject({ ok: null });
		expect(before.get(REFUSED)).toMatchObject({
			ok: null,
			found: expect.stringMatching(/^Last one less than a minute ago .*: .*secret/i),
			fix: expect.stringContaining('compare the secret'),
		});
		expect(JSON.stringify([...before])).not.toContain('somebody-guessed');
		await fixture.runWorkflow(trigger, contact, { tag: 'vip' });
		expect((await lines()).get(WEBHOOK)).toMatchObject({ ok: true });
	});

	it('does not take events of another sub-account for its own', async () => {
		fixture.appTrigger({}, ownId());
		await fixture.tags(fixture.contact(), ['vip'], { locationId: 'elsewhere' });
		expect((await lines()).get(WEBHOOK)).toMatchObject({ ok: null });
	});

	it('knows searches', async () => {
		await new SearchFixture(fixture, {}, ownId()).poll();
		expect((await lines()).get(SEARCH)).toMatchObject({ ok: true });
	});

	it('says how long ago it was, and when that is too long', async () => {
		await noted('webhook', 2 * DAY);
		await noted('search', 2 * DAY);
		const found = await lines();
		expect(found.get(WEBHOOK)).toMatchObject({
			ok: true,
			found: "Last one 2 days ago in workflow 'Tags': Tag Added",
		});
		expect(found.get(SEARCH)).toMatchObject({ ok: null, fix: expect.stringMatching(/publish/) });
		await noted('webhook', 8 * DAY);
		expect((await lines()).get(WEBHOOK)).toMatchObject({
			ok: null,
			fix: expect.stringMatching(/execution log/),
		});
	});

	it('tells of a ledger that cannot be used in one line', async () => {
		process.env.CONTACT_ASSIGNMENT_SQLITE_FILE = `${__filename}/below-a-file.sqlite`;
		const run = await checkHighLevel(fixture.credentials);
		expect(wrongIn(run)).toEqual(['Ledger']);
		expect(linesOf(run).get('Token')).toMatchObject({ ok: true });
	});
});
