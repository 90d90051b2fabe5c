import { formsOf } from '../nodes/AssignmentReport/makeReport';
import { certificateRows } from '../report/fairness/certificateRows';
import { liveRows } from '../report/live/liveRows';
import type { LiveView } from '../report/live/view';
import type { Value } from '../report/metric';
import { COLUMNS, type MetricName } from '../report/metrics';
import type { ReportRequest } from '../report/request';
import { DAY } from '../routing/model/durations';

const LOCATION = 'l1';
const SOFIA = { id: 'u1', name: 'Sofia Reyes' };
const period = { from: 0, to: DAY };

const request: ReportRequest = {
	...{ location: LOCATION, period, before: null, now: DAY, zone: 'UTC' },
	...{ groupBy: ['person'], trend: 'none', timeCounts: 'working', targetMinutes: 15, slowest: 0 },
};

const values = Object.fromEntries(Object.keys(COLUMNS).map((name) => [name, 1])) as Record<
	MetricName,
	Value
>;

const [reported = {}] = formsOf({
	...{ request, columns: COLUMNS, total: { name: 'All', key: null, values, notes: [] } },
	...{ before: null, groups: [], trend: [], curves: [], heat: [], slowest: [], notSeen: [] },
}).rows;

const waits = { waiting: 1, oldest: 0, overdue: 1, dueSoon: 0 };

const person = { ...SOFIA, ...waits, worksNow: true, changesAt: DAY, open: 3, capacity: 5 };

const view: LiveView = {
	...{ at: DAY, zone: 'UTC', location: LOCATION, ...waits, inQueue: 0, queuedSince: null },
	accounts: [{ id: '1', name: 'Sales Line', ...waits }],
	people: [
		{ ...person, why: null, pausedUntil: null },
		{ ...person, worksNow: false, why: 'is paused', pausedUntil: DAY },
	],
	teams: [
		{
			...{ name: 'Sales', next: SOFIA.name, nextWhy: null, isOpen: true, inQueue: 0 },
			members: [{ ...SOFIA, gotToday: 1, share: 1, expectedShare: 1 }],
		},
	],
	notSeen: [],
};

const counted = {
	...{ weight: 1, got: 1, expected: 1, difference: 0, could: 1, longestDrought: 0 },
	...{ longestDroughtMs: 0, longestRun: 1, couldNot: {}, escalatedTo: 0, reassigned: 0 },
	...{ workingNext: 0, kept: 0, byHand: 0, escalatedAway: 0, givenBack: 0 },
};

const sections = certificateRows({
	sections: [
		{
			...{ team: 'Sales', plan: 'p1', from: 0, to: DAY, strategy: 'weightedRoundRobin' as const },
			...{ members: [{ user: SOFIA.id, name: SOFIA.name, ...counted }] },
			...{ contacts: 1, notRecorded: 0 },
			judgement: { promise: 'In turn.', result: 'broken', because: 'twice in a row', at: DAY },
		},
	],
});

/** An item of each operation of Assignment Report: with what stands in any of its rows. */
export const REPORT_EXAMPLES = {
	report: reported,
	certify: { ...filled(sections), hash: '', locationId: LOCATION },
	liveView: { ...filled(liveRows(view)), locationId: LOCATION },
};

function filled(rows: readonly object[]): Record<string, unknown> {
	const names = rows.flatMap((row) => Object.keys(row));
	const cells = rows.flatMap((row) => Object.entries(row).filter(([, cell]) => cell !== null));
	const values = new Map<string, unknown>(cells);
	return Object.fromEntries([...new Set(names)].map((name) => [name, values.get(name)]));
}
