import type { Reading } from '../ledger/reading';
import type { Column, Value } from './metric';
import type { Grouping, ReportRequest } from './request';

/** The values of all metrics by name, such as `answeredInTarget`; see `metrics/index.ts`. */
export type Values = Readonly<Record<string, Value>>;

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
	/** It goes on: the report was made before its end, or the period ends within. */
	isPartial: boolean;
	values: Values;
}

/** A step of a curve: which share is still unanswered after so many minutes. */
export interface CurvePoint {
	minutes: number;
	unanswered: number;
}

/** How waits go on, by Kaplan and Meier. */
export interface Curve {
	name: string;
	key: string | null;
	/** How many waits it is made of. */
	n: number;
	points: readonly CurvePoint[];
	/** After which minute it cannot be told any more, because contacts are taken away; null: it can. */
	endsAtMinutes: number | null;
}

/** Questions by weekday (1 Monday to 7) and hour of the day, in the zone of the report. */
export interface HeatCell {
	weekday: number;
	hour: number;
	asked: number;
	/** Of them, those that had the target's time, and those of these that were answered within it. */
	hadTarget: number;
	inTarget: number;
	answeredInTarget: Value;
}

export interface Report {
	request: ReportRequest;
	/** By name of the value, in the order in which they are shown. */
	columns: Readonly<Record<string, Column>>;
	total: ReportRow;
	before: ReportRow | null;
	/** In the order of their names within each grouping. */
	groups: readonly ReportGroup[];
	trend: readonly TrendRow[];
	/** The whole first, then people. Only with enough waits. */
	curves: readonly Curve[];
	heat: readonly HeatCell[];
	/** The longest waits of all, only when asked for: see `SlowWait`. */
	slowest: readonly SlowWait[];
	/** Full sentences: what is not seen, not recorded yet, or not to be trusted. */
	notSeen: readonly string[];
}

export interface SlowWait {
	/** HighLevel's contact ID; null when it is not known. */
	contactId: string | null;
	user: string | null;
	account: string | null;
	askedAt: number;
	minutes: number;
	isOpen: boolean;
}

/** What a report calls things. */
export interface Names {
	/** By HighLevel's user ID. */
	users: Readonly<Record<string, string>>;
	/** By account ID. */
	accounts: Readonly<Record<string, string>>;
	/** What the sub-account is called; left out when it is not known. */
	location?: string | null;
}

/**
 * Makes a report from what the ledger tells, without ever holding all of it.
 * @throws {LedgerError} when the ledger cannot be read
 */
export async function makeReport(
	request: ReportRequest,
	reading: Reading,
	names: Names,
): Promise<Report> {
	throw new Error(`not built: ${request.zone} ${typeof reading} ${Object.keys(names).length}`);
}
