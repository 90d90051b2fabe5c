import { referenceWords, type UserReference } from '../model/references';
import { cut } from '../model/text';
import type { Plan, ReplyTarget, Rule, Target } from '../plan/plan';
import { targetsOf } from '../plan/rule';
import { ruleName } from '../plan/ruleName';

/** Names of rules without one may be as long as what they ask. */
const MOST = 80;

/** Whom contacts get whom no rule places, as the panel calls it. */
export const FALLBACK = 'If No Rule Fits';

/** A rule that is tried, with where it stands. */
export interface PlacedRule {
	rule: Rule;
	where: string;
}

/** The rules that are tried. Those that are off are as if they were not there. */
export function placedRules({ rules }: Plan): PlacedRule[] {
	return rules.flatMap((rule, i) => (rule.off ? [] : [{ rule, where: ruleAt(rule, i + 1) }]));
}

/** Conditions with where they stand. */
export interface PlacedConditions {
	asked: Pick<Rule, 'when'>;
	where: string;
}

/** All conditions of a plan that are tried: of its rules, and of messages that need no answer. */
export function placedConditions(plan: Plan): PlacedConditions[] {
	const when = plan.replies?.noAnswerNeeded ?? null;
	return [
		...placedRules(plan).map(({ rule, where }) => ({ asked: rule, where })),
		...(when ? [{ asked: { when }, where: NO_ANSWER }] : []),
	];
}

/** What messages are called that need no answer. */
export const NO_ANSWER = "'Needs No Answer'";

/** A target with where it stands. */
export interface PlacedTarget {
	target: Target | ReplyTarget;
	where: string;
	/** The title of its field in the panel. */
	field: string;
}

/** Every target of a plan. */
export function placedTargets(plan: Plan): PlacedTarget[] {
	const { fallback, teams, replyTimes = [] } = plan;
	const found: PlacedTarget[] = placedRules(plan).flatMap(({ rule, where }) =>
		targetsOf(rule).map((target, i) => {
			return { target, where, field: i === 0 ? "'Assign To'" : `'Backups' ${i}` };
		}),
	);
	if (fallback) found.push({ target: fallback, where: FALLBACK, field: `'${FALLBACK}'` });
	for (const [i, team] of teams.entries()) {
		const where = teamAt(team, i + 1);
		const { outsideHours, ifNobody } = team;
		if (outsideHours) found.push({ target: outsideHours, where, field: OUTSIDE });
		if (ifNobody) found.push({ target: ifNobody, where, field: IF_NOBODY });
	}
	for (const [i, { then, atLast }] of replyTimes.entries()) {
		const where = replyTimeAt(i + 1);
		found.push({ target: then, where, field: then.type === 'tell' ? "'Tell'" : THEN });
		if (atLast) found.push({ target: atLast, where, field: AT_LAST });
	}
	return found;
}

/** Titles of a team's fields. */
export const OUTSIDE = "'Outside These Hours'";
export const IF_NOBODY = "'If Nobody Is Available'";

/** Titles of a reply time's fields. */
export const THEN = "'If Nobody Answers'";
export const AT_LAST = "'At Last'";

/** `Reply Time 1`. */
export function replyTimeAt(position: number): string {
	return `Reply Time ${position}`;
}

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
