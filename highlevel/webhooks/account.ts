import { accountNumberKeys } from '../../routing/model/accountNumbers';
import type { TouchAccount } from '../../routing/model/touch';
import { lineNumberOf } from '../fieldValues';

/**
 * The account of which HighLevel tells the number, in E.164: Meta's ID and the tag are for the ledger
 * to know, from messages that came another way.
 */
export function accountWith(number: string): TouchAccount {
	return { id: '', number, name: null, tag: null };
}

/** The account that people name in a workflow's custom data, by its number or what they call it. */
export function accountNamed(value: unknown): TouchAccount | null {
	const text = typeof value === 'number' ? String(value) : value;
	if (typeof text !== 'string' || text.trim() === '') return null;
	const number = lineNumberOf(text.trim()) ?? northAmerican(text);
	return number ? accountWith(number) : { id: '', number: null, name: text.trim(), tag: null };
}

/** A number without its country code, as rules may name an account too; null unless it is certain. */
function northAmerican(text: string): string | null {
	const [key, ...others] = accountNumberKeys(text);
	return key !== undefined && others.length === 0 ? `+${key}` : null;
}
