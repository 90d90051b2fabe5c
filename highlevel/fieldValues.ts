import { z } from 'zod/v4';
import { countryCode, countryNamed } from '../routing/model/countries';
import { toE164 } from '../routing/model/e164';

/** Left out, null or of another type: the rest of the answer or webhook still counts. */
export const optionalText = z
	.string()
	.transform((text) => text.trim() || undefined)
	.optional()
	.catch(undefined);

/** An ID, which some who pass webhooks on write as a number. */
export const optionalId = z.preprocess(
	(value) => (typeof value === 'number' ? String(value) : value),
	optionalText,
);

/** HighLevel's attribution: flat, and with keys that it does not document. */
export const optionalAttribution = z.looseObject({}).optional().catch(undefined);

/** E.164 from a number that is written with its country code; null for every other text. */
export function phoneOf(text: string | undefined): string | null {
	return text?.startsWith('+') ? toE164(text) : null;
}

/**
 * The number in E.164 of a line that was written to; null for an address of e-mail, and for numbers
 * that do not say their country.
 */
export function lineNumberOf(text: string | undefined): string | null {
	const number = /^(?:whatsapp:)?\s*(\+|00)?([\d\s().-]+)$/i.exec(text ?? '');
	const digits = (number?.[2] ?? '').replace(/\D/g, '');
	// Without a sign of its country, a number this long has its country code.
	const shortest = number?.[1] ? 7 : 11;
	return digits.length >= shortest && digits.length <= 15 ? `+${digits}` : null;
}

/** ISO 3166-1 alpha-2, from a code or a country's English name; null when it is neither. */
export function countryCodeOf(text: string | undefined): string | null {
	return text ? (countryCode(text) ?? countryNamed(text)) : null;
}

/** Milliseconds since 1970 from a date as text or a number; null when it is none. */
export function timeOf(value: unknown): number | null {
	if (typeof value !== 'string' && typeof value !== 'number') return null;
	const time = new Date(value).getTime();
	return Number.isNaN(time) ? null : time;
}

/** The letters of a text in lower case, for names that are written in several ways; empty for no text. */
export function lettersOf(value: unknown): string {
	return typeof value === 'string' ? value.toLowerCase().replace(/[^a-z]/g, '') : '';
}
