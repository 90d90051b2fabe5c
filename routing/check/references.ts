import { didYouMean } from '../model/nearest';
import { fold } from '../model/text';
import type { Plan, WorkingTime } from '../plan/plan';
import { hoursOf } from '../plan/ruleConditions';
import { finding, type Finding } from './finding';
import {
	FALLBACK,
	hoursAt,
	personAt,
	placedConditions,
	placedTargets,
	teamAt,
	type PlacedConditions,
} from './places';

/** Names that lead nowhere, are taken twice or are used by nothing. */
export function checkReferences(plan: Plan): Finding[] {
	return [
		...unknownTeams(plan),
		...unknownHours(plan),
		...placedConditions(plan).flatMap((one) => noBusinessHours(one, plan)),
		...unusedHours(plan),
		...duplicates(plan.teams, teamAt),
		...duplicates(plan.schedules, hoursAt),
		...checkFallback(plan),
	];
}

function unknownTeams(plan: Plan): Finding[] {
	const names = plan.teams.map(({ name }) => name);
	const known = new Set(names.map(fold));
	return placedTargets(plan).flatMap(({ target, where }) => {
		const name = 'team' in target ? target.team : '';
		if (name === '' || known.has(fold(name))) return [];
		const text = `There is no team '${name}'${meant(name, names)} Add it under 'Teams', or choose another one.`;
		return [finding('unknown_team', where, text)];
	});
}

function unknownHours(plan: Plan): Finding[] {
	const names = plan.schedules.map(({ name }) => name);
	const known = new Set(names.map(fold));
	return namedHours(plan).flatMap(({ name, where }) => {
		if (known.has(fold(name))) return [];
		const text = `There are no working hours '${name}'${meant(name, names)} Add them under 'Working Hours', or choose others.`;
		return [finding('unknown_schedule', where, text)];
	});
}

/** Working hours by which nobody works and for which no rule asks. */
function unusedHours(plan: Plan): Finding[] {
	const { businessHours, people, schedules, teams } = plan;
	const asked = placedConditions(plan).flatMap((one) =>
		hoursOf(one.asked).map(({ schedule }) => schedule ?? businessHours ?? ''),
	);
	const works = [...people, ...teams].flatMap((one) => one.works ?? []);
	const used = new Set([...asked, ...works].map((one) => keyOf(one)));
	return schedules.flatMap((schedule, i) => {
		// A team with holidays of its own has the hours themselves.
		if (used.has(fold(schedule.name)) || used.has(keyOf(schedule))) return [];
		return [finding('unused_hours', hoursAt(schedule, i + 1), UNUSED)];
	});
}

const UNUSED =
	"Nobody works by them, and no rule asks for them. Choose them in 'Works' of a team or a person, or in the condition 'Time' of a rule.";

/** Of the name of working hours, or of the hours themselves. */
function keyOf(works: string | WorkingTime): string {
	if (typeof works === 'string') return fold(works);
	return JSON.stringify([works.timeZone, works.hours]);
}

/** Every place that names working hours. */
export function namedHours(plan: Plan): Array<{ name: string; where: string }> {
	const { businessHours, people, teams } = plan;
	const ofConditions = placedConditions(plan).flatMap(({ asked, where }) =>
		hoursOf(asked).flatMap(({ schedule }) =>
			schedule === null ? [] : [{ name: schedule, where }],
		),
	);
	const worked = [
		...people.map((one, i) => ({ works: one.works, where: personAt(one, i + 1) })),
		...teams.map((one, i) => ({ works: one.works, where: teamAt(one, i + 1) })),
	];
	return [
		...ofConditions,
		...(businessHours === null ? [] : [{ name: businessHours, where: "'Business Hours'" }]),
		...worked.flatMap(({ works, where }) =>
			typeof works === 'string' ? [{ name: works, where }] : [],
		),
	];
}

function noBusinessHours({ asked, where }: PlacedConditions, { businessHours }: Plan): Finding[] {
	const hours = hoursOf(asked).find(({ schedule }) => schedule === null);
	if (!hours || businessHours !== null) return [];
	const text = `It asks for ${hours.open ? 'business hours' : 'after hours'}, but there are none. Add them under 'Working Hours'; which of several they are says the option 'Business Hours'.`;
	return [finding('no_business_hours', where, text)];
}

function meant(name: string, known: readonly string[]): string {
	return didYouMean(name, known) || '.';
}

function checkFallback({ fallback }: Plan): Finding[] {
	if (!fallback) {
		const text = 'Contacts that no rule places get nobody. Choose a user or a team for them.';
		return [finding('no_fallback', FALLBACK, text)];
	}
	if (fallback.type !== 'nextRule') return [];
	const text = 'No rule comes after it, so it names nobody. Choose a user or a team.';
	return [finding('useless_fallback', FALLBACK, text)];
}

function duplicates<One extends { name: string }>(
	list: readonly One[],
	at: (one: One, position: number) => string,
): Finding[] {
	const seen = new Map<string, number>();
	return list.flatMap((one, i) => {
		const first = seen.get(fold(one.name));
		seen.set(fold(one.name), first ?? i);
		if (first === undefined) return [];
		const text = `Card ${first + 1} has this name too, and only one of them counts. Give one of them another name.`;
		return [finding('duplicate', at(one, i + 1), text)];
	});
}
