import { weekWords, zoneWords } from '../model/hoursWords';
import { referenceWords } from '../model/references';
import { count, listed } from '../model/text';
import type { OwnerPolicy, Plan, Rule, Skill, Team, WorkingTime } from '../plan/plan';
import { targetsOf } from '../plan/rule';
import { askedWords } from '../plan/ruleName';
import type { StrategyName } from '../strategies';
import { FALLBACK, ruleAt, teamAt } from './places';
import { answerSentences, replyTimeSentence } from './repliesInWords';
import { targetInPlan } from './targetInPlan';

/** Long lists are for the cards; a sentence names the first of them. */
const NAMED = 6;

/**
 * What a plan says, in the order in which it is asked: a sentence each for the owner policy, every
 * rule, whom no rule places, every team, every reply time, and what counts as an answer.
 */
export function planInWords(plan: Plan): string[] {
	const { owners, rules, teams } = plan;
	return [
		ownerWords(owners),
		...rules.map((rule, i) => ruleSentence(rule, i + 1)),
		fallbackSentence(plan),
		...teams.map((team, i) => teamSentence(team, i + 1)),
		...(plan.replyTimes ?? []).map((entry, i) => replyTimeSentence(entry, i + 1)),
		...answerSentences(plan),
	];
}

function ownerWords(owners: OwnerPolicy | null): string {
	if (owners === null) return 'Owners do not count: the rules decide about every message anew.';
	const { mode, whenUnavailable, respectManual } = owners;
	const manual = respectManual ? '' : ' Owners who were set by hand in HighLevel do not count.';
	return `${KEEPS[mode]}${UNAVAILABLE[whenUnavailable]}; the rules decide about the others.${manual}`;
}

const KEEPS: Readonly<Record<OwnerPolicy['mode'], string>> = {
	first: 'Whoever owns a contact gets its messages to every account',
	separate: 'Whoever owns a contact on an account gets its messages to that account',
	context: 'Whoever owns a contact for the label of a rule gets its messages that match that rule',
	one: 'Whoever owns a contact gets its messages until it writes to another account',
};

const UNAVAILABLE: Readonly<Record<OwnerPolicy['whenUnavailable'], string>> = {
	keep: ', available or not',
	cover: ', and somebody else answers while they are not available',
	reassign: ', unless they are not available',
};

function ruleSentence(rule: Rule, position: number): string {
	const { name, off, skills } = rule;
	const what = name ? `${ruleAt(rule, position)}: ` : `Rule ${position}: `;
	if (off) return `${what}switched off.`;
	const required = skills?.required ?? [];
	const who = targetsOf(rule).map((target) => targetInPlan(target));
	const having = required.length > 0 ? `, with ${skillWords(required)}` : '';
	return `${what}${askedWords(rule, NAMED)} → ${who.join(', else ')}${having}.`;
}

function skillWords(skills: readonly Skill[]): string {
	const words = skills.map(({ name, level }) => (level > 1 ? `${name} (level ${level})` : name));
	return `the ${skills.length > 1 ? 'skills' : 'skill'} ${words.join(' and ')}`;
}

function fallbackSentence({ fallback, whenNobody }: Plan): string {
	const who = fallback ? targetInPlan(fallback) : 'nobody';
	const wait = whenNobody === 'wait' ? 'wait until somebody is' : 'get nobody';
	return `${FALLBACK}: ${who}. Contacts for whom nobody is available ${wait}.`;
}

function teamSentence(team: Team, position: number): string {
	const { strategy, works, outsideHours, ifNobody } = team;
	const parts = [
		`${membersWords(team)}, ${NEXT[strategy]}`,
		...(works === null ? [] : [`works ${worksWords(works)}`]),
		...(works !== null && outsideHours
			? [`outside these hours ${targetInPlan(outsideHours)}`]
			: []),
		...(ifNobody ? [`if nobody is available ${targetInPlan(ifNobody)}`] : []),
	];
	return `${teamAt(team, position)}: ${parts.join('; ')}.`;
}

function membersWords({ members, roles, strategy }: Team): string {
	const isTiered = strategy === 'rankedTiers';
	const isWeighted = new Set(members.map(({ weight }) => weight)).size > 1;
	const names = members.map(({ user, weight, tier }) => {
		const more = [
			...(isWeighted ? [`weight ${weight}`] : []),
			...(isTiered ? [`tier ${tier}`] : []),
		];
		return referenceWords(user) + (more.length > 0 ? ` (${more.join(', ')})` : '');
	});
	const all = [...names, ...roles.map((role) => `everybody with the role ${role}`)];
	return all.length === 0 ? 'nobody' : listed(all, NAMED, (left) => ` and ${left} more`);
}

/** How a team chooses, in the words of the panel. */
const NEXT: Readonly<Record<StrategyName, string>> = {
	weightedRoundRobin: 'in turns',
	fewestOpen: 'whoever has the fewest open contacts',
	lowestLoad: 'whoever has the lowest load',
	longestIdle: 'whoever has waited longest',
	rankedTiers: 'tier by tier',
	sticky: 'the same person for the same contact',
};

function worksWords(works: string | WorkingTime): string {
	if (typeof works === 'string') return `within '${works}'`;
	const { hours, timeZone, holidays } = works;
	const off = holidays.length > 0 ? `, except ${count(holidays.length, 'holiday')}` : '';
	return `${weekWords(hours)} ${zoneWords(timeZone)}${off}`;
}
