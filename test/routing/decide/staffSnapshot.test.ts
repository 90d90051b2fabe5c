import fc from 'fast-check';
import { check } from '../../../routing/check/check';
import { compilePlan } from '../../../routing/compiledPlan';
import { decide } from '../../../routing/decide/decide';
import { staffNeeds } from '../../../routing/staffNeeds';
import {
	LATE_MS,
	type CalendarSchedule,
	type StaffSnapshot,
} from '../../../routing/model/staffSnapshot';
import type { Load } from '../../../routing/model/state';
import { ledgerNeeds } from '../../../routing/ledgerNeeds';
import { whyNotMe } from '../../../routing/whyNot/whyNotMe';
import { OFFICE, SALES, USERS, WEDNESDAY, byId, plan, state, team, touch, user } from '../builders';
import { MINUTE } from '../../../routing/model/durations';

const READ_AT = WEDNESDAY - 2 * MINUTE;

const rule = (target: object) => ({ name: 'Sales', when: { accounts: [byId(SALES.id)] }, target });
const read = <T>(values: Record<string, T>, readAt = READ_AT) =>
	Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { value, readAt }]));
const load = (change: Partial<Load> = {}): Load => ({
	open: 0,
	lastAssignedAt: null,
	recent: [],
	...change,
});

/** Open on Wednesdays, or never. */
const calendar = (open: boolean, dates = {}): CalendarSchedule => ({
	timeZone: 'America/New_York',
	week: open ? { wednesday: [{ from: 540, to: 1020 }] } : {},
	dates,
});

function decided(
	input: Record<string, unknown>,
	staffSnapshot: StaffSnapshot,
	more: object = {},
	now = WEDNESDAY,
) {
	return decide(plan(input), touch(), state({ staffSnapshot, ...more }), now).decision;
}

function reasons(decision: ReturnType<typeof decided>) {
	return decision.receipt.candidates.map(({ userId, reason, detail }) => [userId, reason, detail]);
}

describe('working hours from calendars', () => {
	const sources = { hours: 'calendars' };
	const ann = { rules: [rule(user('u1'))], sources };

	it('count for people of whom the plan says nothing', () => {
		const closed = decided(ann, { hours: read({ u1: [calendar(false)] }) });
		expect(reasons(closed)).toEqual([
			['u1', 'outside_hours', 'calendars in HighLevel, read 2 min ago'],
		]);
		const open = decided(ann, { hours: read({ u1: [calendar(true)] }) });
		expect(open.user?.id).toBe('u1');
		expect(open.receipt.sources).toEqual(['Working hours: calendars in HighLevel, read 2 min ago']);
	});

	it('in a form that is not known keep the person out, and the receipt says so', () => {
		const unknown = { timeZone: 'UTC', week: {}, dates: {}, isUnknown: true } as const;
		const hours = read({ u1: [unknown], u2: [calendar(true)] });
		const both = { ...ann, rules: [{ ...rule(user('u1')), backups: [user('u2')] }] };
		const decision = decided(both, { hours });
		expect(reasons(decision)[0]).toEqual([
			'u1',
			'outside_hours',
			'calendars in HighLevel in a form that is not known, read 2 min ago',
		]);
		expect(decision.user?.id).toBe('u2');
	});

	it('make a date without times a holiday', () => {
		const hours = read({ u1: [calendar(true, { '2026-03-04': [] })] });
		expect(reasons(decided(ann, { hours }))).toMatchObject([['u1', 'holiday', expect.anything()]]);
	});

	it('say when somebody works again', () => {
		const hours = read({ u1: [calendar(true)] });
		const waiting = { ...ann, whenNobody: 'wait' };
		const night = Date.parse('2026-03-05T02:00:00Z');
		expect(decided(waiting, { hours }, {}, night)).toMatchObject({
			outcome: 'waiting',
			availableAt: '2026-03-11T13:00:00.000Z',
		});
	});

	it('give way to hours of the plan', () => {
		const people = [{ user: { by: 'email', value: 'ann@example.com' }, works: 'Office' }];
		const input = { ...ann, people, schedules: [OFFICE] };
		expect(decided(input, { hours: read({ u1: [calendar(false)] }) }).user?.id).toBe('u1');
	});

	it('that nobody set do not keep anybody from working', () => {
		expect(decided(ann, { hours: read({ u1: [] }) }).user?.id).toBe('u1');
	});
});

