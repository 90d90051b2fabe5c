/** WhatsApp began in 2009: what is older is no time of a message. Milliseconds since 1970. */
const BEGINNING = Date.UTC(2009, 0);

/** Of each unit, the first number that would be a time after the year 5000: then a finer one is meant. */
const UNITS = [
	{ below: 1e11, milliseconds: 1_000 },
	{ below: 1e14, milliseconds: 1 },
	{ below: 1e17, milliseconds: 1e-3 },
	{ below: 1e20, milliseconds: 1e-6 },
] as const;

/** A day and an hour, of no zone: gateways mean UTC, and never that of whoever reads it. */
const WITHOUT_OFFSET = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/;

/**
 * ISO 8601 of a time in any form that gateways have for one: seconds since 1970 or thousandths,
 * millionths, billionths of them, as a number or as text, or ISO 8601 itself. Null for anything else.
 */
export function toIsoTime(given: string | number | undefined): string | null {
	const milliseconds = millisecondsOf(given);
	const time = new Date(milliseconds);
	return milliseconds >= BEGINNING && !Number.isNaN(time.getTime()) ? time.toISOString() : null;
}

function millisecondsOf(given: string | number | undefined): number {
	const isText = typeof given === 'string' && !/^\d+(\.\d+)?$/.test(given);
	if (isText) return Date.parse(WITHOUT_OFFSET.test(given) ? `${given.replace(' ', 'T')}Z` : given);
	const number = Number(given);
	const unit = UNITS.find(({ below }) => number < below);
	return unit ? number * unit.milliseconds : Number.NaN;
}
