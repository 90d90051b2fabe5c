import { WEEKDAYS } from '../../routing/model/hours';

type Weekday = (typeof WEEKDAYS)[number];

interface Shift {
	days: readonly Weekday[];
	from: string;
	to: string;
}

/** Hours as people say them, and as a plan has them. */
export interface Week {
	timeZone: string;
	hours: readonly Shift[];
	holidays: ReadonlyArray<{ from: string; to?: string }>;
}

export interface Colleague {
	id: string;
	firstName: string;
	/** Null: always at work. */
	works: Week | null;
	away: ReadonlyArray<{ from: string; to: string }>;
}

export interface Team {
	name: string;
	strategy: 'weightedRoundRobin' | 'longestIdle';
	/** IDs of colleagues. */
	members: readonly string[];
	works: Week | null;
}

export interface Account {
	id: string;
	number: string;
	name: string;
	tag: string;
}

/** Who gets the contacts of an account: the team, and when nobody of it works, who works next. */
export interface Rule {
	name: string;
	account: Account;
	team: string;
}

type For =
	| { type: 'any' }
	| { type: 'account'; account: Account }
	| { type: 'team'; team: string }
	| { type: 'rule'; rule: string }
	| { type: 'tag'; tag: string };

/** As people fill in Reply Times; `tell` and `atLast` are IDs. */
export interface ReplyTime {
	for: For;
	within: number;
	time: 'working' | 'always';
	then: { nextOfRule: true } | { tell: string };
	againAfter: number;
	atMost: number;
	atLast: string | null;
}

const DAYS = WEEKDAYS;
const WORKDAYS = DAYS.slice(0, 5);

const week = (
	timeZone: string,
	days: readonly Weekday[],
	shifts: readonly string[],
	holidays: readonly string[] = [],
): Week => ({
	timeZone,
	hours: shifts.map((shift) => {
		const [from = '', to = ''] = shift.split('-');
		return { days, from, to };
	}),
	holidays: holidays.map((from) => ({ from })),
});

const NEW_YORK = 'America/New_York';
const MADRID = 'Europe/Madrid';

const colleague = (
	firstName: string,
	works: Week | null,
	away: Colleague['away'] = [],
): Colleague => ({ id: `user${firstName}`.padEnd(20, '0'), firstName, works, away });

export const nora = colleague('Nora', week(NEW_YORK, DAYS, ['09:00-17:00']));
const ben = colleague('Ben', week(NEW_YORK, DAYS, ['10:00-13:00', '14:00-18:00']));
export const omar = colleague('Omar', week(NEW_YORK, WORKDAYS, ['08:00-16:00']));
const zoe = colleague('Zoe', week(NEW_YORK, DAYS, ['12:00-20:00']));
/** On leave. */
export const carla = colleague('Carla', week(NEW_YORK, DAYS, ['09:00-17:00']), [
	{ from: '2026-10-19', to: '2026-11-06' },
	{ from: '2027-03-22', to: '2027-04-09' },
]);
const ines = colleague('Ines', week(MADRID, DAYS, ['09:00-14:00', '16:00-19:00']));
/** At night, also when the clocks change. */
const pau = colleague('Pau', week(MADRID, DAYS, ['22:00-06:00']));
const marta = colleague('Marta', week(MADRID, WORKDAYS, ['09:00-18:00'], ['2026-10-26']));
const iker = colleague('Iker', week(MADRID, DAYS, ['11:00-20:00']));
const rosa = colleague('Rosa', week(MADRID, DAYS, ['09:00-18:00']));
const leo = colleague('Leo', week(NEW_YORK, DAYS, ['09:00-17:00']));
const sam = colleague('Sam', week(NEW_YORK, DAYS, ['09:00-17:00']));
/** The team lead, whom nobody restricts. */
export const lena = colleague('Lena', null);
/** In no team, but takes over contacts by hand. */
export const greta = colleague('Greta', null);
/** A user of HighLevel who is a bot. */
export const botto = colleague('Botto', null);

