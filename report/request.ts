import type { Span } from '../ledger/reading';

/** What a report can be grouped by. */
export const GROUPINGS = {
	person: 'Person',
	team: 'Team',
	account: 'WhatsApp Account',
	rule: 'Rule',
	source: 'Source',
} as const;

export type Grouping = keyof typeof GROUPINGS;

export type Trend = 'none' | 'day' | 'week' | 'month';

/**
 * Which time counts: `working` is the working time of whoever has to answer, `all` goes on at night and
 * on days off.
 */
export type TimeCounts = 'working' | 'all';

/** What a report is about. Times are milliseconds since 1970. */
export interface ReportRequest {
	/** HighLevel's ID of the sub-account. */
	location: string;
	/** Whole days of `zone`. */
	period: Span;
	/** What it is compared with; null: nothing. */
	before: Span | null;
	now: number;
	/** IANA: where days, weeks (from Monday) and months begin. */
	zone: string;
	groupBy: readonly Grouping[];
	trend: Trend;
	timeCounts: TimeCounts;
	/** Within how many minutes of that time an answer is wanted. */
	targetMinutes: number;
	/** How many of the longest waits are listed, with their contacts. */
	slowest: number;
}
