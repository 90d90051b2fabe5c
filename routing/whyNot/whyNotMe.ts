import { Roster } from '../availability/roster';
import { CompiledPlan, compilePlan } from '../compiledPlan';
import { decide, type DecideOptions } from '../decide/decide';
import { withKnownAccount } from '../decide/knownAccount';
import type { User } from '../model/decision';
import type { UserReference } from '../model/references';
import type { RoutingState } from '../model/state';
import type { Touch } from '../model/touch';
import type { Plan } from '../plan/plan';
import { TouchFacts } from '../rules/touchFacts';
import { ownerChanges } from './ownerChanges';
import { personChanges } from './personChanges';
import { relevantRules, ruleChanges } from './ruleChanges';
import type { Asker, Change, Scenario } from './scenario';
import { teamChanges } from './teamChanges';

/** The answer to "why not me?". */
export interface WhyNotMe {
	/** Null when HighLevel does not list the user. */
	user: User | null;
	/** The user does get the contact. */
	wins: boolean;
	/** The smallest change that would have made the user win; null when no small one does. */
	changes: Array<Pick<Change, 'code' | 'text'>> | null;
	sentence: string;
}

/** More changes at once than these explain nothing to anybody. */
const MOST_CHANGES = 3;

/**
 * Finds the smallest change that would have made a user win: it tries changes of the person, of
 * the others, of turns, of the owner and of the rules, alone and then together, and decides anew
 * for each. The size of a change is the number of facts in it.
 * @param user by ID or e-mail, as a plan names users
 * @param now milliseconds since 1970
 */
export function whyNotMe(
	plan: Plan | CompiledPlan,
	touch: Touch,
	state: RoutingState,
	now: number,
	user: UserReference,
	options: DecideOptions = {},
): WhyNotMe {
	const compiled = plan instanceof CompiledPlan ? plan : compilePlan(plan);
	const listed = compiled.roster(state.users, state.staffSnapshot).find(user);
	const asker = askerOf(compiled, state, listed, user);
	const { name, id } = asker.user;
	const { decision } = decide(compiled, touch, state, now, { ...options, trace: 0 });
	if (listed && decision.user?.id === id) {
		return { user: listed, wins: true, changes: [], sentence: `${name} does get this contact.` };
	}
	const { sentence, candidates } = decision.receipt;
	// Nobody gets a team member, whatever changes.
	if (candidates.some(({ reason }) => reason === 'own_number')) {
		return { user: listed, wins: false, changes: null, sentence };
	}
	const item = 'item' in options ? options.item : touch;
	const { touch: known, accountIs } = withKnownAccount(touch, state, compiled.plan);
	const facts = new TouchFacts(known, now, item, options.evaluate, accountIs);
	const rules = relevantRules(compiled, facts, asker);
	const relevant = { ...compiled.plan, rules: rules.map(({ rule }) => rule) };
	const scenario: Scenario = { plan: relevant, touch, state };
	const changes = [
		...personChanges(scenario, asker, now),
		...teamChanges(scenario, asker, now),
		...ownerChanges(scenario, asker, decision),
		...ruleChanges(rules),
	].sort((a, b) => a.size - b.size);
	const wins = (changed: Scenario) =>
		decide(compilePlan(changed.plan), changed.touch, changed.state, now, { ...options, trace: 0 })
			.decision.user?.id === id;
	return answer(asker, listed, smallest(scenario, changes, wins));
}

function askerOf(
	{ plan, people }: CompiledPlan,
	{ staffSnapshot }: RoutingState,
	listed: User | null,
	{ value }: UserReference,
): Asker {
	const user = listed ?? { id: value, name: value, email: value };
	const roster = new Roster([user], people, staffSnapshot, plan.timeZone);
	return { user, isListed: listed !== null, roster };
}

function answer({ user }: Asker, listed: User | null, changes: Change[] | null): WhyNotMe {
	const { name } = user;
	if (!changes) {
		const sentence = `No small change would have given this contact to ${name}.`;
		return { user: listed, wins: false, changes, sentence };
	}
	const words = changes.map(({ text }) => text).join(', and ');
	return {
		user: listed,
		wins: false,
		changes: changes.map(({ code, text }) => ({ code, text })),
		sentence: `${name} would have got this contact if ${words}.`,
	};
}

/** The smallest set of changes with which the user wins; of equals the first. */
function smallest(
	scenario: Scenario,
	changes: readonly Change[],
	wins: (scenario: Scenario) => boolean,
): Change[] | null {
	let best: Change[] | null = null;
	let bestSize = Infinity;
	const extend = (from: number, made: Change[], size: number, current: Scenario): void => {
		for (let i = from; i < changes.length; i++) {
			const change = changes[i];
			if (!change || size + change.size >= bestSize) continue;
			const next = change.apply(current);
			const together = [...made, change];
			if (wins(next)) {
				best = together;
				bestSize = size + change.size;
			} else if (together.length < MOST_CHANGES) {
				extend(i + 1, together, size + change.size, next);
			}
		}
	};
	extend(0, [], 0, scenario);
	return best;
}
