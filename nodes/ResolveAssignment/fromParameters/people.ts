import { daysFrom, workingTimeFrom } from './hours';
import { skillsFrom } from './skills';
import { userFrom } from './targets';
import { cardsOf, chosen, fieldsOf, number, text, texts, type Fields } from './values';

export function teamsFrom(value: unknown): unknown[] {
	return cardsOf(value).map((team) => ({
		name: text(team.name),
		strategy: text(team.strategy) || undefined,
		members: cardsOf(team.members).map((member) => ({
			user: userFrom(member.user),
			weight: number(member.weight),
			tier: number(member.tier),
		})),
		roles: texts(team.roles),
	}));
}

export function peopleFrom(value: unknown, timeZone: string): unknown[] {
	return cardsOf(value).map((person) => {
		const options = fieldsOf(person.options);
		return {
			user: userFrom(person.user),
			works: worksFrom(person, timeZone),
			away: daysFrom(options.away),
			paused: options.paused === true,
			capacity: number(options.capacity) ?? null,
			limits: cardsOf(options.limits).map((limit) => ({
				max: number(limit.max),
				per: text(limit.per) || 'day',
				window: text(limit.window) || undefined,
			})),
			skills: skillsFrom(options.skills),
			backup: chosen(options.backup) ? userFrom(options.backup) : null,
		};
	});
}

function worksFrom(person: Fields, timeZone: string): unknown {
	const works = text(person.works) || 'always';
	if (works === 'always') return null;
	if (works === 'schedule') return chosen(person.schedule);
	return workingTimeFrom(person, timeZone);
}
