import { MINUTE } from '../../routing/model/durations';
import type { Unit, Value } from '../metric';

/** What stands where a value is not known, or where there are too few to say it. */
export const NOT_KNOWN = '–';

const MINUTES_PER_HOUR = 60;
const HOURS_PER_DAY = 24;

const WORDS: Readonly<Record<Unit, (value: number) => string>> = {
	count: (value) => grouped(Math.round(value)),
	share: shareWords,
	minutes: minutesWords,
	hours: hoursWords,
	rating: (value) => value.toFixed(1),
	turns: (value) => trimmed(value, 1),
};

/** A value as people read it: `1,234`, `43%`, `1 h 20 min`, `4.5`. */
export function valueWords(value: Value, unit: Unit): string {
	return value === null ? NOT_KNOWN : WORDS[unit](value);
}

/** `43%`. It is only 0% or 100% when it is none or all. */
export function shareWords(share: number): string {
	const percent = Math.round(share * 100);
	if (percent === 0 && share > 0) return '<1%';
	if (percent === 100 && share < 1) return '>99%';
	return `${percent}%`;
}

/** `45 min`, `1 h 20 min`; from 10 hours on whole hours: `26 h`. Never days, of which some work 8 hours. */
export function minutesWords(minutes: number): string {
	const whole = Math.round(minutes);
	if (whole < MINUTES_PER_HOUR) return `${whole} min`;
	if (whole >= 10 * MINUTES_PER_HOUR) return `${grouped(Math.round(whole / MINUTES_PER_HOUR))} h`;
	const rest = whole % MINUTES_PER_HOUR;
	const hours = `${Math.floor(whole / MINUTES_PER_HOUR)} h`;
	return rest === 0 ? hours : `${hours} ${rest} min`;
}

/** Hours of the calendar: `1 h 20 min`, `26 h`, from two days on `5 d 3 h`. */
export function hoursWords(hours: number): string {
	const whole = Math.round(hours);
	if (whole < 2 * HOURS_PER_DAY) return minutesWords(hours * MINUTES_PER_HOUR);
	const rest = whole % HOURS_PER_DAY;
	const days = `${grouped(Math.floor(whole / HOURS_PER_DAY))} d`;
	return rest === 0 ? days : `${days} ${rest} h`;
}

/** How long ago something was, of times in milliseconds: `3 h`. */
export function agoWords(at: number, now: number): string {
	return minutesWords(Math.max(0, Math.floor((now - at) / MINUTE)));
}

/** `1,234.5`, without zeros at the end. */
function trimmed(value: number, digits: number): string {
	// Not -0 either.
	return grouped(Number(value.toFixed(digits)) + 0);
}

function grouped(value: number): string {
	return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
}
