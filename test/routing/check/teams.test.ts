import { check, type FindingCode } from '../../../routing/check/check';
import { OFFICE, USERS, WEDNESDAY, byId, plan, team, user } from '../builders';

const WORKS = { timeZone: OFFICE.timeZone, hours: OFFICE.hours };
const members = (...more: Array<Record<string, unknown>>) =>
	more.map((one, i) => ({ user: byId(`u${i + 1}`), ...one }));
const two = members({}, {});

function found(teams: Array<Record<string, unknown>>, more: Record<string, unknown> = {}) {
	const rules = teams.map(({ name }, i) => ({
		name: `R${i}`,
		when: { accounts: [byId(String(i))] },
		target: { type: 'team', team: name },
	}));
	const full = plan({ rules, fallback: user('u8'), teams, schedules: [OFFICE], ...more });
	return check(full, { users: USERS, now: WEDNESDAY }).map(({ code, where, text }) => {
		return { code, where, text };
	});
}
const codes = (...args: Parameters<typeof found>) => found(...args).map(({ code }) => code);

it('a department with weights, hours, a stand-in and a lead has no findings', () => {
	const lead = { outsideHours: user('u3'), ifNobody: user('u4') };
	expect(
		found([{ name: 'T', members: members({ weight: 2 }, {}), works: 'Office', ...lead }]),
	).toEqual([]);
});

it.each<[FindingCode, Record<string, unknown>]>([
	['empty_team', {}],
	['empty_reference', { members: two, outsideHours: user(''), works: WORKS }],
	['empty_reference', { members: two, ifNobody: team('') }],
	['unknown_team', { members: two, ifNobody: team('No') }],
	['unknown_user', { members: two, ifNobody: user('gone') }],
	['unknown_schedule', { members: two, works: 'No', outsideHours: user('u3') }],
	['past_holidays', { members: two, works: { ...WORKS, holidays: [{ from: '2025-12-25' }] } }],
	['duplicate', { members: [...two, { user: { by: 'email', value: 'Ann@example.com' } }] }],
	['useless_outside', { members: two, outsideHours: user('u3') }],
	['useless_weight', { members: members({ weight: 2 }, {}), strategy: 'longestIdle' }],
	['useless_tier', { members: members({ tier: 2 }, {}) }],
	['useless_tier', { members: two, strategy: 'rankedTiers' }],
	['team_circle', { members: two, ifNobody: team(' t ') }],
])('%s in %j', (code, fields) => {
	const all = found([{ name: 'T', ...fields }]);
	expect(all.map((one) => one.code)).toContain(code);
	expect(all.find((one) => one.code === code)?.text).toMatch(/[.;] [A-Z].*[.]$/);
});

it.each<[FindingCode, Record<string, unknown>]>([
	['useless_weight', { members: members({ weight: 2 }, {}), strategy: 'sticky' }],
	['useless_tier', { members: members({ tier: 2 }, {}), strategy: 'rankedTiers' }],
	['useless_tier', { members: members({}), strategy: 'rankedTiers' }],
	['useless_outside', { members: two, works: WORKS, outsideHours: user('u3') }],
	['team_circle', { members: two, ifNobody: { type: 'firstWorkingNext', team: 'T' } }],
])('no %s in %j', (code, fields) => {
	expect(codes([{ name: 'T', ...fields }])).not.toContain(code);
});

it('a team that nothing names is found, unless another team does', () => {
	const T = { name: 'T', members: two };
	const spare = { name: 'Spare', members: two };
	const rules = [{ name: 'R', when: { contact: 'new' }, target: team('T') }];
	const more = { rules, schedules: [] };
	expect(found([T, spare], more)).toEqual([
		{ code: 'unused_team', where: "Team 2 'Spare'", text: expect.stringContaining('No rule') },
	]);
	expect(codes([{ ...T, ifNobody: team('spare') }, spare], more)).toEqual([]);
});

it('circles of teams are found, each once', () => {
	const next = (name: string, other: string, field = 'ifNobody') => {
		return { name, members: two, works: WORKS, [field]: team(other) };
	};
	const teams = [next('A', 'B'), next('B', 'C', 'outsideHours'), next('C', 'A'), next('D', 'A')];
	const circles = found(teams).filter(({ code }) => code === 'team_circle');
	expect(circles).toEqual([
		{
			code: 'team_circle',
			where: "Team 1 'A'",
			text: expect.stringContaining('They hand over to each other: A, then B, then C, then A.'),
		},
	]);
});

