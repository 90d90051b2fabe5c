import type { UserReference } from '../model/references';
import { referenceWords } from '../model/references';
import { cut } from '../model/text';
import type { Rule } from '../plan/plan';
import { ruleName } from '../plan/ruleName';

/** Names of rules without one may be as long as what they ask. */
const MOST = 80;

/** The target for whom no rule places, as the panel calls it. */
export const FALLBACK = 'If No Rule Fits';

/** `Rule 2 'Ads'`; of a rule without a name what it says. */
export function ruleAt(rule: Rule, position: number): string {
	return card('Rule', position, ruleName(rule));
}

/** `Team 1 'Sales'`. */
export function teamAt({ name }: { name: string }, position: number): string {
	return card('Team', position, name);
}

/** `Working Hours 1 'Office'`. */
export function hoursAt({ name }: { name: string }, position: number): string {
	return card('Working Hours', position, name);
}

/** `Person 3 'Ann Example'`. */
export function personAt({ user }: { user: UserReference }, position: number): string {
	return user.value === '' ? `Person ${position}` : card('Person', position, referenceWords(user));
}

function card(what: string, position: number, name: string): string {
	return `${what} ${position} '${cut(name, MOST)}'`;
}
