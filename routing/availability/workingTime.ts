import { DAY } from '../model/durations';
import type { Spans } from '../model/hours';

/** Counted at once and kept. Most questions are about one day; a new one has to be cheap, too. */
const STRETCH = 16 * DAY;
/** A process that runs for years must not grow without end. */
const MAX_KEPT = 256;
/** Working time is looked for so far ahead; further away counts as never. */
const FARTHEST = 10 * 365 * DAY;

/** Spans in a part of time, and how much of them is before each. */
class CountedSpans {
	readonly total: number;
	/** Milliseconds of the spans before the one that begins at the same place of `spans`. */
	private readonly before: number[] = [];

	constructor(private readonly spans: Spans) {
		let sum = 0;
		for (let i = 0; i < spans.length; i += 2) {
			this.before.push(sum);
			sum += (spans[i + 1] ?? 0) - (spans[i] ?? 0);
		}
		this.total = sum;
	}

	/** Milliseconds of the spans until an instant. */
	until(at: number): number {
		const place = last(this.before.length, (i) => (this.spans[2 * i] ?? 0) <= at);
		if (place < 0) return 0;
		const [start = 0, end = 0] = [this.spans[2 * place], this.spans[2 * place + 1]];
		return (this.before[place] ?? 0) + Math.min(at, end) - start;
	}

	/** The first instant until which it is so much, which is more than 0 and at most `total`. */
	reached(sum: number): number {
		const place = last(this.before.length, (i) => (this.before[i] ?? 0) < sum);
		return (this.spans[2 * place] ?? 0) + sum - (this.before[place] ?? 0);
	}
}

/** The last of `length` places for which something holds that holds for none after one that fails. */
function last(length: number, holds: (place: number) => boolean): number {
	let [low, high] = [0, length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (holds(middle)) low = middle + 1;
		else high = middle;
	}
	return low - 1;
}

/**
 * Counts working time: that of a person, or of hours, or of whatever has spans. What was counted is
 * kept, since it does not change: the hours and days away of a plan, and what HighLevel showed once,
 * are never changed in place.
 */
export class WorkingTime {
	private readonly kept = new Map<number, CountedSpans>();

	/** @param spansOf when it is working time between two instants, milliseconds since 1970 */
	constructor(private readonly spansOf: (from: number, until: number) => Spans) {}

	/** Milliseconds of working time between two instants; 0 when the end is not after the start. */
	between(from: number, until: number): number {
		if (until <= from) return 0;
		const end = placeOf(until);
		let sum = this.counted(end).until(until) - this.counted(placeOf(from)).until(from);
		for (let place = placeOf(from); place < end; place++) sum += this.counted(place).total;
		return sum;
	}

	/** Whether an instant is working time. */
	includes(at: number): boolean {
		return this.spansOf(at, at + 1).length > 0;
	}

	/**
	 * The first instant until which so many milliseconds of working time have passed; null when that is
	 * not within ten years. It is the end of a shift rather than the start of the next one.
	 */
	after(ms: number, from: number): number | null {
		if (ms <= 0) return from;
		let left = ms + this.counted(placeOf(from)).until(from);
		for (let place = placeOf(from); place <= placeOf(from + FARTHEST); place++) {
			const counted = this.counted(place);
			if (left <= counted.total) return counted.reached(left);
			left -= counted.total;
		}
		return null;
	}

	private counted(place: number): CountedSpans {
		let counted = this.kept.get(place);
		if (!counted) {
			if (this.kept.size >= MAX_KEPT) this.kept.clear();
			const start = place * STRETCH;
			counted = new CountedSpans(this.spansOf(start, start + STRETCH));
			this.kept.set(place, counted);
		}
		return counted;
	}
}

function placeOf(at: number): number {
	return Math.floor(at / STRETCH);
}