describe('blocked slots', () => {
	const input = {
		rules: [rule(team('T'))],
		teams: [{ name: 'T', members: [{ user: byId('u1') }] }],
	};
	const sources = { away: 'blockedSlots' };

	it('are time away at that instant, not that day', () => {
		const slot = { from: WEDNESDAY, until: WEDNESDAY + 30 * MINUTE };
		const away = read({ u1: [slot] });
		const at = (now: number) => decided({ ...input, sources }, { away }, {}, now);
		expect(at(WEDNESDAY - 1).user?.id).toBe('u1');
		expect(reasons(at(WEDNESDAY))).toEqual([
			['u1', 'blocked', 'until 2026-03-04T16:30:00.000Z, read 2 min ago'],
		]);
		expect(at(slot.until).user?.id).toBe('u1');
	});

	it('say when somebody is back', () => {
		const away = read({ u1: [{ from: WEDNESDAY, until: WEDNESDAY + 30 * MINUTE }] });
		const waiting = { ...input, sources, whenNobody: 'wait' };
		expect(decided(waiting, { away }).availableAt).toBe('2026-03-04T16:30:00.000Z');
	});

	it('come on top of the days in the plan', () => {
		const people = [{ user: byId('u1'), away: [{ from: '2026-03-04' }] }];
		expect(reasons(decided({ ...input, sources, people }, { away: read({ u1: [] }) }))).toEqual([
			['u1', 'away', null],
		]);
	});
});

