import { accountNumberKeys } from '../model/accountNumbers';
import { phoneDigits } from '../model/phoneForms';
import type { Plan } from './plan';
import { rulesInUse } from './rule';

const known = new WeakMap<Plan, ReadonlySet<string>>();

/**
 * Keys, as `phoneDigits` makes them, of the numbers by which rules name WhatsApp accounts. Worked out
 * once for each plan, which must not be changed afterwards.
 */
export function accountNumbersOf(plan: Plan): ReadonlySet<string> {
	let numbers = known.get(plan);
	if (!numbers) known.set(plan, (numbers = new Set(numbersIn(plan))));
	return numbers;
}

/** Whether a rule names an account by this number. */
export function namesNumber(plan: Plan, number: string): boolean {
	return accountNumbersOf(plan).has(phoneDigits(number));
}

function numbersIn({ rules }: Plan): string[] {
	return rulesInUse(rules)
		.flatMap(({ when }) => when.accounts ?? [])
		.flatMap(({ by, value }) => (by === 'number' ? accountNumberKeys(value) : []));
}
