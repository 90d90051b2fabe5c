import type { Roster } from '../availability/roster';
import { referenceKey } from '../availability/staff';
import type { CompiledPlan } from '../compiledPlan';
import type { User } from '../model/decision';
import { didYouMean } from '../model/nearest';
import { fold } from '../model/text';
import type { Plan, ReplyTarget, ReplyTime } from '../plan/plan';
import { replyTimeSchema } from '../plan/replies';
import { FALLBACK_NAME, ruleName } from '../plan/ruleName';
import type { PlanContext } from '../rules/conditions/condition';
import { accounts } from '../rules/conditions/accounts';
import { finding, type Finding } from './finding';
import { AT_LAST, THEN, replyTimeAt } from './places';

/** Reply times that fit nobody, or say what counts for nothing. */
export function checkReplyTimes(compiled: CompiledPlan, users: readonly User[] | null): Finding[] {
	const { plan, context } = compiled;
	const { replyTimes = [] } = plan;
	const roster = users && compiled.roster(users);
	return replyTimes.flatMap((entry, i) => {
		const where = replyTimeAt(i + 1);
		return [
			...unknownNames(entry, plan, where),
			...unreachable(entry, replyTimes.slice(0, i), context, where),
			...uselessAtLast(entry, roster, where),
			...uselessAtMost(entry, where),
		];
	});
}

function unknownNames({ for: asked }: ReplyTime, plan: Plan, where: string): Finding[] {
	if (asked.type === 'team') {
		const teams = plan.teams.map(({ name }) => name);
		if (asked.team === '' || isKnown(asked.team, teams)) return [];
		const text = `There is no team '${asked.team}'${meant(asked.team, teams)} It fits nobody. Choose one of 'Teams'.`;
		return [finding('unknown_team', where, text)];
	}
	if (asked.type !== 'rule') return [];
	const rules = plan.rules.map(ruleName);
	if (asked.rule === '' || isKnown(asked.rule, [...rules, FALLBACK_NAME])) return [];
	const text = `There is no rule '${asked.rule}'${meant(asked.rule, rules)} It fits nobody. Choose one of the rules; one without a name is called after what it says.`;
	return [finding('unknown_rule', where, text)];
}

function isKnown(name: string, names: readonly string[]): boolean {
	return names.some((one) => fold(one) === fold(name));
}

function meant(name: string, known: readonly string[]): string {
	return didYouMean(name, known) || '.';
}

function unreachable(
	entry: ReplyTime,
	before: readonly ReplyTime[],
	context: PlanContext,
	where: string,
): Finding[] {
	const keys = contactsOf(entry, context);
	const first = before.findIndex((one) => {
		const taken = contactsOf(one, context);
		return one.for.type === 'any' || (keys.length > 0 && keys.every((key) => taken.includes(key)));
	});
	if (first < 0) return [];
	const why = before[first]?.for.type === 'any' ? 'all contacts' : 'the same contacts';
	const text = `${replyTimeAt(first + 1)} is for ${why} and comes first, so this one never counts. Move it above that one, or remove it.`;
	return [finding('unreachable_reply_time', where, text)];
}

/** What is equal for reply times for the same contacts: of an account all its names. */
function contactsOf({ for: asked }: ReplyTime, context: PlanContext): string[] {
	switch (asked.type) {
		case 'any':
			return ['any'];
		case 'account': {
			const demands = accounts.demands([asked.account], context).flat();
			return asked.account.value === '' ? [] : demands.map(({ key }) => `account ${key}`);
		}
		case 'team':
			return named('team', asked.team);
		case 'rule':
			return named('rule', asked.rule);
		case 'tag':
			return named('tag', asked.tag);
	}
}

function named(what: string, name: string): string[] {
	return name === '' ? [] : [`${what} ${fold(name)}`];
}

function uselessAtLast(
	{ then, atLast }: ReplyTime,
	roster: Roster | null,
	where: string,
): Finding[] {
	if (!atLast || keyOf(atLast, roster) !== keyOf(then, roster)) return [];
	const text = `${AT_LAST} is the same as ${THEN}, so nobody new gets the contact in the end. Choose somebody else, such as the team lead, or remove it.`;
	return [finding('useless_at_last', where, text)];
}

/** Equal for targets that mean the same. */
function keyOf(target: ReplyTarget, roster: Roster | null): string {
	if (target.type === 'user') return roster?.find(target.user)?.id ?? referenceKey(target.user);
	return 'team' in target ? `${target.type} ${fold(target.team)}` : target.type;
}

/** How often it goes on when nobody says it. */
const { atMost: USUAL } = replyTimeSchema.parse({ within: 1 });

function uselessAtMost({ againAfter, atMost }: ReplyTime, where: string): Finding[] {
	if (againAfter !== null || atMost === USUAL) return [];
	const text =
		"'At Most (Times)' counts for nothing: without 'Again After (Minutes)' whoever gets the contact keeps it without a time. Add that, or remove this.";
	return [finding('useless_at_most', where, text)];
}
