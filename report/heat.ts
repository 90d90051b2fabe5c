import { ZoneClock } from '../routing/availability/zoneClock';
import { DAY, HOUR } from '../routing/model/durations';
import { shareOf, type Value } from './metric';
import type { ReportRequest } from './request';
import type { Question } from './waits/questions';

/** Questions by weekday (1 Monday to 7) and hour of the day, in the zone of the report. */
export interface HeatCell {
	weekday: number;
	hour: number;
	asked: number;
	/** Of them, those that had the target's time, and those of these that were answered within it. */
	hadTarget: number;
	inTarget: number;
	answeredInTarget: Value;
}

type Counts = Pick<HeatCell, 'asked' | 'hadTarget' | 'inTarget'>;

const HOURS_OF_WEEK = 7 * 24;
/** The first day of 1970 was a Thursday. */
const DAYS_FROM_MONDAY = 3;

/** When contacts ask, and when they are answered in time. */
export class Heat {
	private readonly clock: ZoneClock;
	private readonly cells: Counts[] = Array.from({ length: HOURS_OF_WEEK }, () => ({
		asked: 0,
		hadTarget: 0,
		inTarget: 0,
	}));

	constructor(
		private readonly request: Pick<ReportRequest, 'zone' | 'targetMinutes' | 'timeCounts'>,
	) {
		this.clock = ZoneClock.of(request.zone);
	}

	add({ askedAt, minutes, end }: Question): void {
		const { targetMinutes, timeCounts } = this.request;
		const cell = this.cells[this.hourOfWeek(askedAt)] as Counts;
		const isWithin = minutes[timeCounts] <= targetMinutes;
		const isAnswered = end === 'answered';
		cell.asked++;
		if (isAnswered || minutes[timeCounts] >= targetMinutes) cell.hadTarget++;
		if (isAnswered && isWithin) cell.inTarget++;
	}

	/** All hours of the week, from Monday. */
	values(): HeatCell[] {
		return this.cells.map((counts, place) => ({
			weekday: Math.floor(place / 24) + 1,
			hour: place % 24,
			...counts,
			answeredInTarget: shareOf(counts.inTarget, counts.hadTarget),
		}));
	}

	private hourOfWeek(at: number): number {
		const hour = Math.floor(this.clock.local(at) / HOUR) + DAYS_FROM_MONDAY * (DAY / HOUR);
		return ((hour % HOURS_OF_WEEK) + HOURS_OF_WEEK) % HOURS_OF_WEEK;
	}
}
