import { MINUTE } from '../routing/model/durations';

/** Clocks that are kept by a time service differ by less. */
const TOLERANCE_MS = 2_000;

/** How long a comparison counts. */
const COMPARED_EVERY_MS = MINUTE;

/** This machine's time when something was asked and when it was answered, milliseconds since 1970. */
interface Asked {
	askedAt: number;
	answeredAt: number;
}

/**
 * The clock of a store that several machines share. All of them go by it: one machine whose own clock
 * is wrong would end the reservations of others before their time, or forget what they still need.
 */
export class StoreClock {
	private aheadBy = 0;
	private comparedAt: { wall: number; steady: number } | null = null;

	/** The store's time, milliseconds since 1970. */
	now(): number {
		return Date.now() - this.aheadBy;
	}

	/** How far this machine's clock is ahead of the store's, milliseconds; negative when it is behind. */
	get ahead(): number {
		return this.aheadBy;
	}

	/** Whether the last comparison may be wrong by now, because of its age or because a clock was set. */
	get isDue(): boolean {
		if (!this.comparedAt) return true;
		const wall = Date.now() - this.comparedAt.wall;
		const steady = performance.now() - this.comparedAt.steady;
		return steady > COMPARED_EVERY_MS || Math.abs(wall - steady) > TOLERANCE_MS;
	}

	/**
	 * Compares the clocks. The answer may have been long on its way, or this process stopped meanwhile:
	 * what was known stays as long as it fits.
	 * @param told the store's time, milliseconds since 1970
	 */
	compare({ askedAt, answeredAt }: Asked, told: number): void {
		const [least, most] = [askedAt - told - TOLERANCE_MS, answeredAt - told + TOLERANCE_MS];
		const fits = (difference: number) => least <= difference && difference <= most;
		if (!fits(this.aheadBy)) this.aheadBy = fits(0) ? 0 : Math.round((least + most) / 2);
		this.comparedAt = { wall: Date.now(), steady: performance.now() };
	}
}

/** The time that all who use a store go by, milliseconds since 1970. */
export function storeTime(clock: StoreClock | undefined): number {
	return clock?.now() ?? Date.now();
}
