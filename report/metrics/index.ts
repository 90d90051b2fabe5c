import type { Column } from '../metric';
import { answerTimes } from './answerTimes';
import { askedOutsideHours } from './askedOutsideHours';
import { assigned } from './assigned';
import { escalatedAway } from './escalatedAway';
import { hoursToClose } from './hoursToClose';
import { kept } from './kept';
import { ratings } from './ratings';
import { results } from './results';
import { runnable, type RunnableMetric } from './running';
import { turns } from './turns';
import { unanswered } from './unanswered';
import { unclearReplies } from './unclearReplies';
import { workload } from './workload';

/** All metrics, in the order in which their columns are shown. The only list of them. */
const ALL = [
	runnable(answerTimes),
	runnable(unanswered),
	runnable(askedOutsideHours),
	runnable(unclearReplies),
	runnable(assigned),
	runnable(kept),
	runnable(escalatedAway),
	runnable(results),
	runnable(hoursToClose),
	runnable(ratings),
	runnable(workload),
	runnable(turns),
] as const;

type NamesOf<M> = M extends RunnableMetric<infer Name> ? Name : never;

/** The name of a value, such as `answeredInTarget`. */
export type MetricName = NamesOf<(typeof ALL)[number]>;

/** Names that more than one metric has. */
type Doubled<All extends readonly unknown[]> = All extends readonly [infer First, ...infer Others]
	? Extract<NamesOf<First>, NamesOf<Others[number]>> | Doubled<Others>
	: never;

/** Does not compile when two metrics have a column of the same name. */
type Unique<All extends readonly unknown[]> = [Doubled<All>] extends [never] ? All : Doubled<All>;

export const METRICS: Unique<typeof ALL> = ALL;

/** What each value is, in the order in which they are shown. */
export const COLUMNS = Object.assign({}, ...METRICS.map(({ columns }) => columns)) as Readonly<
	Record<MetricName, Column>
>;
