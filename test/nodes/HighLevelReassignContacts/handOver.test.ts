import { deletedUser, demoTeam } from '../../../sandbox/highlevel';
import { StoreClock } from '../../../ledger/storeClock';
import { startPostgres, type PostgresServer } from '../../../sandbox/postgres';
import type { CredentialData } from '../../harness/credentialsHelper';
import { startHighLevel, type TestHighLevel } from '../../harness/highLevel';
import { locator } from '../../harness/touches';
import { move, outcomes, sentences, TEAM } from './reassignFixture';
import { DAY } from '../../../routing/model/durations';

const { marcus, priya, sofia, tom } = demoTeam.users;

let server: PostgresServer;
beforeAll(async () => {
	server = await startPostgres({ isDurable: false });
}, 60_000);
afterAll(async () => await server.stop(), 60_000);

let databases = 0;

describe.each(['sqlite', 'postgres'] as const)('a person on leave, with a ledger in %s', (kind) => {
	let highLevel: TestHighLevel;
	let ledger: CredentialData | undefined;
	let now: number;

	beforeEach(async () => {
		now = Date.now();
		jest.spyOn(Date, 'now').mockImplementation(() => now);
		// The days that pass here pass for the database, too.
		jest.spyOn(StoreClock.prototype, 'compare').mockReturnValue();
		highLevel = await startHighLevel({ searchLagMs: 0 });
		if (kind === 'sqlite') return;
		const { host, port, database, user, password } = await server.createDatabase(
			`leave_${(databases += 1)}`,
		);
		ledger = { postgres: { host, port, database, user, password, ssl: 'disable' } };
	});
	afterEach(async () => {
		jest.restoreAllMocks();
		await highLevel.sandbox.close();
	});

	const seed = (count: number) =>
		Array.from({ length: count }, (_, i) =>
			highLevel.sandbox.contacts.seedContact({
				phone: `+1415556${String(1000 + i)}`,
				assignedTo: marcus.id,
				dateAdded: new Date(Date.UTC(2026, 0, 1) + i * 1_000).toISOString(),
			}),
		);
	const ownerOf = (id = '') => highLevel.sandbox.contacts.get(id)?.assignedTo;
	const give = (id = '', assignedTo: string | undefined) =>
		highLevel.sandbox.contacts.seedContact({
			...highLevel.sandbox.contacts.get(id),
			assignedTo,
		});
	const backOn = () => new Date(now + 14 * DAY).toISOString();
	const handOver = async (more: object = {}, plan = TEAM) =>
		await move(
			highLevel,
			{
				operation: 'handOver',
				person: locator('list', marcus.id),
				backOn: backOn(),
				preview: false,
				...more,
			},
			plan,
			{ ledger },
		);
	const handBack = async (more: object = {}, plan: object = TEAM, assign = true) =>
		await move(highLevel, { operation: 'handBack', ...more }, { ...plan }, { ledger, assign });

	it('hands contacts over, and gets back those that stayed where they were put', async () => {
		const [first, second, third] = seed(3);
		const over = await handOver();
		expect(outcomes(over)).toEqual(['assigned', 'assigned', 'assigned']);
		expect(sentences(over.assigned)[0]).toMatch(
			/ It moves because Marcus Chen is away until 20\d\d-\d\d-\d\d\.$/,
		);
		expect([ownerOf(first?.id), ownerOf(second?.id)]).toEqual([sofia.id, priya.id]);

		// Before the day has come, nobody is asked about.
		now += 13 * DAY;
		highLevel.sandbox.clearRequests();
		const early = await handBack();
		expect(early.found).toEqual([]);
		expect(early.hints).toEqual(['Nothing is left to do.']);

		// One was given to somebody else on purpose, one has no owner any more.
		give(second?.id, tom.id);
		give(third?.id, undefined);
		now += DAY;
		const back = await handBack();
		expect(back.run.errors).toEqual({});
		expect(outcomes(back).sort()).toEqual(['assigned', 'unchanged']);
		expect(sentences(back.assigned).sort()).toEqual([
			'Marcus Chen is back and gets this contact back from Sofia Reyes.',
			'Tom Baker got this contact after it was handed over and keeps it: it does not go back to Marcus Chen.',
		]);
		expect(sentences(back.notAssigned)).toEqual([
			'Nobody owns this contact any more, so it does not go back to Marcus Chen.',
		]);
		expect([first, second, third].map((contact) => ownerOf(contact?.id))).toEqual([
			marcus.id,
			tom.id,
			undefined,
		]);
		// Nothing is left for the next day.
		now += DAY;
		expect((await handBack()).found).toEqual([]);
	});

	it('leaves contacts with the stand-in while the person is still away, and asks again', async () => {
		const [contact] = seed(1);
		await handOver();
		now += 15 * DAY;
		const away = {
			...TEAM,
			sections: {
				people: {
					values: [{ user: locator('list', marcus.id), options: { paused: true } }],
				},
			},
		};
		const early = await handBack({}, away);
		expect(outcomes(early)).toEqual(['unchanged']);
		expect(sentences(early.assigned)).toEqual([
			'Sofia Reyes keeps this contact, because Marcus Chen is still away.',
		]);
		now += DAY;
		await handBack();
		expect(ownerOf(contact?.id)).toBe(marcus.id);
	});

	it('leaves contacts with the stand-in when the person has left HighLevel', async () => {
		const [contact] = seed(1);
		give(contact?.id, deletedUser.id);
		await handOver({ person: locator('id', deletedUser.id) });
		now += 15 * DAY;
		const back = await handBack();
		expect(ownerOf(contact?.id)).toBe(sofia.id);
		expect(sentences(back.assigned)).toEqual([
			`Sofia Reyes keeps this contact, because ${deletedUser.id} is not in this HighLevel location any more.`,
		]);
	});

	it('gives back early on request, to one person', async () => {
		const [contact] = seed(1);
		await handOver();
		const nobody = await handBack({ whose: 'person', person: locator('list', tom.id) });
		expect(nobody.found).toEqual([]);
		const back = await handBack({ whose: 'person', person: locator('list', marcus.id) });
		expect(outcomes(back)).toEqual(['assigned']);
		expect(ownerOf(contact?.id)).toBe(marcus.id);
	});

	it('previews what would go back', async () => {
		const [contact] = seed(1);
		await handOver();
		now += 15 * DAY;
		const preview = await handBack({ preview: true });
		expect(outcomes(preview)).toEqual(['preview']);
		expect(ownerOf(contact?.id)).toBe(sofia.id);
		expect(outcomes(await handBack())).toEqual(['assigned']);
	});

	it('gets back what went on to somebody else, because the stand-in was away too', async () => {
		const [contact] = seed(1);
		await handOver();
		now += DAY;
		await handOver({ person: locator('list', sofia.id), backOn: new Date(now + 90 * DAY) });
		expect(ownerOf(contact?.id)).toBe(priya.id);
		now += 14 * DAY;
		const back = await handBack();
		expect(sentences(back.assigned)).toEqual([
			'Marcus Chen is back and gets this contact back from Priya Patel.',
		]);
		expect(ownerOf(contact?.id)).toBe(marcus.id);
		// It was never Sofia's own.
		now += 90 * DAY;
		await handBack();
		expect(ownerOf(contact?.id)).toBe(marcus.id);
	});

	it('gives back once, although n8n was killed before it was written', async () => {
		const [contact, deleted] = seed(2);
		await handOver();
		highLevel.sandbox.contacts.remove(deleted?.id ?? '');
		now += 15 * DAY;
		expect((await handBack({}, TEAM, false)).found).toHaveLength(1);
		highLevel.sandbox.clearRequests();
		await handBack();
		expect(ownerOf(contact?.id)).toBe(marcus.id);
		const puts = highLevel.sandbox.requests.filter(({ method }) => method === 'PUT');
		expect(puts).toHaveLength(1);
		// The deleted one is not looked for every day.
		highLevel.sandbox.clearRequests();
		expect((await handBack()).found).toEqual([]);
		expect(highLevel.takeRequests()).toEqual([]);
	});
});
