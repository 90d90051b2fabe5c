import { phoneDigits } from '../model/phoneForms';
import type { AccountReference, Plan } from './plan';

const known = new WeakMap<Plan, ReadonlySet<string>>();

/** Whether a rule names an account by this number. */
export function namesNumber(plan: Plan, number: string): boolean {
	let numbers = known.get(plan);
	if (!numbers) known.set(plan, (numbers = new Set(numbersIn(plan))));
	return numbers.has(phoneDigits(number));
}

function numbersIn({ rules }: Plan): string[] {
	return rules
		.flatMap((rule): readonly AccountReference[] => {
			if (rule.kind === 'account') return [rule.account];
			return rule.kind === 'conditional' ? (rule.when.accounts ?? []) : [];
		})
		.flatMap(({ by, value }) => (by === 'number' ? [phoneDigits(value)] : []));
}
