import type { BenchRule, Context } from './rules';

/** Answers with the id of the first rule that matches, -1 when none does. */
export type Ask = (context: Context) => number | Promise<number>;

export interface Engine {
	name: string;
	/** The largest table that is run; more would take minutes or gigabytes. */
	most: number;
	prepare(rules: readonly BenchRule[]): Ask | Promise<Ask>;
}