describe('load from HighLevel', () => {
	const members = ['u1', 'u2'].map((id) => ({ user: byId(id) }));
	const sources = { load: 'unreadConversations' };
	const input = {
		rules: [rule(team('T'))],
		teams: [{ name: 'T', strategy: 'fewestOpen', members }],
		sources,
	};

	it('goes before open contacts, and is said in words', () => {
		const staffSnapshot = { load: read({ u1: 9, u2: 1 }) };
		const decision = decided(input, staffSnapshot, {
			loads: { u1: load(), u2: load({ open: 50 }) },
		});
		expect(decision.user?.id).toBe('u2');
		expect(reasons(decision)).toEqual([
			['u1', 'available', '9 unread conversations in HighLevel, read 2 min ago'],
			['u2', 'available', '1 unread conversation in HighLevel, read 2 min ago'],
		]);
		expect(decision.receipt.sentence).toContain(
			'Ben has 1 unread conversation in HighLevel, read 2 min ago.',
		);
		expect(decision.receipt.sources).toEqual([
			'Load: unread conversations in HighLevel, read 2 min ago',
		]);
	});

	it('is what capacity means', () => {
		const people = [{ user: byId('u1'), capacity: 3 }];
		const full = decided(
			{ rules: [rule(user('u1'))], people, sources },
			{ load: read({ u1: 2 }) },
			{
				loads: { u1: load({ recent: [WEDNESDAY - MINUTE] }) },
			},
		);
		expect(reasons(full)).toEqual([
			[
				'u1',
				'at_capacity',
				'2 unread conversations in HighLevel, read 2 min ago, and 1 assigned since; the capacity is 3',
			],
		]);
	});

	it('counts what was assigned since the reading, and a moment before it', () => {
		const compiled = compilePlan(plan(input));
		const staffSnapshot = { load: read({ u1: 0, u2: 1 }) };
		const { recentSince } = ledgerNeeds(compiled, touch(), USERS, WEDNESDAY, staffSnapshot);
		expect(recentSince).toBe(READ_AT - LATE_MS);
		const at = (recent: number[]) =>
			decided(input, staffSnapshot, { loads: { u1: load({ recent }) } }).user?.id;
		expect(at([READ_AT - LATE_MS - 1, READ_AT - LATE_MS - 1])).toBe('u1');
		expect(at([READ_AT - LATE_MS, READ_AT])).toBe('u2');
	});

	it('asks the ledger for as long as limits look back, when that is longer', () => {
		const people = [{ user: byId('u1'), limits: [{ max: 3, per: 'day' }] }];
		const compiled = compilePlan(plan({ ...input, people }));
		const needs = ledgerNeeds(compiled, touch(), USERS, WEDNESDAY, { load: read({ u1: 0 }) });
		expect(needs.recentSince).toBeLessThan(WEDNESDAY - 7 * 24 * 60 * MINUTE);
	});

	it('shares a burst as if HighLevel were asked each time', () => {
		const counts = fc.array(fc.nat({ max: 12 }), { minLength: 2, maxLength: 5 });
		fc.assert(
			fc.property(counts, fc.integer({ min: 1, max: 40 }), (before, burst) => {
				const ids = before.map((_count, i) => `u${i + 1}`);
				const team1 = {
					name: 'T',
					strategy: 'fewestOpen',
					members: ids.map((id) => ({ user: byId(id) })),
				};
				const full = plan({ ...input, teams: [team1] });
				const staffSnapshot = {
					load: read(Object.fromEntries(ids.map((id, i) => [id, before[i] ?? 0]))),
				};
				// Without turns: a member who was there all the time has no lift.
				const present = { credit: 0, lift: 0, away: false };
				const turns = { T: Object.fromEntries(ids.map((id) => [id, present])) };
				const got = new Map<string, number[]>(ids.map((id) => [id, []]));
				for (let i = 0; i < burst; i++) {
					const now = WEDNESDAY + i;
					const loads = Object.fromEntries(
						[...got].map(([id, recent]) => [
							id,
							load({ recent, lastAssignedAt: recent.at(-1) ?? null }),
						]),
					);
					const { decision } = decide(
						full,
						touch(),
						state({ staffSnapshot, loads, turns, owners: null }),
						now,
					);
					got.get(decision.user?.id ?? '')?.push(now);
				}
				const levels = ids.map((id, i) => ({
					had: before[i] ?? 0,
					got: got.get(id)?.length ?? 0,
				}));
				// Whoever got one was never above anybody else by more than that one.
				const lowest = Math.min(...levels.map((one) => one.had + one.got));
				for (const one of levels) {
					if (one.got > 0) expect(one.had + one.got).toBeLessThanOrEqual(lowest + 1);
				}
				expect(levels.reduce((sum, one) => sum + one.got, 0)).toBe(burst);
			}),
			{ numRuns: 100 },
		);
	});
});

