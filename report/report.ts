import type { Reading } from '../ledger/reading';
import { curvesOf, type Curve } from './curves';
import { gatherBefore, gatherPeriod, type Gathered } from './gather';
import type { HeatCell } from './heat';
import type { Column, Value } from './metric';
import { COLUMNS, type MetricName } from './metrics';
import { byName, nameOf, type Names } from './names';
import { notSeen } from './notSeen';
import type { Grouping, ReportRequest } from './request';
import type { SlowWait } from './slowest';
import { inOrder, type Tallies } from './tallies';

export type { Curve } from './curves';
export type { HeatCell } from './heat';
export type { CurvePoint } from './metric';
export type { Names } from './names';
export type { SlowWait } from './slowest';

/** The values of all metrics by name, such as `answeredInTarget`; see `metrics/index.ts`. */
export type Values = Readonly<Record<MetricName, Value>>;

/** A group of a report: the whole, or what one person, team, account … has of it. */
export interface ReportRow {
	/** As people call it: a name; of the whole `All`. */
	name: string;
	/** What the ledger calls it: user ID, account ID, name of team or rule; null: none is known. */
	key: string | null;
	values: Values;
	/** What has to be said beside the values. */
	notes: readonly string[];
}

export interface ReportGroup extends ReportRow {
	by: Grouping;
	/** The values of the period before; null when nothing is compared, or it had nothing. */
	before: Values | null;
}

/** A day, week or month. */
export interface TrendRow {
	/** ISO date of its first day, in the zone of the report. */
	begins: string;
	/** A part of it is not in the period, or yet to come. */
	isPartial: boolean;
	values: Values;
}

export interface Report {
	request: ReportRequest;
	/** By name of the value, in the order in which they are shown. */
	columns: Readonly<Record<MetricName, Column>>;
	total: ReportRow;
	before: ReportRow | null;
	/** In the order of their names within each grouping. */
	groups: readonly ReportGroup[];
	trend: readonly TrendRow[];
	/** The whole first, then people and accounts, as far as it is grouped by them. Only with enough waits. */
	curves: readonly Curve[];
	/** All hours of the week. */
	heat: readonly HeatCell[];
	/** The longest waits of all, as many as are asked for. */
	slowest: readonly SlowWait[];
	/** Full sentences: what is not seen, not recorded yet, or not to be trusted. */
	notSeen: readonly string[];
}

/** What the row of all together is called. */
const ALL = 'All';

/**
 * Makes a report from what the ledger tells, without ever holding all of it.
 * @throws {LedgerError} when the ledger cannot be read
 */
export async function makeReport(
	request: ReportRequest,
	reading: Reading,
	names: Names,
): Promise<Report> {
	const since = await reading.since();
	const gathered = await gatherPeriod(request, since, reading);
	const before = request.before && (await gatherBefore(request, request.before, since, reading));
	const total = totalRow(gathered.tallies);
	const groups = groupsOf(request, gathered.tallies, before, names);
	return {
		request,
		columns: COLUMNS,
		total,
		before: before && totalRow(before),
		groups,
		trend: trendOf(gathered),
		curves: curvesOf(gathered.tallies, names),
		heat: gathered.heat.values(),
		slowest: await gathered.slowest.values(reading, names),
		notSeen: notSeen(request, since, total.values, groups),
	};
}

function totalRow({ total }: Tallies): ReportRow {
	return { name: ALL, key: null, values: total.values(), notes: total.notes() };
}

/** Also those of which only the period before had something. */
function groupsOf(
	{ groupBy }: ReportRequest,
	tallies: Tallies,
	before: Tallies | null,
	names: Names,
): ReportGroup[] {
	return inOrder(groupBy).flatMap((by) => {
		const keys = new Set([...tallies.keysOf(by), ...(before?.keysOf(by) ?? [])]);
		return [...keys]
			.map((key) => {
				const tally = tallies.group(by, key) ?? tallies.empty(by);
				return {
					by,
					key,
					name: nameOf(by, key, names),
					values: tally.values(),
					notes: tally.notes(),
					before: before?.group(by, key)?.values() ?? null,
				};
			})
			.sort(byName);
	});
}

function trendOf({ trend }: Gathered): TrendRow[] {
	return trend.map(({ stretch: { begins, isPartial }, tally }) => ({
		begins,
		isPartial,
		values: tally.values(),
	}));
}
