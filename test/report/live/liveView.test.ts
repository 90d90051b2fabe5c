import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteDatabase } from '../../../ledger/sqlite';
import { LedgerStore } from '../../../ledger/store';
import { rowOf as standingRow } from '../../../nodes/AssignmentLedger/lists/teamStanding';
import type { LivePerson, LiveWaits } from '../../../report/live/view';
import { compilePlan } from '../../../routing/compiledPlan';
import { ledgerNeeds } from '../../../routing/ledgerNeeds';
import { DAY, HOUR, MINUTE } from '../../../routing/model/durations';
import { teamStanding } from '../../../routing/teams/teamStanding';
import { USERS, plan, touch } from '../../routing/builders';
import {
	ACCOUNTS,
	LONG_TIMES,
	LiveWorld,
	WORLD_PLAN,
	type TeamName,
	type WorldStep,
} from './liveWorld';

jest.setTimeout(180_000);

const TEAMS = Object.keys(ACCOUNTS) as TeamName[];
const who = fc.nat(9);
const user = fc.constantFrom(...USERS.map(({ id }) => id));
const step: fc.Arbitrary<WorldStep> = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record({ do: fc.constant('ask' as const), who, team: fc.constantFrom(...TEAMS) }),
	},
	{
		weight: 3,
		arbitrary: fc.record({
			do: fc.constant('pass' as const),
			minutes: fc.constantFrom(...LONG_TIMES),
		}),
	},
	{
		weight: 2,
		arbitrary: fc.record({ do: fc.constantFrom('answer' as const, 'close' as const), who }),
	},
	fc.record({ do: fc.constant('forget' as const), who }),
	fc.record({
		...{ do: fc.constant('pause' as const), user },
		minutes: fc.constantFrom(null, 10, 600),
	}),
	fc.record({ do: fc.constant('resume' as const), user }),
);

let folder: string;
let store: LedgerStore;
let scopes = 0;
const world = () => new LiveWorld(store.ledger(`world ${(scopes += 1)}`));
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'contact-assignment-live-'));
	store = await LedgerStore.open(await SqliteDatabase.open(join(folder, 'ledger.sqlite')));
});
afterAll(async () => {
	await store.close();
	rmSync(folder, { recursive: true, force: true });
});

/** How it stands with these waits, counted apart. */
function counted(
	waits: ReadonlyArray<{ askedAt: number; dueAt: number | null }>,
	now: number,
): LiveWaits {
	const due = waits.flatMap(({ dueAt }) => dueAt ?? []);
	const [oldest = null] = waits.map(({ askedAt }) => askedAt).sort((a, b) => a - b);
	return {
		waiting: waits.length,
		oldest,
		overdue: due.filter((at) => at <= now).length,
		dueSoon: due.filter((at) => at > now && at - now <= 15 * MINUTE).length,
	};
}

const waitsOf = ({ waiting, oldest, overdue, dueSoon }: LiveWaits): LiveWaits => ({
	...{ waiting, oldest, overdue, dueSoon },
});

