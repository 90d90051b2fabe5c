import { LOAD_WORDS, NO_LOAD, countedLoad } from '../availability/load';
import type { User } from '../model/decision';
import { fold } from '../model/text';
import { without } from '../model/without';
import type { Plan } from '../plan/plan';
import { personSchema, type Person, type Skill } from '../plan/person';
import {
	withoutReading,
	type Asker,
	type Change,
	type ChangeCode,
	type Scenario,
} from './scenario';
import { hasTurns, withTurn } from './turn';
import { own } from '../model/own';

/** What could be different about the person who asks, as far as it is in the way. */
export function personChanges(scenario: Scenario, asker: Asker, now: number): Change[] {
	return [
		...accessChanges(scenario, asker),
		...timeChanges(scenario, asker, now),
		...waitChanges(scenario, asker),
		...loadChanges(scenario, asker, now),
		...skillChanges(scenario, asker),
		...turnChanges(scenario, asker),
	];
}

function change(code: ChangeCode, text: string, apply: Change['apply']): Change {
	return { code, text, size: 1, apply };
}

/** Whoever is not listed or is excluded is not looked at. */
function accessChanges({ touch }: Scenario, { user, isListed }: Asker): Change[] {
	const changes: Change[] = [];
	if (!isListed) {
		changes.push(
			change('listed', `HighLevel listed ${user.name} in the location`, (at) => ({
				...at,
				state: { ...at.state, users: [...at.state.users, user] },
			})),
		);
	}
	if (touch.excludedUsers?.includes(user.id)) {
		changes.push(
			change('not_excluded', `the touch did not exclude ${user.name}`, (at) => {
				const excludedUsers = at.touch.excludedUsers?.filter((id) => id !== user.id);
				return { ...at, touch: { ...at.touch, excludedUsers } };
			}),
		);
	}
	return changes;
}

/** What stands between them and contacts who wait. */
function waitChanges({ touch, state }: Scenario, { user }: Asker): Change[] {
	const changes: Change[] = [];
	const wait = state.waits?.open.find(({ id }) => id === touch.wait?.id);
	if (wait?.had.includes(user.id)) {
		changes.push(
			change('not_had', `${user.name} had not had this question before`, (at) =>
				withoutHaving(at, wait.id, user),
			),
		);
	}
	if (state.queued?.length) {
		changes.push(
			change('no_queue', 'no other contacts waited for the team', (at) => ({
				...at,
				state: { ...at.state, queued: [] },
			})),
		);
	}
	return changes;
}

/** As if somebody had not had the question of a wait. */
function withoutHaving(at: Scenario, id: string, user: User): Scenario {
	const { waits } = at.state;
	if (!waits) return at;
	const had = (ids: readonly string[]) => ids.filter((one) => one !== user.id);
	const open = waits.open.map((one) => (one.id === id ? { ...one, had: had(one.had) } : one));
	return { ...at, state: { ...at.state, waits: { ...waits, open } } };
}

function isPausedByHand({ paused }: Scenario['state'], { id }: User, now: number): boolean {
	const until = own(paused, id);
	return until !== undefined && (until === null || until > now);
}

function withoutPause(at: Scenario, { id }: User): Scenario {
	const paused = without(at.state.paused ?? {}, id);
	return { ...at, state: { ...at.state, paused } };
}

/** When they work and are there. */
function timeChanges({ state }: Scenario, asker: Asker, now: number): Change[] {
	const { user, roster } = asker;
	const { name } = user;
	const member = roster.staffMember(user);
	const changes: Change[] = [];
	if (member?.person.paused || isPausedByHand(state, user, now)) {
		changes.push(
			change('not_paused', `${name} were not paused`, (at) =>
				withoutPause(member ? withPerson(at, asker, { paused: false }) : at, user),
			),
		);
	}
	if (member?.isAway(now)) {
		changes.push(
			change('not_away', `${name} were not away`, (at) => withPerson(at, asker, { away: [] })),
		);
	}
	if (member?.blockedAt(now)) {
		changes.push(
			change('not_blocked', `${name} had not blocked this time in HighLevel`, (at) =>
				withoutReading(at, user, 'away'),
			),
		);
	}
	if (member?.hours && !member.hours.isOpen(now)) {
		changes.push(
			change('working', `${name} worked at this time`, (at) =>
				withoutReading(withPerson(at, asker, { works: null }), user, 'hours'),
			),
		);
	}
	return changes;
}

/** How much they have, and how many they got. */
function loadChanges({ plan, state }: Scenario, { user, roster }: Asker, now: number): Change[] {
	const member = roster.staffMember(user);
	if (!member) return [];
	const changes: Change[] = [];
	const load = countedLoad(state, user.id, plan, now);
	const { capacity } = member.person;
	if (capacity !== null && load.open >= capacity) {
		const text = `${user.name} had fewer than ${capacity} ${LOAD_WORDS[plan.sources.load].all(plan.staleAfterDays)}`;
		changes.push(
			// Only another number of contacts takes the place of what HighLevel counted.
			change('capacity', text, (at) =>
				withLoad(withoutReading(at, user, 'load'), user, { open: capacity - 1 }),
			),
		);
	}
	if (member.usedUp(now, load.recent)) {
		changes.push(
			change('limit', `${user.name} had not reached a limit`, (at) =>
				withLoad(at, user, { recent: [] }),
			),
		);
	}
	return changes;
}

function skillChanges({ plan }: Scenario, asker: Asker): Change[] {
	const { user, roster } = asker;
	const member = roster.staffMember(user);
	return wantedSkills(plan)
		.filter((skill) => !member || member.lacks([skill]))
		.map((skill) =>
			change(
				'skill',
				`${user.name} had the skill '${skill.name}' at level ${skill.level}`,
				(at) => {
					const known = findPerson(at.plan, asker)?.skills ?? [];
					return withPerson(at, asker, { skills: [skill, ...known] });
				},
			),
		);
}

/** Of each skill that rules ask for the highest level. */
function wantedSkills({ rules }: Plan): Skill[] {
	const skills = new Map<string, Skill>();
	for (const rule of rules) {
		for (const skill of [...(rule.skills?.required ?? []), ...(rule.skills?.optional ?? [])]) {
			const key = fold(skill.name);
			const known = skills.get(key);
			if (!known || known.level < skill.level) skills.set(key, skill);
		}
	}
	return [...skills.values()];
}

function turnChanges(scenario: Scenario, asker: Asker): Change[] {
	if (!hasTurns(scenario, asker)) return [];
	return [change('turn', `it were the turn of ${asker.user.name}`, (at) => withTurn(at, asker))];
}

function findPerson({ people }: Plan, { user, roster }: Asker): Person | undefined {
	return people.find((person) => roster.means(person.user, user));
}

function withPerson(at: Scenario, asker: Asker, edit: Partial<Person>): Scenario {
	const known =
		findPerson(at.plan, asker) ?? personSchema.parse({ user: { by: 'id', value: asker.user.id } });
	const others = at.plan.people.filter((person) => person !== known);
	return { ...at, plan: { ...at.plan, people: [...others, { ...known, ...edit }] } };
}

function withLoad(at: Scenario, user: User, edit: { open?: number; recent?: number[] }): Scenario {
	const load = own(at.state.loads, user.id) ?? NO_LOAD;
	const loads = { ...at.state.loads, [user.id]: { ...load, ...edit } };
	return { ...at, state: { ...at.state, loads } };
}
