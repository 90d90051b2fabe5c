import type { CompiledPlan } from '../compiledPlan';
import type { Decision, Outcome, Ownership, User } from '../model/decision';
import type { explainRules } from '../rules/ruleTrace';
import type { TouchFacts } from '../rules/touchFacts';
import type { StaffSnapshot } from '../model/staffSnapshot';
import { sourceWords } from '../availability/load';
import type { Rule } from '../plan/plan';
import { describe } from './sentence';
import type { Search } from './candidateSearch';

/** Who had the last word. */
export type DecidedBy = 'rule' | 'fallback' | 'owner';

/** What was decided on. */
interface Case {
	compiled: CompiledPlan;
	facts: TouchFacts;
	search: Search;
	observed: StaffSnapshot | undefined;
}

interface Verdict {
	outcome: Outcome;
	user: User | null;
	by: DecidedBy | null;
	/** The last rule that matched, and its place in the plan. */
	rule: Rule | null;
	position: number | null;
	explained: ReturnType<typeof explainRules>;
	team?: string | null;
	tieBreak?: string | null;
	ownership?: Ownership;
}

/** A verdict as people and the ledger get it, with the receipt that says why. */
export function decisionOf(
	{ compiled, facts, search, observed }: Case,
	verdict: Verdict,
): Decision {
	const { outcome, user, explained, team = null, tieBreak = null, ownership = null } = verdict;
	const { plan, hash } = compiled;
	const at = outcome === 'waiting' ? search.availableAt() : null;
	const { candidates, skillsDropped } = search;
	const decision: Decision = {
		outcome,
		user: user && { id: user.id, name: user.name, email: user.email },
		rule: ruleOf(facts, verdict),
		team,
		availableAt: at === null ? null : new Date(at).toISOString(),
		owner: ownership,
		seenOwner: facts.touch.contact.ownerId ?? null,
		receipt: {
			sentence: '',
			rules: explained.rules,
			rulesNotShown: explained.notShown,
			candidates,
			tieBreak,
			sources: sourceWords(plan.sources, observed, candidates, facts.now),
			skillsDropped,
			decidedAt: new Date(facts.now).toISOString(),
			plan: hash,
		},
	};
	decision.receipt.sentence = describe(decision, facts, verdict.rule, plan);
	return decision;
}

function ruleOf({ touch }: TouchFacts, { by, rule, position }: Verdict): Decision['rule'] {
	if (by === 'fallback') return { name: 'Fallback', kind: 'fallback', position: null };
	if (by === 'owner') {
		const name = touch.reassign?.kind === 'handBack' ? 'Hand back' : 'Owner policy';
		return { name, kind: 'owner', position: null };
	}
	if (by === null || !rule) return null;
	return { name: rule.name, kind: rule.kind, position };
}
