import { makeRules, toPlan, type Mix } from '../routing/rules';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
const ZONES = ['America/New_York', 'Europe/Berlin', 'Asia/Kolkata'];
const PEOPLE = 60;
const TEAMS = 30;
const MEMBERS = 6;

/** What a plan to check is like. */
export const KINDS = ['realistic', 'one account', 'own hours'] as const;
export type Kind = (typeof KINDS)[number];

/**
 * A plan with 60 people and 30 teams that have hours to the minute and hand over to each other in
 * circles. `realistic`: rules
 * about accounts, tags, sources, countries and hours, to teams. `one account`: all rules ask for one
 * account first, so that each has to be compared with many. `own hours`: each rule names a person, and
 * each person has hours of their own.
 */
export function planWith(kind: Kind, rules: number): Record<string, unknown> {
	const mix: Mix = 'realistic';
	const { rules: table, schedules } = toPlan(makeRules(mix, rules));
	const people = Array.from({ length: kind === 'own hours' ? rules : PEOPLE }, (_, i) => person(i));
	const when = (asked: Record<string, unknown>) =>
		kind === 'one account' ? { ...asked, accounts: [{ by: 'id', value: 'acc1' }] } : asked;
	return {
		rules: table.map((rule, i) => ({
			...rule,
			when: when(rule.when),
			target:
				kind === 'own hours'
					? { type: 'user', user: people[i]?.user }
					: { type: 'team', team: `Team ${i % TEAMS}` },
		})),
		fallback: null,
		people,
		schedules,
		teams: Array.from({ length: TEAMS }, (_, i) => team(i)),
	};
}

function person(i: number) {
	const from = `0${i % 10}:${minute(i)}`;
	const to = `1${Math.floor(i / 60) % 10}:${minute(i * 7)}`;
	const hours = [{ days: DAYS, from, to }];
	return {
		user: { by: 'id', value: `u${i}`, name: `Person ${i}` },
		works: { timeZone: ZONES[i % ZONES.length], hours },
	};
}

function team(i: number) {
	const hours = [{ days: DAYS, from: `08:${minute(i)}`, to: `1${i % 10}:${minute(i * 11)}` }];
	return {
		name: `Team ${i}`,
		members: Array.from({ length: MEMBERS }, (_, at) => {
			return { user: { by: 'id', value: `u${(i * 2 + at) % PEOPLE}` } };
		}),
		works: { timeZone: ZONES[i % ZONES.length], hours },
		outsideHours: { type: 'team', team: `Team ${(i + 1) % TEAMS}` },
		ifNobody: { type: 'team', team: `Team ${(i + 7) % TEAMS}` },
	};
}

function minute(i: number): string {
	return String(i % 60).padStart(2, '0');
}
