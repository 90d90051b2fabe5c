import { LOAD_WORDS } from '../availability/load';
import type { CompiledPlan } from '../compiledPlan';
import type { CandidateTrace, Decision, Outcome, Ownership, Tell, User } from '../model/decision';
import { readWords, type Readings, type StaffSnapshot } from '../model/staffSnapshot';
import { ruleName } from '../plan/ruleName';
import type { Sources } from '../plan/staffData';
import type { CompiledRule } from '../rules/ruleIndex';
import type { Explanation } from '../rules/ruleTrace';
import type { TouchFacts } from '../rules/touchFacts';
import type { CandidateSearch } from './candidateSearch';
import { decisionSentence } from './sentence';
import { own } from '../model/own';

/** Who had the last word. */
export type DecidedBy = 'rule' | 'fallback' | 'owner' | 'replyTime';

/** Where candidates come from whom the plan names for questions that nobody answers in time. */
export const REPLY_TIMES = 'Reply Times';

/** How a decision ended. */
export interface Ending {
	outcome: Outcome;
	user?: User;
	by?: DecidedBy;
	team?: string | null;
	tieBreak?: string | null;
	ownership?: Ownership;
	tell?: Tell | null;
	/** Why nobody was chosen, when neither rules nor people were asked; completes "because …". */
	why?: string;
}

/** What a decision was made from. */
interface Grounds {
	compiled: CompiledPlan;
	facts: TouchFacts;
	search: CandidateSearch;
	staffSnapshot: StaffSnapshot | undefined;
	/** The last rule that matched. */
	rule: CompiledRule | null;
	explanation: Explanation;
	/** What the plan is called. */
	planName: string;
}

/** A decision as people and the ledger get it, with the receipt that says why. */
export function decisionWithReceipt(ending: Ending, grounds: Grounds): Decision {
	const { outcome, user = null, team = null, tieBreak = null, ownership = null } = ending;
	const { compiled, facts, search, staffSnapshot, rule, explanation, planName } = grounds;
	const { plan } = compiled;
	const at = outcome === 'waiting' ? search.somebodyAvailableAt() : null;
	const { candidates, skillsDropped } = search;
	const decision: Decision = {
		outcome,
		user: user && { id: user.id, name: user.name, email: user.email },
		rule: ruleOf(ending, rule, facts),
		team,
		availableAt: at === null ? null : new Date(at).toISOString(),
		owner: ownership,
		seenOwner: facts.touch.contact.ownerId ?? null,
		...(ending.tell && { tell: ending.tell }),
		receipt: {
			sentence: '',
			rules: explanation.rules,
			rulesNotShown: explanation.notShown,
			candidates,
			tieBreak,
			sources: sourcesOf(candidates, plan.sources, staffSnapshot, facts.now),
			skillsDropped,
			decidedAt: new Date(facts.now).toISOString(),
			plan: planName,
		},
	};
	decision.receipt.sentence =
		ending.why === undefined
			? decisionSentence(decision, facts, rule?.rule ?? null, plan, search.roster)
			: `Nobody was chosen, because ${ending.why}.`;
	return decision;
}

function ruleOf(
	{ by }: Ending,
	matched: CompiledRule | null,
	{ touch }: TouchFacts,
): Decision['rule'] {
	if (by === 'fallback') return { name: 'Fallback', kind: 'fallback', position: null };
	if (by === 'replyTime') return { name: REPLY_TIMES, kind: 'replyTime', position: null };
	if (by === 'owner') {
		const name = touch.reassign?.kind === 'handBack' ? 'Hand back' : 'Owner policy';
		return { name, kind: 'owner', position: null };
	}
	if (by === undefined || !matched) return null;
	const { rule, position } = matched;
	return { name: ruleName(rule), kind: 'rule', position };
}

/** Where the facts about the candidates came from, and how old the oldest was. */
function sourcesOf(
	candidates: readonly CandidateTrace[],
	sources: Sources,
	staffSnapshot: StaffSnapshot | undefined,
	now: number,
): string[] {
	if (!staffSnapshot) return [];
	const told = (what: string, readings: Readings<unknown> | undefined): string[] => {
		const times = candidates.flatMap(({ userId }) => own(readings, userId ?? '')?.readAt ?? []);
		return times.length > 0 ? [`${what}, ${readWords(Math.min(...times), now)}`] : [];
	};
	return [
		...told('Working hours: calendars in HighLevel', staffSnapshot.hours),
		...told('Away: blocked slots in HighLevel', staffSnapshot.away),
		...told(`Load: ${LOAD_WORDS[sources.load].origin}`, staffSnapshot.load),
	];
}
