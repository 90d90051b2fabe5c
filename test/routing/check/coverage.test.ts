import { check, type FindingCode } from '../../../routing/check/check';
import type { User } from '../../../routing/model/decision';
import { OFFICE, SALES, USERS, WEDNESDAY, byId, plan, team, user } from '../builders';

const rule = (when: Record<string, unknown>, target: unknown = team('T')) => ({
	name: 'Sales',
	when,
	target,
});

function find(input: Record<string, unknown>, code: FindingCode, users?: readonly User[]) {
	const full = plan({ fallback: user('u8'), schedules: [OFFICE], ...input });
	return check(full, { ...(users && { users }), now: WEDNESDAY }).filter(
		(one) => one.code === code,
	);
}

describe('hours with nobody', () => {
	const works = (timeZone: string, from: string, to: string) => ({
		timeZone,
		hours: [
			{
				days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
				from,
				to,
			},
		],
	});
	const people = (...hours: unknown[]) =>
		hours.map((one, i) => ({ user: byId(`u${i + 1}`), works: one }));
	const rules = [rule({ accounts: [byId(SALES.id)] })];
	const teams = [{ name: 'T', members: [{ user: byId('u1') }, { user: byId('u2') }] }];
	const input = { rules, teams, fallback: null };

	it('are listed in every time zone of the team', () => {
		const hours = people(
			works('America/New_York', '08:00', '20:00'),
			works('Europe/Berlin', '09:00', '16:00'),
		);
		const [found] = find({ ...input, people: hours }, 'uncovered');
		expect(found?.text).toContain('Nobody can be found on Monday 00:00 to Monday 03:00');
		expect(found?.text).toContain('(America/New_York); that is Monday 06:00 to Monday 09:00');
	});

	it('are none when somebody is always there, or the fallback is', () => {
		expect(find({ ...input, people: people('Office') }, 'uncovered')).toEqual([]);
		const hours = people('Office', 'Office');
		expect(find({ ...input, people: hours, fallback: user('u8') }, 'uncovered')).toEqual([]);
		expect(find({ ...input, people: hours }, 'uncovered')).toHaveLength(1);
	});

	it('count only when the rule can match', () => {
		const covered = {
			...input,
			rules: [rule({ time: 'businessHours' })],
			businessHours: 'Office',
			people: people('Office', 'Office'),
		};
		expect(find(covered, 'uncovered')).toEqual([]);
	});

	it.each<[string, Array<[from: string, to: string]>, string]>([
		['a whole day until 23:59', [['00:00', '23:59']], ''],
		[
			'an evening until 23:59 and a night',
			[
				['06:00', '23:59'],
				['00:00', '06:00'],
			],
			'',
		],
		['a minute before noon', [['12:00', '11:59']], 'Monday 11:59 to Monday 12:00'],
		[
			'three minutes',
			[
				['00:00', '09:32'],
				['09:35', '24:00'],
			],
			'Monday 09:32 to Monday 09:35',
		],
		['a minute between two days', [['00:01', '24:00']], 'Monday 00:00 to Monday 00:01'],
	])('are found whatever their length: %s', (_what, shifts, gap) => {
		const [one, two] = shifts.map(([from, to]) => works('America/New_York', from, to));
		const [found] = find({ ...input, people: people(one, two ?? one) }, 'uncovered');
		if (gap === '') expect(found).toBeUndefined();
		else expect(found?.text).toContain(`Nobody can be found on ${gap}, `);
	});

	it('are found to the minute between the hours of people and those of a rule', () => {
		const long1 = rule({ time: { schedule: 'Long' } });
		const long = { ...OFFICE, name: 'Long', hours: [{ ...OFFICE.hours[0], to: '17:02' }] };
		const more = { rules: [long1], schedules: [OFFICE, long], people: people('Office', 'Office') };
		const [found] = find({ ...input, ...more }, 'uncovered');
		expect(found?.text).toContain(
			'on Monday 17:00 to Monday 17:02, Tuesday 17:00 to Tuesday 17:02',
		);
	});

	it('of a few minutes that only a change of the clocks makes', () => {
		const hours = people(
			works('America/New_York', '03:00', '15:58'),
			works('Europe/Berlin', '21:00', '09:00'),
		);
		expect(find({ ...input, people: hours }, 'uncovered').map(({ text }) => text)).toEqual([]);
		const [found] = find({ ...input, people: hours }, 'uncovered_clock_change');
		expect(found?.text).toContain('nobody can be found on 2026-03-08 15:58 to 2026-03-08 16:00');
	});

	it('that only a change of the clocks makes', () => {
		// Berlin and New York hand over to each other, except in the weeks when only one has changed.
		const hours = people(
			works('America/New_York', '03:00', '15:00'),
			works('Europe/Berlin', '21:00', '09:00'),
		);
		expect(find({ ...input, people: hours }, 'uncovered')).toEqual([]);
		const [found] = find({ ...input, people: hours }, 'uncovered_clock_change');
		expect(found?.text).toContain('nobody can be found on 2026-03-08 15:00 to 2026-03-08 16:00');
	});

	it('are those of a team that is closed, unless somebody is named for then', () => {
		const always = { ...input, teams: [{ ...teams[0], works: 'Office' }] };
		const [closed] = find(always, 'uncovered');
		expect(closed?.text).toContain('on Monday 00:00 to Monday 09:00, Monday 17:00');
		for (const field of ['outsideHours', 'ifNobody']) {
			const onCall = { ...input, teams: [{ ...always.teams[0], [field]: user('u3') }] };
			expect(find(onCall, 'uncovered')).toEqual([]);
		}
	});

	it('are those of whoever is named for the time outside the hours of a team', () => {
		const night = works('America/New_York', '17:00', '08:00');
		const [found] = find(
			{
				...input,
				people: [{ user: byId('u3'), works: night }],
				teams: [{ ...teams[0], works: 'Office', outsideHours: user('u3') }],
			},
			'uncovered',
		);
		expect(found?.text).toMatch(/on Monday 08:00 to Monday 09:00, .*, and 1 more times/);
	});

	it('end where teams hand over to each other', () => {
		const circle = [
			{ ...teams[0], works: 'Office', outsideHours: team('Night') },
			{ name: 'Night', members: teams[0]?.members, works: 'Office', outsideHours: team('T') },
		];
		expect(find({ ...input, teams: circle }, 'uncovered')).toHaveLength(1);
	});

	it('are no matter where nobody is wanted, or the next rule is asked', () => {
		for (const type of ['nobody', 'nextRule', 'firstWorkingNext']) {
			const backup = type === 'firstWorkingNext' ? { type, team: 'T' } : { type };
			const rules = [{ ...rule({ contact: 'new' }), backups: [backup] }];
			const hours = people('Office', 'Office');
			expect(find({ ...input, rules, people: hours }, 'uncovered')).toEqual([]);
		}
	});

	it('go by the calendars of HighLevel and by roles, as far as they are known', () => {
		const byRole = { ...input, teams: [{ name: 'T', roles: ['admin'] }] };
		const users = USERS.map((one) => ({ ...one, role: 'admin' as const })).slice(0, 2);
		const hours = { monday: [{ from: 540, to: 1020 }] };
		const calendar = [{ timeZone: 'America/New_York', week: hours, dates: {} }];
		const staffSnapshot = {
			hours: Object.fromEntries(
				users.map(({ id }) => [id, { value: calendar, readAt: WEDNESDAY }]),
			),
		};
		const full = plan({ ...byRole, sources: { hours: 'calendars' } });
		const uncovered = (more: Record<string, unknown>) =>
			check(full, { now: WEDNESDAY, ...more }).filter(({ code }) => code === 'uncovered');
		expect(uncovered({})).toEqual([]);
		expect(uncovered({ users })).toEqual([]);
		expect(uncovered({ users, staffSnapshot })[0]?.text).toContain(
			'on Monday 00:00 to Monday 09:00, Monday 17:00 to Monday 00:00 (America',
		);
	});

	it('of rules with the same times are one finding, which says what to do', () => {
		const rules = ['1', '2', '3'].map((id) => rule({ accounts: [byId(id)] }));
		const [found, ...more] = find(
			{ ...input, rules, people: people('Office', 'Office') },
			'uncovered',
		);
		expect(more).toEqual([]);
		expect(found?.where).toBe("Rule 1 'Sales' and 2 more rules");
		expect(found?.text).toContain(
			"Contacts wait until somebody works. To have somebody then, add 'Backups'",
		);
	});
});