describe('members by role', () => {
	const users = USERS.map((one, i) => ({
		...one,
		role: i < 2 ? ('admin' as const) : ('user' as const),
	}));
	const input = {
		rules: [rule(team('T'))],
		teams: [{ name: 'T', members: [{ user: byId('u3'), weight: 5 }], roles: ['admin'] }],
	};

	it('join those who are listed, who keep their weight', () => {
		const given = Array.from({ length: 7 }).reduce<{ turns: object; names: string[] }>(
			({ turns, names }) => {
				const { decision, changes } = decide(
					plan(input),
					touch(),
					state({ users, turns: { T: turns as never } }),
					WEDNESDAY,
				);
				const turn = changes.find(({ type }) => type === 'turns');
				return {
					turns: { ...turns, ...(turn?.type === 'turns' && turn.turns) },
					names: [...names, decision.user?.name ?? ''],
				};
			},
			{ turns: {}, names: [] },
		);
		expect([...given.names].sort()).toEqual(['Ann', 'Ben', 'Cleo', 'Cleo', 'Cleo', 'Cleo', 'Cleo']);
	});

	it('come in the order of their names, whichever order HighLevel lists them in', () => {
		const tie = { ...input, teams: [{ name: 'T', roles: ['user'] }] };
		const one = decide(plan(tie), touch(), state({ users }), WEDNESDAY).decision;
		const other = decide(plan(tie), touch(), state({ users: [...users].reverse() }), WEDNESDAY);
		expect(other.decision).toEqual(one);
	});

	it('are no part of the decision: it does not tell roles', () => {
		const { decision } = decide(plan(input), touch(), state({ users }), WEDNESDAY);
		expect(Object.keys(decision.user ?? {})).toEqual(['id', 'name', 'email']);
	});

	it('never are people whom HighLevel does not list; those are named', () => {
		const gone = {
			...input,
			teams: [{ name: 'T', members: [{ user: byId('gone') }], roles: ['admin'] }],
		};
		const { decision } = decide(plan(gone), touch(), state({ users }), WEDNESDAY);
		expect(decision.receipt.candidates[0]).toMatchObject({ user: 'gone', reason: 'unknown_user' });
		expect(['u1', 'u2']).toContain(decision.user?.id);
	});

	it('that nobody has leave a team empty, and say so', () => {
		const { decision } = decide(
			plan({ ...input, teams: [{ name: 'T', roles: ['admin'] }] }),
			touch(),
			state(),
			WEDNESDAY,
		);
		expect(decision.receipt.candidates).toMatchObject([
			{ reason: 'empty_team', detail: 'nobody in the sub-account has the role admin' },
		]);
	});
});

it('an owner whom HighLevel does not list counts as an owner', () => {
	const input = { rules: [rule(user('u1'))], sources: { hours: 'calendars', load: 'contacts' } };
	const owned = touch({ contact: { ownerId: 'agencyUser' } });
	const { decision } = decide(
		plan({ ...input, owners: { mode: 'first' } }),
		owned,
		state({ staffSnapshot: { hours: read({ u1: [calendar(true)] }), load: {} } }),
		WEDNESDAY,
	);
	expect(decision).toMatchObject({ outcome: 'kept', user: { id: 'agencyUser' } });
});

describe('what is asked of HighLevel', () => {
	const needs = (input: Record<string, unknown>, ownerId: string | null = null) =>
		staffNeeds(compilePlan(plan(input)), USERS, ownerId);
	const teams = [
		{ name: 'Turns', members: [{ user: byId('u1') }, { user: byId('gone') }] },
		{ name: 'Load', strategy: 'lowestLoad', members: [{ user: byId('u2') }] },
	];
	const people = [{ user: byId('u3'), capacity: 4, backup: byId('u4') }, { user: byId('u5') }];

	it('is nothing when the plan says all', () => {
		expect(needs({ teams, people }, 'u8')).toEqual({ hours: [], away: [], load: [] });
	});

	it('is the time of all who can be named, and of the owner', () => {
		const sources = { hours: 'calendars', away: 'blockedSlots' };
		const rules = [rule(user('u7'))];
		const { hours, away } = needs({ rules, teams, people, sources }, 'u8');
		expect([...hours].sort()).toEqual(['u1', 'u2', 'u3', 'u4', 'u5', 'u7', 'u8']);
		expect(away).toEqual(hours);
	});

	it('is the load only of those whose load matters', () => {
		const asked = needs({ teams, people, sources: { load: 'contacts' } }).load;
		expect([...asked].sort()).toEqual(['u2', 'u3']);
	});
});