it('whoever stands in for a team counts for the skills of a rule', () => {
	const skilled = { people: [{ user: byId('u5'), skills: [{ name: 'Tax' }] }] };
	const rules = [
		{
			name: 'R',
			when: { contact: 'new' },
			target: team('T'),
			skills: { required: [{ name: 'Tax' }] },
		},
	];
	const T = { name: 'T', members: two, works: WORKS };
	expect(codes([T], { rules, ...skilled })).toContain('unmet_skills');
	for (const field of ['outsideHours', 'ifNobody']) {
		expect(codes([{ ...T, [field]: user('u5') }], { rules, ...skilled })).not.toContain(
			'unmet_skills',
		);
		expect(
			codes([{ ...T, [field]: { type: 'previousOwner' } }], { rules, ...skilled }),
		).not.toContain('unmet_skills');
	}
});

describe('hours of a team and of its members', () => {
	const MORNING = { ...WORKS, hours: [{ days: ['monday'], from: '08:00', to: '10:00' }] };
	const EVENING = { ...WORKS, hours: [{ days: ['monday'], from: '18:00', to: '20:00' }] };
	const atWork = (...works: object[]) => ({
		people: works.map((one, i) => ({ user: byId(`u${i + 1}`), works: one })),
	});
	const of = (works: unknown, more: Record<string, unknown>) =>
		found([{ name: 'T', members: two, works }], more)
			.filter(({ code }) => code === 'hours_never_meet')
			.map(({ where }) => where);

	it('that never meet are said, whether they have a name or not', () => {
		expect(of(MORNING, atWork(EVENING, EVENING))).toEqual(["Team 1 'T'"]);
		const schedules = [{ ...MORNING, name: 'Office' }];
		expect(of('Office', { schedules, ...atWork(EVENING, EVENING) })).toEqual(["Team 1 'T'"]);
	});

	it('that meet once a week, or through somebody without hours, are fine', () => {
		expect(of(MORNING, atWork(EVENING, MORNING))).toEqual([]);
		expect(of(MORNING, atWork(EVENING))).toEqual([]);
	});

	it('that meet over midnight, or in another time zone, are fine', () => {
		const night = { ...WORKS, hours: [{ days: ['sunday'], from: '22:00', to: '09:00' }] };
		expect(of(MORNING, atWork(night, EVENING))).toEqual([]);
		const abroad = { ...MORNING, timeZone: 'Asia/Tokyo' };
		expect(of(MORNING, atWork(abroad, abroad))).toEqual(["Team 1 'T'"]);
	});

	it('are not judged where they are missing, or where everybody is paused', () => {
		expect(of('No', atWork(EVENING, EVENING))).toEqual([]);
		const paused = ['u1', 'u2'].map((id) => ({ user: byId(id), works: EVENING, paused: true }));
		expect(of(MORNING, { people: paused })).toEqual([]);
	});
});

describe('working hours that nobody uses', () => {
	const unused = (more: Record<string, unknown>, works: unknown = null) =>
		found([{ name: 'T', members: two, works }], more).filter(({ code }) => code === 'unused_hours');

	it('are said', () => {
		expect(unused({})).toEqual([
			{
				code: 'unused_hours',
				where: `Working Hours 1 '${OFFICE.name}'`,
				text: expect.stringContaining("'Works'") as string,
			},
		]);
		expect(unused({ businessHours: OFFICE.name })).toHaveLength(1);
	});

	it.each<[string, Record<string, unknown>, unknown]>([
		['a team', {}, OFFICE.name.toUpperCase()],
		['a team with holidays of its own', {}, { ...WORKS, holidays: [{ from: '2099-12-25' }] }],
		['a person', { people: [{ user: byId('u1'), works: OFFICE.name }] }, null],
	])('are not those of %s', (_, more, works) => {
		expect(unused(more, works)).toEqual([]);
	});

	it.each([{ schedule: OFFICE.name }, 'businessHours', 'afterHours'])(
		'are not those that a rule asks for as %j',
		(time) => {
			const rules = [{ name: 'R', when: { time }, target: user('u1') }];
			const full = plan({ rules, schedules: [OFFICE], businessHours: OFFICE.name });
			expect(check(full, { now: WEDNESDAY }).map(({ code }) => code)).not.toContain('unused_hours');
		},
	);
});
