import fc from 'fast-check';
import { StaffMember } from '../../../routing/availability/staff';
import { compilePlan } from '../../../routing/compiledPlan';
import { decide } from '../../../routing/decide/decide';
import { HOUR, MINUTE } from '../../../routing/model/durations';
import type { StaffSnapshot } from '../../../routing/model/staffSnapshot';
import type { Load } from '../../../routing/model/state';
import { personSchema } from '../../../routing/plan/person';
import { content, inPlan } from '../availability/shifts';
import { OFFICE, SALES, WEDNESDAY, byId, plan, state, team, touch, user } from '../builders';

const waiting = {
	rules: [{ name: 'Sales', when: { accounts: [byId(SALES.id)] }, target: user('u1') }],
	schedules: [OFFICE],
	timeZone: 'America/New_York',
	whenNobody: 'wait',
};
const load = (change: Partial<Load>): Load => ({
	open: 0,
	lastAssignedAt: null,
	recent: [],
	...change,
});
const got = (...recent: number[]) => ({ loads: { u1: load({ recent }) } });

/** When Ann, of whom the plan says this, can take a contact of Wednesday, 11:00 in New York. */
function annAt(person: object, more: object = {}, change: object = {}): string | null {
	const people = [{ user: byId('u1'), ...person }];
	const decision = decide(
		plan({ ...waiting, people, ...change }),
		touch(),
		state(more),
		WEDNESDAY,
	).decision;
	expect(decision.outcome).toBe('waiting');
	return decision.availableAt;
}

const limit = (max: number, per: string, window = 'calendar') => ({ max, per, window });
const two = got(WEDNESDAY - 50 * MINUTE, WEDNESDAY - 10 * MINUTE);

describe('somebody at a limit can take a contact again', () => {
	it.each([
		['at midnight of their day', limit(2, 'day'), '2026-03-05T05:00:00.000Z'],
		// The clocks change on Sunday: Monday begins at 04:00 UTC.
		['on Monday of their week', limit(2, 'week'), '2026-03-09T04:00:00.000Z'],
		['an hour after the last', limit(1, 'hour', 'rolling'), '2026-03-04T16:50:00.000Z'],
		['an hour after the first of two', limit(2, 'hour', 'rolling'), '2026-03-04T16:10:00.000Z'],
		['a day after it', limit(2, 'day', 'rolling'), '2026-03-05T15:10:00.000Z'],
		['a week after it', limit(2, 'week', 'rolling'), '2026-03-11T15:10:00.000Z'],
	])('%s', (_what, one, at) => {
		expect(annAt({ limits: [one] }, two)).toBe(at);
	});

	it('with the next hour', () => {
		expect(annAt({ limits: [limit(1, 'hour')] }, got(WEDNESDAY))).toBe('2026-03-04T17:00:00.000Z');
	});

	it('when all their limits have ended', () => {
		const limits = [limit(1, 'hour'), limit(2, 'day'), limit(9, 'week')];
		expect(annAt({ limits }, two)).toBe('2026-03-05T05:00:00.000Z');
	});

	it('when they work after it', () => {
		const inOffice = { works: 'Office', limits: [limit(2, 'day')] };
		expect(annAt(inOffice, two)).toBe('2026-03-05T14:00:00.000Z');
		const away = { ...inOffice, away: [{ from: '2026-03-05', to: '2026-03-06' }] };
		expect(annAt(away, two)).toBe('2026-03-09T13:00:00.000Z');
	});

	it('when it ends after their hours begin', () => {
		const late = { works: 'Office', limits: [limit(1, 'day', 'rolling')] };
		expect(annAt(late, two)).toBe('2026-03-05T15:50:00.000Z');
	});

	it('never when it allows nothing', () => {
		expect(annAt({ limits: [limit(0, 'day')] })).toBeNull();
		expect(annAt({ works: 'Office', limits: [limit(0, 'day')] }, two)).toBeNull();
	});

	it('in the window of their own time zone', () => {
		const works = { ...OFFICE, name: undefined, timeZone: 'Asia/Kolkata' };
		delete works.name;
		const kolkata = { works: { ...works }, limits: [limit(2, 'day')] };
		// 21:30 there: the day ends at 18:30 UTC, the hours begin at 03:30.
		expect(annAt(kolkata, two)).toBe('2026-03-05T03:30:00.000Z');
	});
});

describe('when several things are in the way', () => {
	const off = { works: { ...OFFICE, timeZone: 'Europe/Berlin', name: undefined } };
	delete off.works.name;

	it('time away and a limit both have to end', () => {
		const away = { away: [{ from: '2026-03-04' }], limits: [limit(2, 'week')] };
		expect(annAt(away, two)).toBe('2026-03-09T04:00:00.000Z');
	});

	it('blocked time that ends at any minute counts to the minute', () => {
		const staffSnapshot: StaffSnapshot = {
			away: {
				u1: {
					value: [
						{ from: WEDNESDAY - HOUR, until: WEDNESDAY + 7 * MINUTE },
						{ from: WEDNESDAY + 7 * MINUTE, until: WEDNESDAY + 22 * MINUTE + 1234 },
					],
					readAt: WEDNESDAY,
				},
			},
		};
		const sources = { away: 'blockedSlots' };
		expect(annAt({}, { staffSnapshot }, { sources })).toBe('2026-03-04T16:22:01.234Z');
	});

	it('a pause has no end, and a skill does not come with time', () => {
		expect(annAt({ paused: true, works: 'Office' })).toBeNull();
		const skills = { required: [{ name: 'spanish' }] };
		const rules = [{ ...waiting.rules[0], skills }];
		expect(annAt(off, {}, { rules })).toBeNull();
	});

	it('nobody knows when somebody who is full closes a contact', () => {
		const full = { loads: { u1: load({ open: 3 }) } };
		expect(annAt({ capacity: 3 }, full)).toBeNull();
		expect(annAt({ capacity: 3, works: 'Office' }, full)).toBeNull();
		// Tomorrow they may have room.
		expect(annAt({ capacity: 3, ...off }, full)).toBe('2026-03-05T08:00:00.000Z');
	});

	it('whoever is excluded is never waited for', () => {
		const people = [{ user: byId('u1'), ...off }];
		const excluded = touch({ excludedUsers: ['u1'] });
		const { decision } = decide(plan({ ...waiting, people }), excluded, state(), WEDNESDAY);
		expect(decision.availableAt).toBeNull();
	});
});