export const colleagues = [
	...[nora, ben, omar, zoe, carla, ines, pau, marta, iker, rosa, leo, sam, lena, greta, botto],
];

const ids = (...people: Colleague[]) => people.map(({ id }) => id);

export const teams: readonly Team[] = [
	{
		name: 'New York',
		strategy: 'weightedRoundRobin',
		members: ids(nora, ben, omar, zoe, carla),
		works: week(NEW_YORK, DAYS, ['08:00-20:00']),
	},
	{
		name: 'Madrid',
		strategy: 'longestIdle',
		members: ids(ines, pau, marta, iker),
		works: null,
	},
	{ name: 'Returns', strategy: 'weightedRoundRobin', members: ids(rosa, leo), works: null },
	{ name: 'Solo', strategy: 'weightedRoundRobin', members: ids(sam), works: null },
];

const account = (digit: number, name: string): Account => ({
	id: `10654035224292${digit}`,
	number: `+1202555014${digit}`,
	name,
	tag: `whatsnap-account-${name.toLowerCase().replace(' ', '-')}`,
});

export const sales = account(1, 'Sales Line');
export const support = account(2, 'Support Line');
export const returns = account(3, 'Returns Line');
export const solo = account(4, 'Solo Line');

export const rules: readonly Rule[] = [
	{ name: 'Sales', account: sales, team: 'New York' },
	{ name: 'Support', account: support, team: 'Madrid' },
	{ name: 'Returns', account: returns, team: 'Returns' },
	{ name: 'Solo', account: solo, team: 'Solo' },
];

const next = { nextOfRule: true } as const;

export const replyTimes: readonly ReplyTime[] = [
	{
		for: { type: 'tag', tag: 'vip' },
		within: 10,
		time: 'always',
		then: { tell: lena.id },
		againAfter: 30,
		atMost: 3,
		atLast: null,
	},
	{
		for: { type: 'account', account: support },
		within: 30,
		time: 'working',
		then: next,
		againAfter: 20,
		atMost: 2,
		atLast: lena.id,
	},
	{
		for: { type: 'team', team: 'Solo' },
		within: 25,
		time: 'working',
		then: next,
		againAfter: 60,
		atMost: 2,
		atLast: null,
	},
	{
		for: { type: 'rule', rule: 'Returns' },
		within: 40,
		time: 'working',
		then: next,
		againAfter: 35,
		atMost: 3,
		atLast: lena.id,
	},
	{
		for: { type: 'any' },
		within: 45,
		time: 'working',
		then: next,
		againAfter: 30,
		atMost: 2,
		atLast: lena.id,
	},
];

/** What time runs in for who is away for long, and got the contact from no team. */
export const businessHours = week(MADRID, DAYS.slice(0, 6), ['09:00-18:00']);

/** All of this as the JSON of a plan. */
export function planOfTheOffice(): object {
	const byId = (value: string) => ({ by: 'id', value });
	const byAccount = ({ id }: Account) => ({ by: 'id', value: id });
	return {
		rules: rules.map(({ name, account, team }) => ({
			name,
			when: { accounts: [byAccount(account)] },
			target: { type: 'team', team },
			backups: [{ type: 'firstWorkingNext', team }],
		})),
		fallback: null,
		teams: teams.map(({ members, ...team }) => ({
			...team,
			members: members.map((id) => ({ user: byId(id) })),
		})),
		people: colleagues
			.filter(({ works }) => works)
			.map(({ id, works, away }) => ({ user: byId(id), works, away })),
		schedules: [{ name: 'Office', ...businessHours }],
		businessHours: 'Office',
		replyTimes: replyTimes.map(({ then, atLast, for: about, ...entry }) => ({
			...entry,
			for: about.type === 'account' ? { ...about, account: byAccount(about.account) } : about,
			then: 'tell' in then ? { type: 'tell', to: byId(then.tell) } : { type: 'nextOfRule' },
			atLast: atLast && { type: 'user', user: byId(atLast) },
		})),
		replies: { bots: [byId(botto.id)] },
	};
}
