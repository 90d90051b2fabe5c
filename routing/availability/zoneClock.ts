import { IANAZone } from 'luxon';
import { DAY, MINUTE } from '../model/durations';

/** A stretch of time in which a zone keeps its distance from UTC. */
interface Stretch {
	from: number;
	until: number;
	/** Milliseconds to add to UTC. */
	offset: number;
}

/** 64 days: few look-ups at compile time, and a running n8n crosses a border every two months. */
const BUCKET = 64 * DAY;
/** A process that replays years of touches must not grow without end. */
const MAX_BUCKETS = 256;

/**
 * The local clock of one time zone. luxon answers one question in microseconds; a clock keeps the
 * stretches between changes of the offset, which answer in nanoseconds and are exact across them.
 * Two changes within one day would be missed; the time zone database has none since 1970.
 */
export class ZoneClock {
	private readonly zone: IANAZone;
	private readonly buckets = new Map<number, Stretch[]>();
	private last: Stretch = { from: 0, until: 0, offset: 0 };

	private constructor(name: string) {
		this.zone = IANAZone.create(name);
	}

	private static readonly clocks = new Map<string, ZoneClock>();

	/** The clock of a zone; there are some 600 zones, so all are kept. */
	static of(zone: string): ZoneClock {
		let clock = ZoneClock.clocks.get(zone);
		if (!clock) ZoneClock.clocks.set(zone, (clock = new ZoneClock(zone)));
		return clock;
	}

	/** Local time as if it were UTC, in milliseconds: good for calendar arithmetic only. */
	local(at: number): number {
		return at + this.stretch(at).offset;
	}

	/** The stretch around an instant. */
	stretch(at: number): Stretch {
		if (at >= this.last.from && at < this.last.until) return this.last;
		const bucket = Math.floor(at / BUCKET);
		let stretches = this.buckets.get(bucket);
		if (!stretches) {
			if (this.buckets.size >= MAX_BUCKETS) this.buckets.clear();
			this.buckets.set(bucket, (stretches = this.survey(bucket * BUCKET)));
		}
		for (const stretch of stretches) {
			if (at < stretch.until) return (this.last = stretch);
		}
		throw new RangeError(`No local time for ${at}`);
	}

	private offset(at: number): number {
		return this.zone.offset(at) * MINUTE;
	}

	private survey(start: number): Stretch[] {
		const end = start + BUCKET;
		const stretches: Stretch[] = [];
		let from = start;
		let offset = this.offset(start);
		for (let day = start + DAY; day <= end; day += DAY) {
			const next = this.offset(day);
			if (next === offset) continue;
			let before = day - DAY;
			let after = day;
			while (after - before > 1) {
				const middle = Math.floor((before + after) / 2);
				if (this.offset(middle) === offset) before = middle;
				else after = middle;
			}
			stretches.push({ from, until: after, offset });
			from = after;
			offset = next;
		}
		stretches.push({ from, until: end, offset });
		return stretches;
	}
}

/** Days since 1970 of local milliseconds. */
export function dayNumber(local: number): number {
	return Math.floor(local / DAY);
}

/** 0 is Monday; 1970 began with a Thursday. */
export function weekday(day: number): number {
	return (((day + 3) % 7) + 7) % 7;
}
