import { METRICS, type MetricName } from './metrics';
import type { Adder, Running } from './metrics/running';
import type { FactKind, Facts, GroupCurve, MetricContext, Value } from './metric';

type Adders = { readonly [K in FactKind]: ReadonlyArray<Adder<K>> };

/** All metrics at work on one group. */
export class Tally {
	private readonly metrics: ReadonlyArray<Running<never>>;
	/** Looked up once: a year has millions of facts. */
	private readonly adders: Adders;

	constructor(context: MetricContext) {
		this.metrics = METRICS.map((metric) => metric.start(context));
		this.adders = {
			question: this.addersOf('question'),
			ownWait: this.addersOf('ownWait'),
			openQuestion: this.addersOf('openQuestion'),
			openOwnWait: this.addersOf('openOwnWait'),
			assignment: this.addersOf('assignment'),
			kept: this.addersOf('kept'),
			outcome: this.addersOf('outcome'),
			unclear: this.addersOf('unclear'),
			openContacts: this.addersOf('openContacts'),
			turns: this.addersOf('turns'),
		};
	}

	/** Takes one fact, or `count` of the same. */
	add<K extends FactKind>(kind: K, fact: Facts[K], count = 1): void {
		const adders: ReadonlyArray<Adder<K>> = this.adders[kind];
		for (const add of adders) add(fact, count);
	}

	values(): Record<MetricName, Value> {
		return Object.assign({}, ...this.metrics.map((metric) => metric.values())) as Record<
			MetricName,
			Value
		>;
	}

	/** Full sentences. */
	notes(): string[] {
		return this.metrics.flatMap((metric) => metric.notes());
	}

	/** How waits go on; null when there are too few. */
	curve(): GroupCurve | null {
		for (const metric of this.metrics) {
			const curve = metric.curve();
			if (curve) return curve;
		}
		return null;
	}

	private addersOf<K extends FactKind>(kind: K): ReadonlyArray<Adder<K>> {
		return this.metrics.flatMap((metric) => metric.adder(kind) ?? []);
	}
}
