import { COLUMNS } from '../../report/metrics';
import type { HeatCell, Report, ReportGroup, ReportRow, Values } from '../../report/report';
import type { Grouping } from '../../report/request';

const DAY = 86_400_000;
/** The 30 November 2026, 14:05 in Berlin. */
export const NOW = Date.parse('2026-11-30T13:05:00Z');
const BEGIN = Date.parse('2026-10-31T23:00:00Z');

const NOTHING_KNOWN = Object.fromEntries(
	Object.keys(COLUMNS).map((name) => [name, null]),
) as Values;

/** Values of somebody who had `hadTarget` questions and answered `inTarget` of them in time. */
export function valuesOf(inTarget: number, hadTarget: number, more: Partial<Values> = {}): Values {
	return {
		...NOTHING_KNOWN,
		waits: hadTarget,
		hadTarget,
		inTarget,
		answeredInTarget: hadTarget < 20 ? null : inTarget / hadTarget,
		medianMinutes: hadTarget < 20 ? null : 8,
		p90Minutes: null,
		unansweredNow: 0,
		oldestUnansweredMinutes: null,
		hoursToClose: 30.456,
		...more,
	};
}

export function rowOf(name: string, values: Values, notes: string[] = []): ReportRow {
	return { name, key: null, values, notes };
}

export function groupOf(
	by: Grouping,
	name: string,
	values: Values,
	change: Partial<ReportGroup> = {},
): ReportGroup {
	return { by, name, key: `id of ${name}`, values, notes: [], before: null, ...change };
}

export function cell(weekday: number, hour: number, inTarget: number, hadTarget: number): HeatCell {
	const answeredInTarget = hadTarget < 20 ? null : inTarget / hadTarget;
	return { weekday, hour, asked: hadTarget, hadTarget, inTarget, answeredInTarget };
}

export function madeReport(change: Partial<Report> = {}): Report {
	return {
		request: {
			period: { from: BEGIN, to: BEGIN + 30 * DAY },
			before: null,
			now: NOW,
			zone: 'Europe/Berlin',
			groupBy: ['person'],
			trend: 'none',
			timeCounts: 'working',
			targetMinutes: 15,
			slowest: 0,
			location: 'loc1',
		},
		columns: COLUMNS,
		total: rowOf('All', valuesOf(300, 400)),
		before: null,
		groups: [],
		trend: [],
		curves: [],
		heat: [],
		slowest: [],
		notSeen: [],
		...change,
	};
}
