import fc from 'fast-check';
import type { AssignmentFact, WaitPart } from '../../ledger/facts';
import { COLUMNS } from '../../report/metrics';
import type { MetricContext } from '../../report/metric';
import { makeReport, type Report } from '../../report/report';
import type { ReportRequest } from '../../report/request';
import { Tally } from '../../report/tally';
import { chainsOf, ownWaitsOf, questionOf } from '../../report/waits/questions';
import { DAY, MINUTE } from '../../routing/model/durations';
import { ArrayReading, type Happened } from './arrayReading';
import { happenings, LENGTH, START } from './happenings';

const NOW = START + LENGTH;
const NAMES = { users: { u1: 'Ann' }, accounts: {} };
const REQUEST: ReportRequest = {
	period: { from: START, to: NOW },
	before: null,
	now: NOW,
	zone: 'Europe/Berlin',
	groupBy: ['person', 'team'],
	trend: 'day',
	timeCounts: 'all',
	targetMinutes: 15,
	slowest: 0,
	location: 'location',
};

async function reportOf(
	happened: Partial<Happened>,
	change: Partial<ReportRequest> = {},
): Promise<Report> {
	return await makeReport({ ...REQUEST, ...change }, new ArrayReading(happened), NAMES);
}

/** Ann's part of a question, which she answered after so many minutes. */
function answered(i: number, minutes: number, change: Partial<WaitPart> = {}): WaitPart {
	const askedAt = START + i * MINUTE;
	const endedAt = askedAt + minutes * MINUTE;
	return {
		id: `w${i}`,
		chain: `w${i}`,
		user: 'u1',
		team: 'Sales',
		account: null,
		rule: null,
		source: null,
		level: 0,
		askedAt,
		givenAt: askedAt,
		dueAt: null,
		endedAt,
		ended: 'answered',
		answeredBy: 'u1',
		answeredHow: 'highLevel',
		answeredAt: endedAt,
		workingMs: endedAt - askedAt,
		outsideHours: false,
		...change,
	};
}

function escalated(i: number, afterMinutes: number): WaitPart {
	const part = answered(i, afterMinutes);
	const nobody = { answeredBy: null, answeredHow: null, answeredAt: null };
	return { ...part, ...nobody, ended: 'escalated', dueAt: part.endedAt };
}

function many<One>(count: number, make: (i: number) => One): One[] {
	return Array.from({ length: count }, (_, i) => make(i));
}

describe('a report of a ledger in which nothing happened', () => {
	it('knows nothing, says so, and holds no zero that nobody counted', async () => {
		const { total, groups, curves, trend, notSeen } = await reportOf({});
		const { openContacts, ...others } = total.values;
		expect(new Set(Object.values(others))).toEqual(new Set([null]));
		expect(openContacts).toBe(0);
		expect([groups, curves]).toEqual([[], []]);
		expect(trend).toHaveLength(LENGTH / DAY);
		expect(notSeen).toContain(
			'Waits and answers are not recorded yet, so their columns are empty.',
		);
	});
});

describe('a report of a few', () => {
	it('has counts alone below twenty, and says once why', async () => {
		const { total, curves, notSeen } = await reportOf({ waits: many(19, (i) => answered(i, 5)) });
		expect(total.values).toMatchObject({ waits: 19, hadTarget: 19, inTarget: 19 });
		expect(total.values).toMatchObject({ answeredInTarget: null, medianMinutes: null });
		expect(curves).toEqual([]);
		expect(notSeen.filter((sentence) => sentence.startsWith('Of fewer than 20'))).toHaveLength(1);
	});

	it('has shares from twenty on, of one person as of all', async () => {
		const { total, groups, notSeen } = await reportOf({ waits: many(20, (i) => answered(i, 5)) });
		const values = { waits: 20, answeredInTarget: 1, medianMinutes: 5, p90Minutes: 5 };
		expect(total.values).toMatchObject(values);
		expect(groups.map(({ by, name }) => [by, name])).toEqual([
			['person', 'Ann'],
			['team', 'Sales'],
		]);
		for (const group of groups) expect(group.values).toMatchObject(values);
		expect(notSeen.join(' ')).not.toContain('fewer than');
	});
});

describe('the answer in target', () => {
	it('counts at the end of the last minute, and not after it', async () => {
		const share = async (ms: number) => {
			const waits = many(20, (i) => answered(i, ms / MINUTE));
			return (await reportOf({ waits })).total.values.answeredInTarget;
		};
		expect(await share(15 * MINUTE)).toBe(1);
		expect(await share(15 * MINUTE + 1)).toBe(0);
	});

	it('counts who still waits when the time is over, and leaves out who began just now', async () => {
		const open = { endedAt: null, ended: null, answeredAt: null } as const;
		const old = many(10, (i) => answered(i, 0, open));
		const fresh = many(5, (i) => answered(i + 100, 0, { ...open, askedAt: NOW - 1 }));
		const waits = [...many(30, (i) => answered(i + 10, 5)), ...old, ...fresh];
		const { waits: n, hadTarget, answeredInTarget } = (await reportOf({ waits })).total.values;
		expect([n, hadTarget, answeredInTarget]).toEqual([45, 40, 0.75]);
	});

	it('is not told of somebody from whom contacts are taken before its time, with a way out', async () => {
		const waits = [...many(20, (i) => answered(i, 5)), ...many(20, (i) => escalated(i + 20, 10))];
		const [ann] = (await reportOf({ waits })).groups;
		expect(ann?.values).toMatchObject({ waits: 40, medianMinutes: 5, p90Minutes: null });
		expect(ann?.values.answeredInTarget).toBeNull();
		expect(ann?.notes).toEqual([
			expect.stringContaining('taken away after 10 minutes'),
			expect.stringContaining('choose a target of at most that'),
		]);
		const [earlier] = (await reportOf({ waits }, { targetMinutes: 10 })).groups;
		expect(earlier?.values.answeredInTarget).toBe(0.5);
	});
});

