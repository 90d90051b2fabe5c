import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { Database } from '../../ledger/database';
import { PostgresDatabase } from '../../ledger/postgres';
import { SqliteDatabase } from '../../ledger/sqlite';
import type { Ledger } from '../../ledger/ledger';
import { LedgerStore } from '../../ledger/store';
import type { Span } from '../../ledger/reading';
import type { FactKind, Facts } from '../../report/metric';
import { makeReport, type Report, type Values } from '../../report/report';
import { GROUPINGS, type Grouping, type ReportRequest } from '../../report/request';
import { Tally } from '../../report/tally';
import { chainsOf, ownWaitsOf, questionOf } from '../../report/waits/questions';
import { DAY, HOUR } from '../../routing/model/durations';
import { startPostgres, type PostgresServer } from '../../sandbox/postgres';
import type { Happened } from './arrayReading';
import { BruteForce } from './bruteForce';
import { PLANS, type PlanName } from './story/plans';
import { happenedIn, turnsOf } from './story/slowly';
import { step } from './story/steps';
import { BEGAN, StoryWorld } from './story/world';

// Also with the time that it takes to find the shortest counterexample.
jest.setTimeout(240_000);

const ALL = Object.keys(GROUPINGS) as Grouping[];
const NAMES = { users: { u1: 'Ann', u2: 'Ann' }, accounts: { '1001': 'Line', '1002': 'Line' } };

const story = fc.record({
	plan: fc.constantFrom(...(Object.keys(PLANS) as PlanName[])),
	steps: fc.array(step, { minLength: 20, maxLength: 90, size: 'max' }),
	/** Where the period begins and ends: hours after the beginning. */
	begins: fc.constantFrom(0, 1, 13, 30),
	ends: fc.constantFrom(40, 200, 2000),
	zone: fc.constantFrom('America/New_York', 'Europe/Berlin', 'Pacific/Chatham'),
	timeCounts: fc.constantFrom('working' as const, 'all' as const),
	trend: fc.constantFrom('day' as const, 'week' as const, 'month' as const),
	targetMinutes: fc.constantFrom(5, 10, 60),
});

type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

function requestOf(one: Story, now: number): ReportRequest {
	const from = BEGAN + one.begins * HOUR;
	const { zone, timeCounts, trend, targetMinutes } = one;
	return {
		...{ location: 'location', zone, timeCounts, trend, targetMinutes, now, groupBy: ALL },
		period: { from, to: BEGAN + one.ends * HOUR },
		before: { from: from - DAY, to: from },
		slowest: 5,
	};
}

type Counted = Readonly<Record<string, number | null>>;

const near = (values: Counted) =>
	Object.fromEntries(
		Object.entries(values).map(([name, one]) => [name, one === null ? null : +one.toFixed(9)]),
	);

/** Every value, of a group or of all. */
function expectValues(
	values: Values,
	slow: BruteForce,
	happened: Happened,
	at: { span: Span; showsNow: boolean; by?: Grouping; key?: string | null },
): void {
	const { span, showsNow, by = null, key = null } = at;
	const noTurns = { turnsGot: null, turnsExpected: null, noRoom: null };
	const isPerson = showsNow && by === 'person' && key !== null;
	const turns = isPerson ? turnsOf(key, happened, span) : noTurns;
	expect(near(values)).toEqual(near({ ...slow.values(span, showsNow, by, key), ...turns }));
}

function expectReport(report: Report, happened: Happened): void {
	const { request } = report;
	const slow = new BruteForce(happened, request);
	const [span, before] = [request.period, request.before as Span];
	expectValues(report.total.values, slow, happened, { span, showsNow: true });
	if (report.before)
		expectValues(report.before.values, slow, happened, { span: before, showsNow: false });
	for (const { by, key, ...group } of report.groups) {
		expectValues(group.values, slow, happened, { span, showsNow: true, by, key });
		if (!group.before) continue;
		expectValues(group.before, slow, happened, { span: before, showsNow: false, by, key });
	}
	expectTrend(report, slow, happened);
	const cells = report.heat.map(({ weekday, hour, asked, hadTarget, inTarget }) =>
		[weekday, hour, asked, hadTarget, inTarget].join(' '),
	);
	expect(cells).toEqual(slow.heat());
	for (const { by, key, points } of report.curves) {
		const told = points.map(({ minutes, unanswered }) => `${minutes} ${unanswered.toFixed(9)}`);
		expect(told).toEqual(slow.curve(by, key));
	}
}

/** Each day, week or month as a count of that alone has it, and no gap between them. */
function expectTrend({ request, trend }: Report, slow: BruteForce, happened: Happened): void {
	const { period, zone, trend: unit, now } = request;
	let from: number = period.from;
	for (const { begins, values } of trend) {
		const next = DateTime.fromISO(begins, { zone })
			.plus({ [unit]: 1 })
			.toMillis();
		const span = { from, to: Math.min(next, period.to) };
		expectValues(values, slow, happened, { span, showsNow: false });
		from = span.to;
	}
	expect(from).toBeGreaterThanOrEqual(Math.min(period.to, now));
}

