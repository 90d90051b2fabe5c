import { METRICS, type MetricName } from './metrics';
import type { Running } from './metrics/running';
import type { FactKind, Facts, GroupCurve, MetricContext, Value } from './metric';

/** By kind of fact: the places of the metrics that count it. */
const COUNTED_BY = placesByKind();

/** All metrics at work on one group. */
export class Tally {
	private readonly metrics: ReadonlyArray<Running<never>>;

	constructor(context: MetricContext) {
		this.metrics = METRICS.map((metric) => metric.start(context));
	}

	add<K extends FactKind>(kind: K, fact: Facts[K], count = 1): void {
		for (const place of COUNTED_BY[kind]) this.metrics[place]?.add(kind, fact, count);
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
}

function placesByKind(): Readonly<Record<FactKind, readonly number[]>> {
	const places: Record<FactKind, number[]> = {
		question: [],
		ownWait: [],
		openQuestion: [],
		openOwnWait: [],
		assignment: [],
		kept: [],
		outcome: [],
		unclear: [],
		openContacts: [],
		turns: [],
	};
	METRICS.forEach(({ kinds }, place) => kinds.forEach((kind) => places[kind].push(place)));
	return places;
}
