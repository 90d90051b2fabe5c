import type { AssignmentFact, KeptFact, OutcomeFact, ReplyFact } from '../ledger/facts';
import type { ReportRequest } from './request';
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

/** What stands now, of one group. */
export interface Now {
	/** Contacts that are not closed. */
	openContacts: number;
}

/** What one group of a report consists of: what a metric is told, one by one or many alike at once. */
export interface Facts {
	/** Whole waits of contacts: of all groups but people. */
	question: Question;
	/** What one person had of a wait: of people alone. */
	ownWait: OwnWait;
	assignment: AssignmentFact;
	kept: KeptFact;
	outcome: OutcomeFact;
	unclear: ReplyFact;
	now: Now;
}

export type FactKind = keyof Facts;

/** What a metric goes by besides the facts. */
export interface MetricContext extends ReportRequest {
	/** Whether the group is a person. */
	isPerson: boolean;
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
}
