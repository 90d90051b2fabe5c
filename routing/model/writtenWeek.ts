import { minuteOfDay, WEEKDAYS } from './hours';
import { fold, repeated } from './text';
import { wholeDay, writtenSpan, type Span, type WrittenTime } from './writtenTime';

type Weekday = (typeof WEEKDAYS)[number];

/** A shift of each of some days, with times as `HH:MM`. */
export interface WeekBlock extends Span {
	days: Weekday[];
}

/** What a text about hours of the week means. */
export type ReadWeek = { hours: WeekBlock[] } | { problem: string };

/** Longer ones were written by no person. */
const LONGEST = 1000;

/** How hours are written, for errors and placeholders. */
export const WEEK_EXAMPLE = 'Mon-Fri 9-17, Sat 10-14';

const HOW = `write days and times, e.g. ${WEEK_EXAMPLE}`;

/** Why a text is not readable, in words that follow the name of the field. */
class Unreadable extends Error {}

/**
 * Reads hours of the week as people write them: `Mon-Fri 9-12 and 13-17, Sat 10 am to 2 pm`. Days and
 * times may have any usual form; what could mean two things is refused with the ways to write it.
 */
export function readWeek(written: string): ReadWeek {
	try {
		if (written.length > LONGEST) throw new Unreadable(`is too long; ${HOW}`);
		const hours = blocksOf(partsOf(signsOf(fold(written))));
		if (hours.length === 0) throw new Unreadable(`names no hours; ${HOW}`);
		refuseOverlaps(hours);
		return { hours };
	} catch (error) {
		return { problem: problemIn(error) };
	}
}

function problemIn(error: unknown): string {
	if (error instanceof Unreadable) return error.message;
	throw error;
}

type Sign =
	| { is: 'days'; days: Weekday[]; text: string }
	| { is: 'span'; span: Span; text: string }
	| { is: 'closed'; text: string }
	| { is: 'time'; time: WrittenTime; text: string }
	| { is: 'dash'; text: string };

