import { phoneDigits, phoneKey } from '../model/phoneForms';
import type { AccountReference } from '../model/references';
import type { Plan } from './plan';
import type { Rule } from './rule';

/** One key for a number, whichever way it is written and whichever form of it. */
export function numberKey(number: string): string {
	return phoneKey(`+${phoneDigits(number)}`);
}

/** Keys of the numbers by which a plan names WhatsApp accounts. */
export function lineKeys({ rules }: Plan): Set<string> {
	const numbers = rules.flatMap(accountsOf).filter(({ by }) => by === 'number');
	return new Set(numbers.map(({ value }) => numberKey(value)));
}

function accountsOf(rule: Rule): AccountReference[] {
	if (rule.kind === 'account') return [rule.account];
	return rule.kind === 'conditional' ? (rule.when.accounts ?? []) : [];
}
