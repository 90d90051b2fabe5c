import { CompiledPlan, compilePlan } from '../compiledPlan';
import { decide, type DecideOptions } from '../decide/decide';
import type { User } from '../model/decision';
import { failures } from '../rules/ruleTrace';
import { TouchFacts } from '../rules/touchFacts';
import type { Plan, Rule, UserReference } from '../plan/plan';
import type { RoutingState } from '../model/state';
import type { Touch } from '../model/touch';
import {
	isMember,
	isUser,
	ownerChanges,
	personChanges,
	ruleChanges,
	type Change,
	type RelevantRule,
	type Scenario,
} from './changes';

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
/** Of the rules that name the user, those with the fewest failing conditions. */
const MOST_RULES = 5;

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
	const listed = compiled.roster(state.users, state.observed).find(user);
	const asked = listed ?? { id: user.value, name: user.value, email: user.value };
	const { decision } = decide(compiled, touch, state, now, { ...options, trace: 0 });
	if (listed && decision.user?.id === listed.id) {
		const sentence = `${asked.name} does get this contact.`;
		return { user: listed, wins: true, changes: [], sentence };
	}
	const rules = relevantRules(compiled, touch, now, asked, options);
	const scenario: Scenario = {
		plan: { ...compiled.plan, rules: rules.map(({ rule }) => rule) },
		touch,
		state,
	};
	const changes = [
		...personChanges(scenario, asked, listed === null, now),
		...ownerChanges(scenario, asked, decision),
		...ruleChanges(rules),
	].sort((a, b) => a.size - b.size);
	const wins = (changed: Scenario) =>
		decide(compilePlan(changed.plan), changed.touch, changed.state, now, { ...options, trace: 0 })
			.decision.user?.id === asked.id;
	const smallest = search(scenario, changes, wins);
	if (!smallest) {
		const sentence = `No small change would have given this contact to ${asked.name}.`;
		return { user: listed, wins: false, changes: null, sentence };
	}
	const words = smallest.map(({ text }) => text).join(', and ');
	return {
		user: listed,
		wins: false,
		changes: smallest.map(({ code, text }) => ({ code, text })),
		sentence: `${asked.name} would have got this contact if ${words}.`,
	};
}

/** The rules that match now and those that name the user, in the order of trying. */
function relevantRules(
	compiled: CompiledPlan,
	touch: Touch,
	now: number,
	user: User,
	options: DecideOptions,
): RelevantRule[] {
	const facts = new TouchFacts(
		touch,
		now,
		'item' in options ? options.item : touch,
		options.evaluate,
	);
	const teams = new Set(
		compiled.plan.teams
			.filter((team) => isMember(team, user))
			.map(({ name }) => name.toLowerCase()),
	);
	const names = ({ target, backups }: Rule) =>
		[target, ...backups].some((one) => {
			if (one.type === 'user') return isUser(one.user, user);
			if (one.type === 'team' || one.type === 'firstWorkingNext') {
				return teams.has(one.team.toLowerCase());
			}
			return one.type === 'previousOwner';
		});
	const matching = new Set<number>();
	for (let at = compiled.match(facts); at !== -1; at = compiled.match(facts, at + 1)) {
		matching.add(at);
		// Behind a rule that does not hand over nothing is tried.
		const { target, backups } = compiled.rules[at]?.rule ?? { target: null, backups: [] };
		if (![target, ...backups].some((one) => one?.type === 'nextRule')) break;
	}
	const all = compiled.rules.flatMap((one, place) => {
		const namesUser = names(one.rule);
		if (!namesUser && !matching.has(place)) return [];
		const failing = matching.has(place)
			? []
			: [...(one.never === null ? [] : [one.never]), ...failures(one, facts)];
		return [{ rule: one.rule, failing, namesUser }];
	});
	const nearest = all
		.filter(({ failing }) => failing.length > 0)
		.sort((a, b) => a.failing.length - b.failing.length)
		.slice(0, MOST_RULES);
	return all.filter((one) => one.failing.length === 0 || nearest.includes(one));
}

/** The smallest set of changes with which the user wins; of equals the first. */
function search(
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
