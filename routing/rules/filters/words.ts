import type { FilterConditionValue } from 'n8n-workflow';
import { compileValue } from '../expression';
import { FILTER_OPERATORS, SINGLE_VALUED } from './operators';

/** Longer values are cut. */
const MOST = 60;

/**
 * `contact.source is 'Referral'`: what a condition of a filter asks, as it is written. Never what it
 * found, which may be what the contact wrote.
 */
export function conditionWords({
	leftValue,
	operator: { type, operation },
	rightValue,
}: FilterConditionValue): string {
	const words = FILTER_OPERATORS[type]?.[operation] ?? operation;
	const asked = `${valueWords(leftValue)} ${words}`;
	return SINGLE_VALUED.has(operation) ? asked : `${asked} ${valueWords(rightValue)}`;
}

function valueWords(raw: unknown): string {
	if (typeof raw !== 'string') return cut(JSON.stringify(raw) ?? 'nothing');
	if (!raw.startsWith('=')) return `'${cut(raw)}'`;
	const { path } = compileValue(raw);
	if (path) return path.length > 0 ? cut(path.join('.')) : 'the item';
	return cut(raw.slice(1).trim());
}

function cut(text: string): string {
	return text.length > MOST ? `${text.slice(0, MOST).trimEnd()}…` : text;
}
