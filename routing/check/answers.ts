import type { Roster } from '../availability/roster';
import { referenceKey } from '../availability/staff';
import type { CompiledPlan } from '../compiledPlan';
import type { User } from '../model/decision';
import { referenceWords } from '../model/references';
import type { Plan, UserReference } from '../plan/plan';
import { compileRule } from '../rules/compileRule';
import { finding, type Finding } from './finding';
import { NO_ANSWER, placedTargets, teamAt } from './places';
import { namesUnknownHours } from './rules';

/** What a plan says in vain of answers, or against itself. */
export function checkAnswers(compiled: CompiledPlan, users: readonly User[] | null): Finding[] {
	const roster = users && compiled.roster(users);
	return [...noAnswerNeeded(compiled), ...botsAtWork(compiled.plan, roster)];
}

function noAnswerNeeded({ plan, context }: CompiledPlan): Finding[] {
	const when = plan.replies?.noAnswerNeeded ?? null;
	if (!when || namesUnknownHours({ when }, plan)) return [];
	const { never } = compileRule({ off: false, when }, context);
	if (never === null) return [];
	const text = `No message is meant, because ${never}. Fill it in, or remove it.`;
	return [finding('matches_nothing', NO_ANSWER, text)];
}

/** Bots who get contacts: what they answer is none, so that contacts wait for nobody. */
function botsAtWork(plan: Plan, roster: Roster | null): Finding[] {
	const keyOf = (reference: UserReference) =>
		roster?.find(reference)?.id ?? referenceKey(reference);
	return (plan.replies?.bots ?? []).flatMap((bot) => {
		const key = keyOf(bot);
		const [place] = bot.value === '' ? [] : placesOf(plan, roster, (one) => keyOf(one) === key);
		if (place === undefined) return [];
		const text = `${place} names this user, who is one of the 'Users Who Are Bots': it gets contacts, and nothing that it writes is an answer. Remove it from one of the two.`;
		return [finding('bot_gets_contacts', `User '${referenceWords(bot)}'`, text)];
	});
}

/** Where somebody is named who gets contacts then. */
function placesOf(
	plan: Plan,
	roster: Roster | null,
	isMeant: (user: UserReference) => boolean,
): string[] {
	const inTeams = plan.teams.flatMap((team, i) => {
		const members = roster?.membersOf(team) ?? team.members;
		return members.some(({ user }) => isMeant(user)) ? [teamAt(team, i + 1)] : [];
	});
	const named = placedTargets(plan).flatMap(({ target, where }) =>
		target.type === 'user' && isMeant(target.user) ? [where] : [],
	);
	return [...inTeams, ...named];
}
