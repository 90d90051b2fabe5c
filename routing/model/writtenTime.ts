/** A time of day as somebody wrote it. */
export interface WrittenTime {
	hour: number;
	minute: number;
	half: 'am' | 'pm' | null;
	/** Without a zero in front, so that it may be morning or evening. */
	isPlain: boolean;
}

/** A stretch of a day, with times as `HH:MM`. `to` before `from` is a time of the next day. */
export interface Span {
	from: string;
	to: string;
}

const NOON = 12;

export function wholeDay(): Span {
	return { from: '00:00', to: '24:00' };
}

/** What two times with a dash between them mean, or why that cannot be said. */
export function writtenSpan(from: WrittenTime, to: WrittenTime): Span | { problem: string } {
	if (isEitherHalf(from, to)) {
		return { problem: 'may be in the morning or in the evening: write 9-17, or 9 am-5 pm' };
	}
	const end = minuteOf(to);
	const start = from.half === null && to.half ? startBefore(from, end) : minuteOf(from);
	if (start === end) return { problem: 'has no length; for a whole day write all day' };
	if (start === 24 * 60)
		return { problem: 'begins at the end of a day; write 0:00 and the next day' };
	return { from: clock(start), to: clock(end === 0 ? 24 * 60 : end) };
}

/** `9-5`, `1-5`, `9 am-5` and `10-2 am`: one of the two does not say its half of the day, and the other does not settle it. */
function isEitherHalf(from: WrittenTime, to: WrittenTime): boolean {
	if (to.half !== null) return from.half === null && isClockFace(from) && isStartInEither(from, to);
	if (!isClockFace(to)) return false;
	// From 9 am to 12 is to noon; from 9 pm, to noon or midnight.
	if (from.half !== null) return from.half === 'pm' || to.hour !== NOON;
	if (from.hour > NOON) return false;
	return minuteOf(to) <= minuteOf(from) || (isClockFace(from) && from.hour < FIRST_OF_MORNING);
}

/** `1-5` hardly ever begins at night, and `6-9` as often in the evening. */
const FIRST_OF_MORNING = 7;

/** `10-2 am` and `8-midnight`, of which the start is in the morning or in the evening before. */
function isStartInEither(from: WrittenTime, to: WrittenTime): boolean {
	if (to.half === 'am') return minuteOf({ ...from, half: 'am' }) >= minuteOf(to);
	return from.hour === NOON && minuteOf({ ...from, half: 'pm' }) >= minuteOf(to);
}

/** Whether the hour may be meant as one of twelve. */
function isClockFace({ hour, isPlain }: WrittenTime): boolean {
	return isPlain && hour >= 1 && hour <= NOON;
}

/** `1-5 pm` begins in the afternoon, `9-5 pm` in the morning. */
function startBefore(from: WrittenTime, end: number): number {
	if (!isClockFace(from)) return minuteOf(from);
	const [am, pm] = [minuteOf({ ...from, half: 'am' }), minuteOf({ ...from, half: 'pm' })];
	return end < NOON * 60 || pm >= end ? am : pm;
}

function minuteOf({ hour, minute, half }: WrittenTime): number {
	const hours = half === null ? hour : (hour % NOON) + (half === 'pm' ? NOON : 0);
	return hours * 60 + minute;
}

function clock(minutes: number): string {
	const [hour, minute] = [Math.floor(minutes / 60), minutes % 60];
	return [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
}
