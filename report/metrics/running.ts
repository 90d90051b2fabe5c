import type { Column, FactKind, Facts, GroupCurve, Metric, MetricContext, Value } from '../metric';

/** A metric of which only its names are told. */
export interface RunnableMetric<Name extends string> {
	columns: Readonly<Record<Name, Column>>;
	start(context: MetricContext): Running<Name>;
}

/** Takes one fact, or `count` of the same. */
export type Adder<K extends FactKind> = (fact: Facts[K], count: number) => void;

/** A metric at work on one group. */
export interface Running<Name extends string> {
	/** @returns null for what does not concern it */
	adder<K extends FactKind>(kind: K): Adder<K> | null;
	values(): Record<Name, Value>;
	notes(): string[];
	curve(): GroupCurve | null;
}

/** Hides what a metric holds, so that all of them can stand in one list. */
export function runnable<State, Name extends string>(
	metric: Metric<State, Name>,
): RunnableMetric<Name> {
	return {
		columns: metric.columns,
		start: (context) => {
			const state = metric.begin();
			return {
				adder: (kind) => {
					const add = metric.add[kind];
					return add ? (fact, count) => add(state, fact, context, count) : null;
				},
				values: () => metric.values(state, context),
				notes: () => metric.notes?.(state, context) ?? [],
				curve: () => metric.curve?.(state, context) ?? null,
			};
		},
	};
}