it('of several people the first counts', () => {
	const teams = [{ name: 'T', members: ['u1', 'u2', 'u3'].map((id) => ({ user: byId(id) })) }];
	const rules = [{ ...waiting.rules[0], target: team('T') }];
	const people = [
		{ user: byId('u1'), limits: [limit(1, 'day')] },
		{ user: byId('u2'), limits: [limit(1, 'hour', 'rolling')] },
		{ user: byId('u3'), paused: true },
	];
	const one = load({ recent: [WEDNESDAY - 20 * MINUTE] });
	const { decision } = decide(
		plan({ ...waiting, rules, teams, people }),
		touch(),
		state({ loads: { u1: one, u2: one } }),
		WEDNESDAY,
	);
	expect(decision.availableAt).toBe('2026-03-04T16:40:00.000Z');
});

it('the first who works next gets nothing over a limit', () => {
	const teams = [{ name: 'T', members: [{ user: byId('u1') }] }];
	const rules = [{ ...waiting.rules[0], target: { type: 'firstWorkingNext', team: 'T' } }];
	expect(annAt({ limits: [limit(2, 'day')] }, two, { rules, teams })).toBe(
		'2026-03-05T05:00:00.000Z',
	);
});

const limits = fc.array(
	fc.record({
		max: fc.integer({ min: 1, max: 3 }),
		per: fc.constantFrom('hour', 'day', 'week'),
		window: fc.constantFrom('calendar', 'rolling'),
	}),
	{ maxLength: 3 },
);
const recent = fc
	.array(fc.integer({ min: 0, max: 7 * 1440 }), { maxLength: 6 })
	.map((ago) => ago.map((minutes) => WEDNESDAY - minutes * MINUTE).sort((a, b) => a - b));
const away = fc.array(fc.constantFrom('2026-03-04', '2026-03-05', '2026-03-07', '2026-03-08'), {
	maxLength: 3,
});
const blocked = fc.array(
	fc.record({
		from: fc.integer({ min: -300, max: 900 }),
		minutes: fc.integer({ min: 1, max: 900 }),
	}),
	{ maxLength: 3 },
);

it('then, with the same load, the person is available, and at no minute before', () => {
	fc.assert(
		fc.property(content, limits, recent, away, blocked, (hours, some, times, days, slots) => {
			const value = slots.map(({ from, minutes }) => ({
				from: WEDNESDAY + from * MINUTE,
				until: WEDNESDAY + (from + minutes) * MINUTE,
			}));
			const staffSnapshot = { away: { u1: { value, readAt: WEDNESDAY } } };
			const person = { works: inPlan(hours), limits: some, away: days.map((from) => ({ from })) };
			const people = [{ user: byId('u1'), ...person }];
			const one = compilePlan(plan({ ...waiting, people, sources: { away: 'blockedSlots' } }));
			const known = state({ staffSnapshot, ...got(...times) });
			const at = (now: number) => decide(one, touch(), known, now).decision;
			const { outcome, availableAt } = at(WEDNESDAY);
			if (outcome === 'assigned' || availableAt === null) return;
			const then = Date.parse(availableAt);
			expect(at(then).outcome).toBe('assigned');
			// The minutes just before, then further and further apart.
			for (let ago = 1; then - ago * MINUTE > WEDNESDAY; ago = Math.ceil(ago * 1.2)) {
				expect(at(then - ago * MINUTE).outcome).toBe('waiting');
			}
		}),
		{ numRuns: 100 },
	);
});

it.each([
	['America/New_York', '2026-11-01T04:00Z'],
	['Australia/Lord_Howe', '2026-04-04T13:00Z'],
	['Europe/Berlin', '2026-03-28T23:00Z'],
])('an hour that comes twice, or not at all, ends a limit too: %s', (timeZone, from) => {
	for (const window of ['calendar', 'rolling']) {
		const person = personSchema.parse({ user: byId('u1'), limits: [limit(1, 'hour', window)] });
		const member = new StaffMember(person, null, timeZone);
		for (let minutes = 0; minutes < 6 * 60; minutes += 5) {
			const at = Date.parse(from) + minutes * MINUTE;
			const next = member.takesNext(at, [at]) ?? 0;
			expect(next).toBeGreaterThan(at);
			expect(next).toBeLessThanOrEqual(at + 2 * HOUR);
			expect(member.usedUp(next, [at])).toBeNull();
			expect(member.usedUp(next - 1, [at])).not.toBeNull();
		}
	}
});
