import { z } from 'zod/v4';
import { countryCode, countryNamed } from '../routing/model/countries';

/** Left out, null or of another type: the rest of the answer or webhook still counts. */
export const optionalText = z
	.string()
	.transform((text) => text.trim() || undefined)
	.optional()
	.catch(undefined);

/** HighLevel's attribution: flat, and with keys that it does not document. */
export const optionalAttribution = z.looseObject({}).optional().catch(undefined);

/** E.164 from a number that is written with its country code; null for every other text. */
export function phoneOf(text: string | undefined): string | null {
	const digits = (text ?? '').replace(/\D/g, '');
	return text?.startsWith('+') && digits !== '' ? `+${digits}` : null;
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
