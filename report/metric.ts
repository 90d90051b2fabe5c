import type { AssignmentFact, KeptFact, OutcomeFact, ReplyFact } from '../ledger/facts';
import type { KeptSince, Span } from '../ledger/reading';
import type { MemberTurns } from './fairness/turnShares';
import type { Grouping, ReportRequest } from './request';
import type { OwnWait, Question } from './waits/questions';

/** What a value is, and so how it is written. Shares go from 0 to 1. */
export type Unit = 'count' | 'share' | 'minutes' | 'hours' | 'rating' | 'turns';

/** What people read about a figure. */
export interface Column {
	/** At most three words. */
	label: string;
	unit: Unit;
	/** One sentence: what counts, and what does not. It is printed with every report. */
	definition: string;
	/** What is better; null: neither. */
	better: 'more' | 'less' | null;
}

/** Null: not known, or too few to say it. Never 0 for either. */
export type Value = number | null;

/** Of fewer than these, counts are told alone: a share or a median of them says nothing. */
export const ENOUGH = 20;

/** What one group of a report consists of: what a metric is told, one by one or many alike at once. */
export interface Facts {
	/** Whole waits of contacts: of all groups but people. */
	question: Question;
	/** What one person had of a wait: of people alone. */
	ownWait: OwnWait;
	/** What waits now, whenever it was asked: again of all groups but people, and of people alone. */
	openQuestion: Question;
	openOwnWait: OwnWait;
	assignment: AssignmentFact;
	kept: KeptFact;
	outcome: OutcomeFact;
	unclear: ReplyFact;
	/** Contacts that are not closed now. */
	openContacts: { user: string; open: number };
	/** What a person got and could have got of one of their teams. */
	turns: MemberTurns;
}

export type FactKind = keyof Facts;

/** What a metric goes by besides the facts. */
export interface MetricContext extends ReportRequest {
	/** What the group is; null: the whole. */
	by: Grouping | null;
	/** What the group covers: the period, the one before, or a day, week or month. */
	span: Span;
	/** Whether what stands now belongs to it: not to the period before, nor to a day. */
	showsNow: boolean;
	/** Since when there is anything to count at all. */
	since: KeptSince;
}

/** A step of a curve: which share is still unanswered after so many minutes. */
export interface CurvePoint {
	minutes: number;
	unanswered: number;
}

/** How the waits of one group go on. */
export interface GroupCurve {
	n: number;
	points: readonly CurvePoint[];
	endsAtMinutes: number | null;
}

/**
 * A figure, or a few that belong together: everything about it in one file. Pure. What it holds must
 * not grow with the number of facts.
 */
export interface Metric<State, Name extends string> {
	columns: Readonly<Record<Name, Column>>;
	begin(): State;
	/** Takes one fact, or `count` of the same. Left out for what does not concern it. */
	add: {
		readonly [K in FactKind]?: (
			state: State,
			fact: Facts[K],
			context: MetricContext,
			count: number,
		) => void;
	};
	/** The values, from which the facts cannot be told any more. */
	values(state: State, context: MetricContext): Record<Name, Value>;
	/** What has to be said beside the values, such as where a curve ends; none for most. */
	notes?(state: State, context: MetricContext): string[];
	/** For the one that knows how waits go on; null when there are too few. */
	curve?(state: State, context: MetricContext): GroupCurve | null;
}

/** A share that says something; null when it is of too few. */
export function shareOf(part: number, all: number): Value {
	return all < ENOUGH ? null : part / all;
}

/** A count of what is kept since then, null as long as nothing was. */
export function countSince(since: number | null | undefined, { to }: Span, count: number): Value {
	return since === null || since === undefined || since >= to ? null : count;
}
