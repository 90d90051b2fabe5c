import { SALES, SUPPORT, byId, team } from '../../routing/builders';

/** Also in the night in which clocks go forward. */
export const MORNING = {
	zone: 'America/New_York',
	from: '01:00',
	to: '12:30',
	users: ['u1', 'u4'],
};

const MORNINGS = {
	name: 'Mornings',
	timeZone: MORNING.zone,
	hours: [
		{
			days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
			from: MORNING.from,
			to: MORNING.to,
		},
	],
};

/** By turn and weight, some of whom are full or off; without a name for the second rule. */
const TEAMS = {
	rules: [
		{ name: 'Sales', when: { accounts: [byId(SALES.id)] }, target: team('Sales') },
		{ name: '', when: { accounts: [byId(SUPPORT.id)] }, target: team('Support') },
	],
	fallback: team('Support'),
	teams: [
		{
			name: 'Sales',
			members: [
				{ user: byId('u1'), weight: 2 },
				{ user: byId('u2'), weight: 1 },
				{ user: byId('u3'), weight: 1 },
			],
		},
		{
			name: 'Support',
			strategy: 'fewestOpen',
			members: ['u2', 'u4', 'u5'].map((id) => ({ user: byId(id) })),
		},
	],
	people: [
		{ user: byId('u1'), works: 'Mornings' },
		{ user: byId('u2'), capacity: 2 },
		{ user: byId('u4'), works: 'Mornings', limits: [{ max: 2, per: 'hour' }] },
	],
	schedules: [MORNINGS],
	timeZone: 'America/New_York',
	replies: { silentAfterHours: 30 },
	staleAfterDays: 2,
};

/** Weights of the teams, as a strategy goes by them. */
export const WEIGHTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
	Sales: { u1: 2, u2: 1, u3: 1 },
	Support: { u2: 1, u4: 1, u5: 1 },
};

export const PLANS = {
	/** One owner, whom somebody covers for; ten minutes of the clock, again and again, and the lead. */
	first: {
		...TEAMS,
		replyTimes: [
			{
				...{ within: 10, time: 'always', againAfter: 10, atMost: 2 },
				atLast: { type: 'user', user: byId('u6') },
			},
		],
		owners: { mode: 'first', whenUnavailable: 'cover' },
	},
	/** An owner for each account, who gives way when away; a quarter of an hour of their time. */
	separate: {
		...TEAMS,
		replyTimes: [{ within: 15, againAfter: 15 }],
		owners: { mode: 'separate', whenUnavailable: 'reassign' },
	},
	/** Each message asks the rules; who is late is only told. */
	anew: { ...TEAMS, replyTimes: [{ within: 10, then: { type: 'tell' } }], owners: null },
};

export type PlanName = keyof typeof PLANS;
