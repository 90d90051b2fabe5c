import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { Span } from '../../ledger/reading';
import { makeReport, type Values } from '../../report/report';
import { GROUPINGS, type Grouping, type ReportRequest } from '../../report/request';
import { DAY } from '../../routing/model/durations';
import { ArrayReading, type Happened } from './arrayReading';
import { BruteForce } from './bruteForce';
import { happenings, LENGTH, START } from './happenings';

// Also with the time that it takes to find the shortest counterexample.
jest.setTimeout(240_000);

const NAMES = { users: { u1: 'Ann', u2: 'Ben' }, accounts: { a1: 'Sales line' } };
const NOW = START + LENGTH + DAY;
/** What it takes from the certificate. */
const FROM_POOLS = ['noRoom', 'turnsGot', 'turnsExpected'];

const requests: fc.Arbitrary<ReportRequest> = fc.record({
	period: fc.constantFrom(
		{ from: START + 3 * DAY, to: START + LENGTH },
		{ from: START, to: START + LENGTH },
		{ from: START + 5 * DAY, to: NOW + 3 * DAY },
	),
	before: fc.constantFrom(null, { from: START, to: START + 5 * DAY }),
	now: fc.constant(NOW),
	zone: fc.constantFrom('Europe/Berlin', 'America/St_Johns', 'UTC'),
	groupBy: fc.subarray(Object.keys(GROUPINGS) as Grouping[]),
	trend: fc.constantFrom('none', 'day', 'week', 'month'),
	timeCounts: fc.constantFrom('working', 'all'),
	location: fc.constant('location'),
	targetMinutes: fc.constantFrom(0, 1, 15, 60),
	slowest: fc.constantFrom(0, 5),
});

/** With what is known of the beginning of each kind. */
async function whole(happened: Partial<Happened>): Promise<Happened> {
	const since = await new ArrayReading(happened).since();
	const nothing = { waits: [], assignments: [], turns: [], outcomes: [], kept: [], unclear: [] };
	return { ...nothing, open: {}, contacts: {}, plans: {}, since, ...happened };
}

function counted(values: Values): Record<string, number | null> {
	return Object.fromEntries(Object.entries(values).filter(([name]) => !FROM_POOLS.includes(name)));
}

function expectSame(values: Values, expected: Record<string, number | null>): void {
	const near = (one: number | null) => (one === null ? null : Math.round(one * 1e9) / 1e9);
	const rounded = (all: Record<string, number | null>) =>
		Object.fromEntries(Object.entries(all).map(([name, one]) => [name, near(one)]));
	expect(rounded(counted(values))).toEqual(rounded(expected));
}

describe('a report of any history', () => {
	it('has the values that a count as slow as can be has, of all, of groups and of before', async () => {
		await fc.assert(
			fc.asyncProperty(happenings(NOW), requests, async (happened, request) => {
				const report = await makeReport(request, new ArrayReading(happened), NAMES);
				const slow = new BruteForce(await whole(happened), request);
				expectSame(report.total.values, slow.values(request.period, true));
				for (const { by, key, values, before } of report.groups) {
					expectSame(values, slow.values(request.period, true, by, key));
					if (before && request.before) {
						expectSame(before, slow.values(request.before, false, by, key));
					}
				}
				if (request.before && report.before) {
					expectSame(report.before.values, slow.values(request.before, false));
				}
			}),
		);
	});

	it('has each day, week and month as a count of that alone has it', async () => {
		await fc.assert(
			fc.asyncProperty(happenings(NOW), requests, async (happened, request) => {
				const { trend, zone, period } = request;
				fc.pre(trend !== 'none');
				const report = await makeReport(request, new ArrayReading(happened), NAMES);
				const slow = new BruteForce(await whole(happened), request);
				let covered: number = period.from;
				for (const { begins, values } of report.trend) {
					const first = DateTime.fromISO(begins, { zone });
					const next = first.plus({ [trend]: 1 }).toMillis();
					const span: Span = { from: covered, to: Math.min(next, period.to) };
					expect(first.toMillis()).toBeLessThanOrEqual(span.from);
					expectSame(values, slow.values(span, false));
					covered = span.to;
				}
				expect(covered).toBeGreaterThanOrEqual(Math.min(period.to, NOW));
			}),
		);
	});

	it('has the curves of Kaplan and Meier, of all, of people and of accounts that have enough', async () => {
		await fc.assert(
			fc.asyncProperty(happenings(NOW), requests, async (happened, request) => {
				const report = await makeReport(request, new ArrayReading(happened), NAMES);
				const slow = new BruteForce(await whole(happened), request);
				for (const { by, key, points } of report.curves) {
					expect(
						points.map(({ minutes, unanswered }) => `${minutes} ${unanswered.toFixed(9)}`),
					).toEqual(slow.curve(by, key));
				}
				const withCurves = report.groups.filter(({ by }) => by === 'person' || by === 'account');
				const enough = [{ by: null, key: null }, ...withCurves].filter(({ by, key }) =>
					slow.curve(by, key),
				);
				expect(report.curves.map(({ by, key }) => [by, key])).toEqual(
					enough.map(({ by, key }) => [by, key]),
				);
			}),
		);
	});

	it('has the hours of the week and the longest waits as they are', async () => {
		await fc.assert(
			fc.asyncProperty(happenings(NOW), requests, async (happened, request) => {
				const report = await makeReport(request, new ArrayReading(happened), NAMES);
				const slow = new BruteForce(await whole(happened), request);
				const cells = report.heat.map(({ weekday, hour, asked, hadTarget, inTarget }) =>
					[weekday, hour, asked, hadTarget, inTarget].join(' '),
				);
				expect(cells).toEqual(slow.heat());
				expect(report.slowest.map(({ askedAt, minutes }) => `${askedAt} ${minutes}`)).toEqual(
					slow.longest(request.slowest),
				);
			}),
			{ numRuns: 40 },
		);
	});

	it('is the same however large the blocks are that it is read in', async () => {
		await fc.assert(
			fc.asyncProperty(
				happenings(NOW),
				requests,
				fc.integer({ min: 1, max: 100 }),
				async (happened, request, size) => {
					const one = await makeReport(request, new ArrayReading(happened, size), NAMES);
					const other = await makeReport(request, new ArrayReading(happened, 1000), NAMES);
					expect(one).toEqual(other);
				},
			),
			{ numRuns: 30 },
		);
	});

	it('has all groups that have something, by name, and none twice', async () => {
		await fc.assert(
			fc.asyncProperty(happenings(NOW), requests, async (happened, request) => {
				const { groups } = await makeReport(request, new ArrayReading(happened), NAMES);
				const names = groups.map(({ by, key }) => JSON.stringify([by, key]));
				expect(new Set(names).size).toBe(names.length);
				const sum = (by: Grouping) =>
					groups
						.filter((group) => group.by === by)
						.reduce((all, { values }) => all + (values.assigned ?? 0), 0);
				const { period } = request;
				const assigned = (happened.assignments ?? []).filter(
					({ at, credited }) => at >= period.from && at < period.to && !credited,
				);
				for (const by of request.groupBy) expect(sum(by)).toBe(assigned.length);
			}),
		);
	});
});
