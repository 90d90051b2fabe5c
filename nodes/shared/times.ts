import { DateTime } from 'luxon';
import type { IExecuteFunctions } from 'n8n-workflow';
import { fieldError, repeated } from './fieldError';
import { text } from './parameterValues';

/** A field with a time. */
interface TimeField {
	name: string;
	/** What the panel calls it. */
	label: string;
}

/**
 * A time that somebody chose or an expression gave, by the clock of the workflow where it says none.
 * @param zone whose clock it is instead; IANA
 * @returns milliseconds since 1970; null when nothing was filled in
 * @throws {NodeOperationError} when it is no time
 */
export function readTime(
	context: IExecuteFunctions,
	itemIndex: number,
	{ name, label }: TimeField,
	zone = context.getTimezone(),
): number | null {
	const value = context.getNodeParameter(name, itemIndex, '') as unknown;
	const given = text(value);
	if (given === '') return null;
	const at = DateTime.isDateTime(value) ? value : timeIn(given, zone);
	if (at.isValid) return at.toMillis();
	throw fieldError(
		context,
		itemIndex,
		`'${label}' is not a time: ${repeated(given)}`,
		'Choose a day and a time, or write it as 2026-03-02T17:30.',
	);
}

/** Milliseconds since 1970, or ISO 8601, as expressions give it. */
function timeIn(given: string, zone: string): DateTime {
	if (/^\d{12,14}$/.test(given)) return DateTime.fromMillis(Number(given), { zone });
	const iso = DateTime.fromISO(given, { zone });
	return iso.isValid ? iso : DateTime.fromSQL(given, { zone });
}

/** As people say it, in the time zone of the workflow. */
export function timeWords(context: IExecuteFunctions, at: number): string {
	const zone = context.getTimezone();
	return DateTime.fromMillis(at, { zone, locale: 'en-GB' }).toFormat('cccc, d LLLL yyyy, HH:mm');
}

/** For a column: ISO 8601 in UTC, empty when there is none. */
export function isoOf(at: number | null | undefined): string {
	return at === null || at === undefined ? '' : new Date(at).toISOString();
}
