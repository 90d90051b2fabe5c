import { DateTime } from 'luxon';

/** The parameters of a node, or of a card in it. An expression may have given any value any type. */
export type Fields = Readonly<Record<string, unknown>>;

/** The fields below a collection; none when it is empty. */
export function fieldsOf(value: unknown): Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as Fields)
		: {};
}

/** The cards of a list. */
export function cardsOf(value: unknown): Fields[] {
	const { values } = fieldsOf(value);
	return Array.isArray(values) ? values.map(fieldsOf) : [];
}

/** Trimmed text; empty for nothing. What is no text stays recognisable, for the plan to refuse. */
export function text(value: unknown): string {
	if (value === undefined || value === null) return '';
	if (typeof value !== 'object') return String(value).trim();
	// Dates, as expressions like `$now` give them.
	if (DateTime.isDateTime(value)) return value.toISO() ?? '';
	return JSON.stringify(value);
}

/** Several texts: separated by commas, or a list that an expression gave. */
export function texts(value: unknown): string[] {
	const parts: unknown[] = Array.isArray(value) ? value : text(value).split(',');
	return parts.map(text).filter((part) => part !== '');
}

/** A number, also when it was written as text; undefined when nothing was filled in. */
export function number(value: unknown): number | undefined {
	const written = text(value);
	return written === '' ? undefined : Number(written);
}

/**
 * What names somebody or something, in a resource locator or as text: undefined when nobody filled it
 * in, empty when an expression found nothing for this item.
 */
export function nameIn(field: unknown): string | undefined {
	const value = typeof field === 'object' && field !== null ? fieldsOf(field).value : field;
	return value === null ? '' : text(value) || undefined;
}

/** What a resource locator chose, or plain text that an expression gave in its place. */
export function chosen(locator: unknown): string {
	return typeof locator === 'object' ? text(fieldsOf(locator).value) : text(locator);
}