describe('what was not recorded', () => {
	it('is not known, and never zero', async () => {
		const place = { user: 'u1', team: null, account: null, rule: null, source: null };
		const given = { ...place, at: START, event: null, credited: false, outcomes: {} };
		const assignments = many(25, (i): AssignmentFact => ({ ...given, id: `d${i}` }));
		const { values } = (await reportOf({ assignments })).total;
		expect(values).toMatchObject({ assigned: 25, takenOver: null, closed: null, won: null });
		expect(values).toMatchObject({ waits: null, kept: null, ratings: null, unclearReplies: null });
		const closing = { outcomes: { closed: START }, assignments: START, waits: null, kept: null };
		const known = (await reportOf({ assignments, since: closing })).total.values;
		expect(known).toMatchObject({ closed: 0, closedShare: 0, won: null, wonShare: null });
	});

	it('is said with the day from which on it is', async () => {
		const waits = [answered(2 * 24 * 60, 5)];
		const { notSeen, trend } = await reportOf({ waits });
		expect(notSeen).toContain(
			'Waits and answers are recorded since 22 Oct 2026: what came before is not in this report.',
		);
		expect(trend.slice(0, 4).map(({ values }) => values.waits)).toEqual([null, null, 1, 0]);
	});
});

describe('an account of which only the period before had something', () => {
	it('is there, with nothing', async () => {
		const waits = [answered(0, 5, { team: 'Support' }), answered(3 * 24 * 60, 5)];
		const { groups } = await reportOf(
			{ waits },
			{
				groupBy: ['team'],
				period: { from: START + 2 * DAY, to: NOW },
				before: { from: START, to: START + 2 * DAY },
			},
		);
		expect(groups.map(({ name, values, before }) => [name, values.waits, before?.waits])).toEqual([
			['Sales', 1, undefined],
			['Support', 0, 1],
		]);
	});
});

describe('many facts that are alike', () => {
	it('are the same counted at once as one by one', () => {
		const context: MetricContext = {
			...REQUEST,
			by: 'person',
			span: REQUEST.period,
			showsNow: true,
			since: { assignments: 0, waits: 0, kept: 0, outcomes: { closed: 0, won: 0, rated: 0 } },
		};
		fc.assert(
			fc.property(happenings(NOW), fc.integer({ min: 1, max: 30 }), (happened, count) => {
				const atOnce = new Tally(context);
				const oneByOne = new Tally(context);
				addAll(happened, (add) => add(atOnce, count));
				for (let i = 0; i < count; i++) addAll(happened, (add) => add(oneByOne, 1));
				const [one, other] = [atOnce.values(), oneByOne.values()];
				for (const name of Object.keys(COLUMNS) as Array<keyof typeof COLUMNS>) {
					if (one[name] === null) expect(other[name]).toBeNull();
					else expect(other[name]).toBeCloseTo(one[name]);
				}
				expect(atOnce.curve()).toEqual(oneByOne.curve());
				expect(atOnce.notes()).toEqual(oneByOne.notes());
			}),
			{ numRuns: 20 },
		);
	});
});

function addAll(
	{ waits = [], assignments = [], outcomes = [], kept = [], unclear = [] }: Partial<Happened>,
	each: (add: (tally: Tally, count: number) => void) => void,
): void {
	for (const chain of chainsOf(waits)) {
		const question = questionOf(chain, NOW);
		each((tally, count) => tally.add('question', question, count));
		for (const own of ownWaitsOf(chain, NOW)) {
			each((tally, count) => tally.add('ownWait', own, count));
			each((tally, count) => tally.add('openOwnWait', own, count));
		}
	}
	for (const fact of assignments) each((tally, count) => tally.add('assignment', fact, count));
	for (const fact of outcomes) each((tally, count) => tally.add('outcome', fact, count));
	for (const fact of kept) each((tally, count) => tally.add('kept', fact, count));
	for (const fact of unclear) each((tally, count) => tally.add('unclear', fact, count));
	const turns = { got: 2, expected: 1.5, looks: 30, hadNoRoom: 3 };
	each((tally, count) => tally.add('turns', turns, count));
	each((tally, count) => tally.add('openContacts', { user: 'u1', open: 3 }, count));
}

describe('the columns', () => {
	it('are told in few words and one definition each', () => {
		for (const { label, definition } of Object.values(COLUMNS)) {
			expect(label.split(' ').length).toBeLessThanOrEqual(4);
			expect(definition).toMatch(/\.$/);
		}
		const labels = Object.values(COLUMNS).map(({ label }) => label);
		expect(new Set(labels).size).toBe(labels.length);
	});
});