async function agrees(steps: readonly WorldStep[]): Promise<void> {
	const one = world();
	// A plan is known from the first decision on.
	await one.take({ do: 'ask', who: 0, team: 'Night' });
	for (const next of steps) await one.take(next);
	const { now, ledger } = one;
	const view = await one.view();

	// Who waits: as Waiting Contacts lists them.
	const waits = await ledger.waits.open(10_000);
	expect(waitsOf(view)).toEqual(counted(waits, now));
	for (const account of view.accounts) {
		const theirs = waits.filter(
			({ touch: { account: seen } }) => (seen?.id ?? null) === account.id,
		);
		expect(waitsOf(account)).toEqual(counted(theirs, now));
	}
	for (const person of view.people) {
		const theirs = waits.filter(({ user: id }) => id === person.id);
		expect(waitsOf(person)).toEqual(counted(theirs, now));
	}
	const queue = await ledger.queue.waiting(now, 10_000, 0);
	expect(view.inQueue).toBe(queue.length);
	for (const { name, inQueue } of view.teams) {
		expect(inQueue).toBe(queue.filter(({ teams }) => teams.includes(name)).length);
	}

	// How people stand: as Team Standing lists them.
	const compiled = compilePlan(plan(WORLD_PLAN));
	const state = await ledger.read(ledgerNeeds(compiled, touch(), USERS, now), now);
	const standing = teamStanding(compiled, { ...state, users: USERS }, now);
	for (const member of standing) {
		const row = standingRow(member);
		const person = view.people.find(({ id }) => id === member.user.id) as LivePerson;
		expect(person).toMatchObject({ open: row.openContacts, capacity: row.capacity || null });
		if (row.available) expect(person.why).toBeNull();
		if (person.why !== null) expect(row.available).toBe(false);
		const until = person.worksNow ? row.worksUntil : row.worksAgainAt;
		expect(person.changesAt === null ? '' : new Date(person.changesAt).toISOString()).toBe(until);
	}

	// Who is next: whom a decision would really name.
	for (const { name, next } of view.teams) {
		expect([name, next]).toEqual([name, await one.reallyNext(name as TeamName)]);
	}

	// Who got how many today: as they were given.
	const startOfDay = newYorkMidnight(now);
	for (const { name, members } of view.teams) {
		for (const { id, gotToday } of members) {
			const got = one.given.filter(
				(given) => given.team === name && given.user === id && given.at >= startOfDay,
			);
			expect([name, id, gotToday]).toEqual([name, id, got.length]);
		}
		const shares = members.map(({ share }) => share);
		const lately = one.given.filter(({ team, at }) => team === name && at >= now - 30 * DAY);
		const sum = shares.reduce<number>((all, share) => all + (share ?? 0), 0);
		expect(sum).toBeCloseTo(lately.length > 0 ? 1 : 0);
	}
}

/** All of these days are in winter time until 8 March 2026, 2:00, and in summer time after that. */
function newYorkMidnight(at: number): number {
	const offset = (at < Date.parse('2026-03-08T07:00:00Z') ? 5 : 4) * HOUR;
	const begins = Math.floor((at - offset) / DAY) * DAY + offset;
	const isFirstOfSummer = new Date(begins).toISOString().startsWith('2026-03-08');
	return isFirstOfSummer ? Date.parse('2026-03-08T05:00:00Z') : begins;
}

/** Something is due, or due soon, just now. */
const JUST_DUE = [30, 15].map((minutes): [WorldStep[]] => [
	[
		{ do: 'ask', who: 1, team: 'Night' },
		{ do: 'pass', minutes },
	],
]);

describe('a live view', () => {
	it('agrees with Waiting Contacts, Team Standing, real decisions and a count apart', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }), agrees),
			{
				numRuns: 40,
				examples: JUST_DUE,
			},
		);
	});

	it('without a plan says so, and shows nobody', async () => {
		const view = await world().view();
		expect(view).toMatchObject({ waiting: 0, people: [], teams: [], inQueue: 0 });
		expect(view.notSeen[0]).toMatch(/^No plan is known yet/);
	});

	it('shows somebody for whom contacts wait, although HighLevel does not list them', async () => {
		const one = world();
		await one.take({ do: 'ask', who: 0, team: 'Night' });
		const { ledger, now } = one;
		const reading = ledger.reading;
		const stranger = Object.assign(Object.create(reading) as typeof reading, {
			async *openWaits(at: number) {
				for await (const block of reading.openWaits(at)) {
					yield block.map((part) => ({ ...part, user: 'gone' }));
				}
			},
		});
		const { liveView } = await import('../../../report/live/liveView');
		const view = await liveView(now, 'UTC', stranger, { users: { gone: 'Zoe' }, accounts: {} });
		expect(view.people.find(({ id }) => id === 'gone')).toMatchObject({
			...{ name: 'Zoe', waiting: 1, worksNow: false },
			why: 'HighLevel does not list this user in the location.',
		});
	});
});
