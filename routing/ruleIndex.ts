import type { CompiledRule } from './compile';
import type { Facts } from './facts';

/** Whether a rule matches; a test that throws does not match. */
export function ruleMatches({ never, tests }: CompiledRule, facts: Facts): boolean {
	if (never !== null) return false;
	try {
		for (const test of tests) if (!test.passes(facts)) return false;
		return true;
	} catch {
		// Told by `explain`: a wrong type in one rule must not stop the others.
		return false;
	}
}

/** Asks every rule in order. What an index must agree with. */
export function scan(rules: readonly CompiledRule[], facts: Facts, from: number): number {
	for (let i = from; i < rules.length; i++) {
		if (ruleMatches(rules[i] as CompiledRule, facts)) return i;
	}
	return -1;
}

/** Placeholder: every rule is asked. */
export class RuleIndex {
	constructor(private readonly rules: readonly CompiledRule[]) {}

	match(facts: Facts, from: number): number {
		return scan(this.rules, facts, from);
	}
}
