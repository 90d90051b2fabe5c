import type { Column, FactKind, Facts, GroupCurve, Metric, MetricContext, Value } from '../metric';

/** A metric of which only its names are told. */
export interface RunnableMetric<Name extends string> {
	columns: Readonly<Record<Name, Column>>;
	kinds: readonly FactKind[];
	start(context: MetricContext): Running<Name>;
}

/** A metric at work on one group. */
export interface Running<Name extends string> {
	add<K extends FactKind>(kind: K, fact: Facts[K], count: number): void;
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
		kinds: Object.keys(metric.add) as FactKind[],
		start: (context) => {
			const state = metric.begin();
			return {
				add: (kind, fact, count) => metric.add[kind]?.(state, fact, context, count),
				values: () => metric.values(state, context),
				notes: () => metric.notes?.(state, context) ?? [],
				curve: () => metric.curve?.(state, context) ?? null,
			};
		},
	};
}