/** What somebody knows who only heard what was decided. */
async function expectAsHeard(report: Report, world: StoryWorld): Promise<void> {
	const { period } = report.request;
	const given = world.assigned(period.from, period.to);
	const quarter = (at: number) => Math.floor(at / (HOUR / 4)) * (HOUR / 4);
	const isIn = (at: number) => at >= period.from && at < period.to;
	const kept = world.keeps.filter(({ at }) => isIn(quarter(at)));
	const rated = world.questions.flatMap(({ rated: one }) => (one && isIn(one.at) ? [one] : []));
	const heard = (all: readonly unknown[], value: number | null) =>
		value === null ? null : all.length;
	const { values } = report.total;
	expect(values.assigned).toBe(heard(given, values.assigned));
	expect(values.kept).toBe(heard(kept, values.kept));
	expect(values.ratings).toBe(heard(rated, values.ratings));
	const open = await world.ledger.waits.open(1000);
	expect(values.unansweredNow).toBe(heard(open, values.unansweredNow));
	for (const { by, key, values: theirs } of report.groups) {
		if (by !== 'person') continue;
		const own = given.filter(({ user }) => user === key);
		expect(theirs.assigned).toBe(heard(own, theirs.assigned));
		const keeps = kept.filter(({ user }) => user === key);
		expect(theirs.kept).toBe(heard(keeps, theirs.kept));
	}
}

/** Facts of a kind, with how many are alike but for what they are called. */
function merged<Fact extends object>(facts: readonly Fact[]): Array<[fact: Fact, count: number]> {
	const alike = new Map<string, [Fact, number]>();
	for (const fact of facts) {
		const name = JSON.stringify({ ...fact, id: null, askedAt: null });
		const known = alike.get(name);
		if (known) known[1]++;
		else alike.set(name, [fact, 1]);
	}
	return [...alike.values()];
}

/** One by one or many alike at once gives the same. */
async function expectSameMerged(request: ReportRequest, { reading }: Ledger): Promise<void> {
	const { period: span, now } = request;
	const since = await reading.since();
	const context = { ...request, by: null, span, showsNow: true, since };
	const [single, counted] = [new Tally(context), new Tally(context)];
	const add = <K extends FactKind>(kind: K, facts: ReadonlyArray<Facts[K]>) => {
		for (const fact of facts) single.add(kind, fact);
		for (const [fact, count] of merged<Facts[K]>(facts)) counted.add(kind, fact, count);
	};
	for await (const parts of reading.waits(span, now)) {
		const chains = chainsOf(parts);
		add(
			'question',
			chains.map((chain) => questionOf(chain, now)),
		);
		add(
			'ownWait',
			chains.flatMap((chain) => ownWaitsOf(chain, now)),
		);
	}
	for await (const facts of reading.assignments(span, now)) add('assignment', facts);
	for await (const facts of reading.outcomes(span)) add('outcome', facts);
	for await (const facts of reading.kept(span)) add('kept', facts);
	for await (const facts of reading.unclearReplies(span)) add('unclear', facts);
	expect(counted.values()).toEqual(single.values());
	expect(counted.curve()).toEqual(single.curve());
	expect(counted.notes()).toEqual(single.notes());
}

let scopes = 0;

function properties(open: () => Promise<Database>, numRuns: number): void {
	let database: Database;
	let store: LedgerStore;
	beforeAll(async () => {
		database = await open();
		store = await LedgerStore.open(database);
	});
	afterAll(async () => await store.close());

	it('has every value as a slow count has it, and as who only heard of it', async () => {
		await fc.assert(
			fc.asyncProperty(story, async (one) => {
				const scope = `story ${(scopes += 1)}`;
				const ledger = store.ledger(scope);
				const world = new StoryWorld(ledger, one.plan);
				await world.take(one.steps);
				const report = await makeReport(requestOf(one, world.now), ledger.reading, NAMES);
				expectReport(report, await happenedIn(database, scope, world));
				await expectAsHeard(report, world);
				await expectSameMerged(report.request, ledger);
			}),
			// Making a history shorter takes longer than anybody waits for a test: its seed is told.
			{ numRuns, endOnFailure: true },
		);
	});
}

describe('a report over a real ledger', () => {
	properties(async () => await SqliteDatabase.open(':memory:'), 30);

	describe('in Postgres', () => {
		let server: PostgresServer;
		beforeAll(async () => {
			server = await startPostgres({ isDurable: false });
		}, 60_000);
		afterAll(async () => await server.stop(), 30_000);
		properties(
			async () =>
				await Promise.resolve(new PostgresDatabase({ ...server, ssl: false, connections: 4 })),
			6,
		);
	});
});
