import { toIsoTime } from '../../time';
import { isObject } from '../lenient';

/** Seconds since 1970, of a time in any form; also of Baileys' 64-bit numbers (`{ low, high }`). */
export function secondsOf(time: unknown): number | undefined {
	const value = isObject(time) ? time.low : time;
	const iso = typeof value === 'string' || typeof value === 'number' ? toIsoTime(value) : null;
	return iso === null ? undefined : Date.parse(iso) / 1000;
}
