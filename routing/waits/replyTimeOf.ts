import type { Roster } from '../availability/roster';
import type { CompiledPlan } from '../compiledPlan';
import { fold } from '../model/text';
import type { ReplyFor, ReplyTime } from '../plan/replies';
import { accounts } from '../rules/conditions/accounts';
import type { PlanContext, Test } from '../rules/conditions/condition';
import type { TouchFacts } from '../rules/touchFacts';
import type { Answerer } from './waitClock';

/** Who has to answer, and which rule said so. */
export interface Given extends Answerer {
	/** Name of the rule, or `Fallback`; null when none named anybody. */
	rule: string | null;
}

/** An entry of `replyTimes` and its place there, from 0. */
export interface FoundReplyTime {
	place: number;
	entry: ReplyTime;
}

/** What decides whether an entry fits. */
interface Question {
	compiled: CompiledPlan;
	roster: Roster;
	facts: TouchFacts;
	given: Given;
}

type Fits = (question: Question) => boolean;

const compiledOnce = new WeakMap<readonly ReplyTime[], readonly Fits[]>();

/**
 * The first entry of the plan's `replyTimes` that fits; null when none does.
 * @param facts of the touch that asks
 */
export function replyTimeOf(
	compiled: CompiledPlan,
	roster: Roster,
	facts: TouchFacts,
	given: Given,
): FoundReplyTime | null {
	const { replyTimes = [] } = compiled.plan;
	let tests = compiledOnce.get(replyTimes);
	if (!tests) {
		tests = replyTimes.map((entry) => fitsOf(entry.for, compiled.context));
		compiledOnce.set(replyTimes, tests);
	}
	const place = tests.findIndex((fits) => fits({ compiled, roster, facts, given }));
	const entry = replyTimes[place];
	return entry ? { place, entry } : null;
}

/** What is empty fits nobody: an expression found nothing. */
function fitsOf(asked: ReplyFor, context: PlanContext): Fits {
	switch (asked.type) {
		case 'any':
			return () => true;
		case 'account':
			return accountFits(asked.account, context);
		case 'team':
			return (question) => asked.team !== '' && teamFits(asked.team, question);
		case 'rule': {
			const name = fold(asked.rule);
			return ({ given }) => name !== '' && fold(given.rule ?? '') === name;
		}
		case 'tag': {
			const tag = fold(asked.tag);
			return ({ facts }) => tag !== '' && facts.tags.includes(tag);
		}
	}
}

/** As the condition of a rule that asks for this account alone. */
function accountFits(
	account: Extract<ReplyFor, { type: 'account' }>['account'],
	context: PlanContext,
): Fits {
	const condition = accounts.compile([account], context);
	const tests: readonly Test[] = typeof condition === 'string' ? [] : condition.tests;
	return ({ facts }) => tests.length > 0 && tests.every((test) => test.passes(facts));
}

/** They were chosen from this team, or from none, because they had the contact before, and are in it. */
function teamFits(name: string, { compiled, roster, given }: Question): boolean {
	if (given.team !== null) return fold(given.team) === fold(name);
	const team = compiled.team(name);
	const user = given.user === null ? null : roster.byId(given.user);
	return team !== null && user !== null && roster.hasMember(team, user);
}