/** What is between two days or times, and says nothing. */
const BETWEEN = /(?:[\s,;:|/&+()]|\.(?!\S)|\b(?:and|from|on|open)\b)+/y;
const ALWAYS = /24 ?\/ ?7(?!\w)/y;
const DASH = /[-~→]+|(?:to|til|till|until|through|thru)(?!\w)/y;
const WHOLE_DAY = /(?:all day(?: long)?|(?:the )?whole day|(?<!- ?)24 ?h(?:ours|rs)?)(?!\w)/y;
const CLOSED = /(?:closed|off)(?!\w)/y;
const DAYS = /(?:every|all|working|business) ?(?:days?|week)(?!\w)|\p{L}+\.?/uy;
const TIME =
	/(?:(?:12 ?)?(noon|midday|midnight)|(\d{1,2})(?: ?[:.h] ?(?=\d))?(\d{2})?(?!\d)(?::00)?(?: ?(?:h|hrs?|hours|o'clock))?(?: ?([ap])\.? ?(?:m\.?)?)?)(?!\w)/y;

type Reader = (found: RegExpExecArray) => Sign[];

/** In this order, since one may be the beginning of another. */
const READERS: ReadonlyArray<readonly [RegExp, Reader]> = [
	[
		ALWAYS,
		([text]) => [
			{ is: 'days', days: [...WEEKDAYS], text },
			{ is: 'span', span: wholeDay(), text },
		],
	],
	[BETWEEN, () => []],
	[DASH, ([text]) => [{ is: 'dash', text }]],
	[WHOLE_DAY, ([text]) => [{ is: 'span', span: wholeDay(), text }]],
	[CLOSED, ([text]) => [{ is: 'closed', text }]],
	[TIME, (found) => [{ is: 'time', time: timeIn(found), text: found[0].trim() }]],
	[DAYS, ([text]) => [{ is: 'days', days: daysOf(text), text }]],
];

function signsOf(text: string): Sign[] {
	const signs: Sign[] = [];
	for (let at = 0; at < text.length;) {
		const { read, length } = signAt(text, at);
		signs.push(...read);
		at += length;
	}
	return signs;
}

function signAt(text: string, at: number): { read: Sign[]; length: number } {
	for (const [pattern, reader] of READERS) {
		pattern.lastIndex = at;
		const found = pattern.exec(text);
		if (found) return { read: reader(found), length: found[0].length };
	}
	const [word = ''] = /\S+/.exec(text.slice(at)) ?? [];
	throw new Unreadable(`has ${repeated(word)}, which is neither a day nor a time; ${HOW}`);
}

const NAMED_TIMES: Readonly<Record<string, WrittenTime>> = {
	noon: { hour: 12, minute: 0, half: 'pm', isPlain: false },
	midday: { hour: 12, minute: 0, half: 'pm', isPlain: false },
	midnight: { hour: 12, minute: 0, half: 'am', isPlain: false },
};

function timeIn([text, name, hour = '', minute = '0', half]: RegExpExecArray): WrittenTime {
	const named = name === undefined ? undefined : NAMED_TIMES[name];
	if (named) return named;
	const time: WrittenTime = {
		hour: Number(hour),
		minute: Number(minute),
		half: half === undefined ? null : half === 'a' ? 'am' : 'pm',
		isPlain: !hour.startsWith('0'),
	};
	const isTime = half === undefined ? time.hour <= 24 : time.hour >= 1 && time.hour <= 12;
	const isOver = time.hour === 24 && time.minute > 0;
	if (isTime && time.minute < 60 && !isOver) return time;
	throw new Unreadable(`has ${repeated(text.trim())}, which is no time of day, e.g. 9:00 or 5 pm`);
}

/** Words for several days, in one word. */
const SEVERAL: Readonly<Record<string, Weekday[]>> = {
	...Object.fromEntries(
		['daily', 'everyday', 'alldays', 'allweek', 'everyweek'].map((word) => [word, [...WEEKDAYS]]),
	),
	...Object.fromEntries(
		['weekday', 'workday', 'workingday', 'businessday'].map((word) => [word, WEEKDAYS.slice(0, 5)]),
	),
	weekend: WEEKDAYS.slice(5),
};

/** @param text a word: a day, the beginning of one, or a name for several */
function daysOf(text: string): Weekday[] {
	const word = text.replace(/[\s.]/g, '');
	const single = word.replace(/s$/, '');
	const several = SEVERAL[word] ?? SEVERAL[single];
	if (several) return several;
	const meant = WEEKDAYS.filter((day) => day.startsWith(word) || day.startsWith(single));
	if (meant.length === 1) return meant;
	if (meant.length === 0 || single === '') {
		throw new Unreadable(`has ${repeated(text)}, which is neither a day nor a time; ${HOW}`);
	}
	throw new Unreadable(`has ${repeated(text)}, which may be ${meant.map(capital).join(' or ')}`);
}

type Part = Exclude<Sign, { is: 'time' | 'dash' | 'span' }> | { is: 'span'; span: Span };

/** Days and times with a dash between them become one. */
function partsOf(signs: readonly Sign[]): Part[] {
	const parts: Part[] = [];
	for (let i = 0; i < signs.length; i++) {
		const sign = signs[i];
		if (sign?.is === 'dash') throw new Unreadable(`has a dash between what is no pair; ${HOW}`);
		const next = signs[i + 1]?.is === 'dash' ? signs[i + 2] : undefined;
		if (next) i += 2;
		if (sign) parts.push(partOf(sign, next));
	}
	return parts;
}

function partOf(sign: Exclude<Sign, { is: 'dash' }>, next: Sign | undefined): Part {
	if (sign.is === 'time' && next?.is === 'time') {
		const span = writtenSpan(sign.time, next.time);
		if ('from' in span) return { is: 'span', span };
		throw new Unreadable(`has '${sign.text}-${next.text}', which ${span.problem}`);
	}
	if (sign.is === 'days' && next?.is === 'days') {
		const [first, last] = [onlyDay(sign), onlyDay(next)];
		return {
			is: 'days',
			days: throughDays(first, last),
			text: `${sign.text}-${next.text}`,
		};
	}
	if (next) throw new Unreadable(`has '${sign.text}-${next.text}', which is no pair; ${HOW}`);
	if (sign.is !== 'time') return sign;
	throw new Unreadable(`has ${repeated(sign.text)} without its end; ${HOW}`);
}

/** The day with which days begin or end: `weekdays-Fri` may be days without one. */
function onlyDay({ days, text }: Extract<Sign, { is: 'days' }>): Weekday {
	const [day, ...others] = days;
	if (day && others.length === 0) return day;
	throw new Unreadable(`has a dash beside ${repeated(text)}, which is not one day; ${HOW}`);
}

/** From one day through another one, past Sunday if need be. */
function throughDays(first: Weekday, last: Weekday): Weekday[] {
	const start = WEEKDAYS.indexOf(first);
	const length = ((WEEKDAYS.indexOf(last) - start + 7) % 7) + 1;
	const days = new Set([...WEEKDAYS, ...WEEKDAYS].slice(start, start + length));
	return WEEKDAYS.filter((day) => days.has(day));
}

/** Days with the times behind them; or before them, if the text begins with times. */
function blocksOf(parts: readonly Part[]): WeekBlock[] {
	if (parts[0]?.is === 'span') return blocksBehindDays(parts.toReversed()).toReversed();
	return blocksBehindDays(parts);
}

function blocksBehindDays(parts: readonly Part[]): WeekBlock[] {
	const blocks: WeekBlock[] = [];
	const closed = new Set<Weekday>();
	let named: Weekday[] = [];
	let before: Part | undefined;
	for (const part of parts) {
		if (part.is === 'days') {
			named = before?.is === 'days' ? joined(named, part.days) : part.days;
		} else if (named.length === 0) {
			throw new Unreadable(`does not say on which days; ${HOW}`);
		} else if (part.is === 'span' && before?.is !== 'closed') {
			blocks.push({ days: WEEKDAYS.filter((day) => named.includes(day)), ...part.span });
		} else if (part.is === 'closed' && before?.is === 'days') {
			for (const day of named) closed.add(day);
		} else {
			throw new Unreadable(
				"has 'closed' beside times, where it may mean those or other days; write whole days, e.g. daily 9-17, Sun closed, and the times before and after a break, e.g. Mon-Fri 9-12 and 13-17",
			);
		}
		before = part;
	}
	if (before?.is === 'days') {
		throw new Unreadable(`has ${repeated(before.text)} without times; ${HOW}`);
	}
	return without(blocks, closed);
}

/** Several days in a row. Who says `daily Mon-Fri` may mean either. */
function joined(some: readonly Weekday[], others: readonly Weekday[]): Weekday[] {
	const all = new Set([...some, ...others]);
	const twice = some.find((day) => others.includes(day));
	const areSame = all.size === new Set(some).size && all.size === others.length;
	if (!twice || areSame) return [...all];
	throw new Unreadable(`names ${capital(twice)} twice for the same times; ${HOW}`);
}

/** Without the days that are closed, wherever that is said. */
function without(blocks: readonly WeekBlock[], closed: ReadonlySet<Weekday>): WeekBlock[] {
	return blocks.map((block) => {
		const days = block.days.filter((day) => !closed.has(day));
		const [first] = block.days;
		if (days.length > 0 || !first) return { ...block, days };
		throw new Unreadable(`has times for ${capital(first)}, and says that it is closed; ${HOW}`);
	});
}

/** Who names a day twice may mean the later times only, or both: nobody can say. */
function refuseOverlaps(blocks: readonly WeekBlock[]): void {
	for (const day of WEEKDAYS) {
		const spans = blocks
			.filter(({ days }) => days.includes(day))
			.map(({ from, to }) => ({ from, to, start: minuteOfDay(from), end: endOf(from, to) }))
			.sort((a, b) => a.start - b.start);
		const next = spans.findIndex(({ start }, i) => start < (spans[i - 1]?.end ?? 0));
		const [one, other] = spans.slice(next - 1);
		if (next < 1 || !one || !other) continue;
		const times = `${one.from}-${one.to} and ${other.from}-${other.to}`;
		throw new Unreadable(
			`has times for ${capital(day)} that overlap: ${times}; write each day once, e.g. ${WEEK_EXAMPLE}`,
		);
	}
}

function endOf(from: string, to: string): number {
	const [start, end] = [minuteOfDay(from), minuteOfDay(to)];
	return end > start ? end : end + 24 * 60;
}

function capital(day: string): string {
	return day.slice(0, 1).toUpperCase() + day.slice(1);
}