describe('Check Plan', () => {
	/** Without what plans of staff alone are told: they have no rules. */
	const found = (input: Record<string, unknown>, staffSnapshot: StaffSnapshot = {}) =>
		check(plan({ fallback: user('u8'), ...input }), {
			users: USERS,
			staffSnapshot,
			now: WEDNESDAY,
		})
			.filter(({ code }) => code !== 'no_rules' && code !== 'unused_team')
			.map(({ code, text }) => [code, text]);

	it('names people without working hours in HighLevel', () => {
		const people = [{ user: byId('u2'), works: 'Office' }];
		const hours = read({ u1: [], u2: [], u3: [calendar(true)] });
		const input = { people, schedules: [OFFICE], sources: { hours: 'calendars' } };
		const texts = found(input, { hours }).filter(([code]) => code === 'no_hours');
		expect(texts).toEqual([
			['no_hours', expect.stringMatching(/^HighLevel has no working hours for Ann, so/)],
		]);
	});

	it('says when nothing goes by the load', () => {
		const sources = { load: 'contacts' };
		expect(found({ sources })).toMatchObject([['useless_source', expect.anything()]]);
		expect(found({ sources, people: [{ user: byId('u1'), capacity: 3 }] })).toEqual([]);
	});

	it('says when nobody has the role of a team', () => {
		const teams = [{ name: 'T', roles: ['admin', 'user'] }];
		expect(found({ teams })).toEqual([
			[
				'empty_team',
				expect.stringMatching(
					/^HighLevel lists nobody with the role admin or user in the sub-account/,
				),
			],
		]);
	});
});

describe('Explain Why Not', () => {
	const ask = (input: Record<string, unknown>, staffSnapshot: StaffSnapshot) =>
		whyNotMe(plan(input), touch(), state({ staffSnapshot }), WEDNESDAY, byId('u1')).sentence;
	const rules = [rule(user('u1'))];

	it.each<[string, Record<string, unknown>, StaffSnapshot]>([
		[
			'Ann worked at this time',
			{ sources: { hours: 'calendars' } },
			{ hours: read({ u1: [calendar(false)] }) },
		],
		[
			'Ann had not blocked this time in HighLevel',
			{ sources: { away: 'blockedSlots' } },
			{ away: read({ u1: [{ from: 0, until: WEDNESDAY + 1 }] }) },
		],
		[
			'Ann had fewer than 3 unread conversations',
			{
				sources: { load: 'unreadConversations' },
				people: [{ user: byId('u1'), capacity: 3 }],
			},
			{ load: read({ u1: 3 }) },
		],
		[
			'Ann had fewer than 3 contacts of the last 30 days in HighLevel',
			{ sources: { load: 'contacts' }, people: [{ user: byId('u1'), capacity: 3 }] },
			{ load: read({ u1: 3 }) },
		],
	])('%s', (text, input, staffSnapshot) => {
		expect(ask({ rules, ...input }, staffSnapshot)).toBe(
			`Ann would have got this contact if ${text}.`,
		);
	});

	it('a limit is not all that is in the way of who has much in HighLevel', () => {
		const people = [{ user: byId('u1'), capacity: 3, limits: [{ max: 1, per: 'day' }] }];
		const loads = { u1: load({ recent: [READ_AT - 10 * MINUTE] }) };
		const answer = whyNotMe(
			plan({ rules, people, sources: { load: 'contacts' } }),
			touch(),
			state({ loads, staffSnapshot: { load: read({ u1: 3 }) } }),
			WEDNESDAY,
			byId('u1'),
		);
		expect(answer.changes?.map(({ code }) => code)).toEqual(['capacity', 'limit']);
	});

	it('it were the turn of a member by role', () => {
		const users = USERS.map((one) => ({ ...one, role: 'user' as const }));
		const input = {
			rules: [rule(team('T'))],
			teams: [
				{ name: 'T', strategy: 'fewestOpen', members: [{ user: byId('u8') }], roles: ['user'] },
			],
			sources: { load: 'unreadConversations' },
		};
		const staffSnapshot = { load: read({ u1: 9, u8: 0 }) };
		const answer = whyNotMe(
			plan(input),
			touch(),
			state({ users, staffSnapshot }),
			WEDNESDAY,
			byId('u1'),
		);
		expect(answer.changes).toMatchObject([{ code: 'turn' }]);
	});
});
