import { HOUR } from '../routing/model/durations';

/**
 * By how much time open contacts are counted together, milliseconds; for ever, because the counts are
 * kept: short enough that few are left to be counted one by one, long enough that a month has few.
 */
export const PERIOD_MS = 6 * HOUR;

/** The period of a time, by its beginning: as text in the order of time. */
export function periodOf(at: number): string {
	return String(Math.floor(at / PERIOD_MS) * PERIOD_MS);
}
