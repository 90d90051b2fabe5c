import type { FilterConditionValue } from 'n8n-workflow';
import { cut } from '../../model/text';
import { compileValue } from '../expression';
import { operatorWords, SINGLE_VALUED } from './operators';

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
	const words = operatorWords(type, operation) ?? operation;
	const asked = `${valueWords(leftValue)} ${words}`;
	return SINGLE_VALUED.has(operation) ? asked : `${asked} ${valueWords(rightValue)}`;
}

function valueWords(raw: unknown): string {
	if (typeof raw !== 'string') return cut(JSON.stringify(raw) ?? 'nothing', MOST);
	if (!raw.startsWith('=')) return `'${cut(raw, MOST)}'`;
	const { path } = compileValue(raw);
	if (path) return path.length > 0 ? cut(path.join('.'), MOST) : 'the item';
	return cut(raw.slice(1).trim(), MOST);
}
