import { check, type FindingCode } from '../../../routing/check/check';
import { OFFICE, SALES, USERS, WEDNESDAY, byId, filter, plan, team, user } from '../builders';

const sales = (change: Record<string, unknown>) => ({
	name: 'Sales',
	when: { accounts: [byId(SALES.id)] },
	target: user('u1'),
	...change,
});
const when = (conditions: Record<string, unknown>, change: Record<string, unknown> = {}) => ({
	name: 'When',
	when: conditions,
	target: user('u1'),
	...change,
});

function find(input: Record<string, unknown>, code: FindingCode, users = USERS) {
	const full = plan({ fallback: user('u8'), schedules: [OFFICE], ...input });
	return check(full, { users, now: WEDNESDAY }).filter((one) => one.code === code);
}

it('a sound plan has no findings', () => {
	const sound = plan({ rules: [sales({})], fallback: user('u8') });
	expect(check(sound, { users: USERS, now: WEDNESDAY })).toEqual([]);
});

it('the gravest come first', () => {
	const severities = check(plan({ rules: [sales({ target: team('No') })] }), { now: WEDNESDAY });
	expect(severities.map(({ severity }) => severity)).toEqual(['error', 'warning']);
});

/** Only Ann is named, who does not always work. */
const UNCOVERED = { fallback: null, people: [{ user: byId('u1'), works: 'Office' }] };
const T = { teams: [{ name: 'T', members: [{ user: byId('u2') }] }] };
const WORKS = { timeZone: OFFICE.timeZone, hours: OFFICE.hours };
const PREVIOUS = { type: 'previousOwner' };
/** Ann has the skill. */
const taxes = (level: number) => ({
	people: [{ user: byId('u1'), skills: [{ name: 'Tax', level }] }],
});
type Condition = Parameters<typeof filter>[0][number];
const NAME = '={{ $json.contact.name }}';
const MISTYPED: Condition[] = [
	[NAME, 'equal', 'x'],
	[NAME, 'Equals', 'x'],
	[NAME, 'is', 'x'],
	[NAME, 'gt', 'x', 'string'],
	[NAME, 'larger', 3, 'number'],
	[NAME, 'equals', 'x', 'text'],
	[NAME, 'contains', 'x', 'list'],
	[NAME, 'toString', 'x'],
	[NAME, 'equals', 'x', 'constructor'],
];
const EXCLUDING: Condition[][] = [
	[
		[NAME, 'equals', 'x'],
		[NAME, 'notEquals', 'x'],
	],
	[
		[NAME, 'notContains', 'x'],
		[NAME, 'contains', 'x'],
	],
	[
		[NAME, 'exists', ''],
		[NAME, 'notExists', ''],
	],
	[
		[NAME, 'empty', ''],
		[NAME, 'equals', 'x'],
	],
	[
		[NAME, 'startsWith', 'x'],
		[NAME, 'notExists', ''],
	],
	[
		[NAME, 'gt', 5, 'number'],
		[NAME, 'lt', 5, 'number'],
	],
	[
		[NAME, 'equals', 4, 'number'],
		[NAME, 'gte', 5, 'number'],
	],
	[
		[NAME, 'true', '', 'boolean'],
		[NAME, 'false', '', 'boolean'],
	],
];

it.each<[FindingCode, Record<string, unknown>]>([
	[
		'uncovered',
		{
			...UNCOVERED,
			rules: [sales({ name: 'A' }), sales({ name: 'B', when: { accounts: [byId('2')] } })],
		},
	],
	[
		'uncovered',
		{
			...UNCOVERED,
			rules: [when({ countries: ['US'] }), when({ countries: ['CA'], time: 'any' }, { name: 'B' })],
		},
	],
	['matches_nothing', { rules: [when({})] }],
	['matches_nothing', { rules: [when({ item: {} })] }],
	['contradiction', { rules: [when({ tags: { all: ['A'], none: ['a'] } })] }],
	['contradiction', { rules: [when({ tags: { any: ['a', 'b'], none: ['b', 'A'] } })] }],
	['contradiction', { rules: [when({ contact: 'new' }, { target: { type: 'previousOwner' } })] }],
	[
		'contradiction',
		{
			rules: [
				when({
					item: filter([
						['={{ $json.a }}', 'equals', 'x'],
						['={{ $json.a }}', 'equals', 'y'],
					]),
				}),
			],
		},
	],
	['unknown_team', { rules: [sales({ target: team('No') })] }],
	['unknown_team', { rules: [], fallback: team('No') }],
	['unknown_schedule', { rules: [when({ time: { schedule: 'No' } })] }],
	['unknown_schedule', { businessHours: 'No' }],
	['unknown_schedule', { people: [{ user: byId('u1'), works: 'No' }] }],
	['no_business_hours', { rules: [when({ time: 'afterHours' })] }],
	['empty_team', { teams: [{ name: 'T' }] }],
	['duplicate', { schedules: [OFFICE, { ...OFFICE, name: 'office' }] }],
	[
		'duplicate',
		{ people: [{ user: byId('u1') }, { user: { by: 'email', value: 'ann@example.com' } }] },
	],
	['unknown_user', { rules: [sales({ target: user('gone') })] }],
	['no_fallback', { fallback: null }],
	['useless_fallback', { fallback: { type: 'nextRule' } }],
	[
		'unreachable_backup',
		{ rules: [sales({ target: { type: 'nextRule' }, backups: [user('u2')] })] },
	],
	['unreachable', { rules: [sales({}), sales({ name: 'Again' })] }],
	['unreachable_backup', { rules: [sales({ backups: [user('u2'), user('u1')] })] }],
	['unreachable_backup', { rules: [sales({ target: team('T'), backups: [team(' t ')] })], ...T }],
	['empty_reference', { rules: [sales({ target: user('') })] }],
	['empty_reference', { rules: [sales({ backups: [team('')] })] }],
	['empty_reference', { fallback: user(' ') }],
	['empty_reference', { teams: [{ name: 'T', members: [{ user: byId('') }] }] }],
	['empty_reference', { people: [{ user: byId('') }] }],
	['empty_reference', { people: [{ user: byId('u1'), backup: byId('') }] }],
	['matches_nothing', { rules: [sales({ when: { accounts: [byId('')] } })] }],
	[
		'matches_nothing',
		{ rules: [{ name: 'VIP', when: { tags: { any: [''] } }, target: user('u1') }] },
	],
	['unknown_skill', { rules: [sales({ skills: { required: [{ name: 'Tax' }] } })] }],
	[
		'unknown_skill',
		{ rules: [sales({ skills: { required: [{ name: 'TAX', level: 4 }] } })], ...taxes(3) },
	],
	['useless_skill', { rules: [sales({ skills: { optional: [{ name: 'Tax' }] } })] }],
	[
		'unmet_skills',
		{
			rules: [sales({ target: user('u2'), skills: { required: [{ name: 'Tax' }] } })],
			...taxes(3),
		},
	],
	[
		'unmet_skills',
		{
			rules: [sales({ target: team('T'), skills: { required: [{ name: 'Tax' }] } })],
			teams: [{ name: 'T', members: [{ user: byId('u2') }, { user: byId('u3') }] }],
			...taxes(3),
		},
	],
	[
		'past_holidays',
		{
			schedules: [
				{ ...OFFICE, holidays: [{ from: '2025-12-25', to: '2026-03-03' }, { from: '2026-01-01' }] },
			],
		},
	],
	[
		'past_holidays',
		{ people: [{ user: byId('u1'), works: { ...WORKS, holidays: [{ from: '2026-03-03' }] } }] },
	],
	[
		'same_name',
		{
			rules: [
				sales({}),
				sales({ when: { accounts: [byId('2')] }, name: ' SALES' }),
				sales({ when: { accounts: [byId('3')] } }),
			],
		},
	],
	['useless_label', { rules: [sales({ label: 'Billing' })] }],
	['useless_previous_owner', { rules: [sales({ target: PREVIOUS })], owners: { mode: 'first' } }],
	...MISTYPED.map((conditions): [FindingCode, Record<string, unknown>] => [
		'unknown_operator',
		{ rules: [when({ item: filter([conditions]) })] },
	]),
	...EXCLUDING.map((conditions): [FindingCode, Record<string, unknown>] => [
		'contradiction',
		{ rules: [when({ item: filter(conditions) })] },
	]),
])('%s in %j', (code, input) => {
	expect(find(input, code)).toHaveLength(1);
});

it('without the users of HighLevel, users are not checked', () => {
	const full = plan({ rules: [sales({ target: user('gone') })], fallback: user('u8') });
	expect(check(full, { now: WEDNESDAY })).toEqual([]);
});

it('an unknown user is one finding, with the places', () => {
	const rules = [
		sales({ target: user('gone') }),
		sales({ name: 'B', when: { accounts: [byId('2')] }, target: user('gone') }),
	];
	expect(find({ rules }, 'unknown_user')[0]?.text).toContain("Named by: rule 'Sales', rule 'B'.");
});

describe('unreachable rules', () => {
	const names = (rules: unknown[]) => find({ rules }, 'unreachable').map(({ where }) => where);

	it.each([
		[when({ countries: ['US'] }), when({ countries: ['US'], contact: 'new' }, { name: 'B' }), true],
		[when({ countries: ['US', 'CA'] }), when({ countries: ['ca'] }, { name: 'B' }), true],
		[when({ countries: ['US'] }), when({ countries: ['US', 'CA'] }, { name: 'B' }), false],
		[when({ tags: { any: ['a', 'b'] } }), when({ tags: { all: ['b', 'c'] } }, { name: 'B' }), true],
		[
			when({ tags: { all: ['a', 'b'] } }),
			when({ tags: { any: ['a', 'b'] } }, { name: 'B' }),
			false,
		],
		[when({ tags: { none: ['a'] } }), when({ tags: { none: ['a', 'b'] } }, { name: 'B' }), true],
		[when({ tags: { none: ['a', 'b'] } }), when({ tags: { none: ['a'] } }, { name: 'B' }), false],
		[when({ time: 'any', contact: 'new' }), when({ contact: 'new' }, { name: 'B' }), true],
		[
			when({ contact: 'new' }, { backups: [{ type: 'nextRule' }] }),
			when({ contact: 'new' }, { name: 'B' }),
			false,
		],
		[
			when({ item: filter([['={{ $json.a }}', 'contains', 'x']]) }),
			when(
				{
					contact: 'new',
					item: filter([
						['={{ $json.b }}', 'equals', 'y'],
						['={{ $json.a }}', 'contains', 'x'],
					]),
				},
				{ name: 'B' },
			),
			true,
		],
	])('%j before %j: %s', (first, second, expected) => {
		expect(names([first, second])).toEqual(expected ? ["Rule 'B'"] : []);
	});

	it('the order in the list counts', () => {
		const rules = [sales({}), when({ accounts: [byId(SALES.id)] })];
		expect(names(rules)).toEqual(["Rule 'When'"]);
		expect(names(rules.toReversed())).toEqual(["Rule 'Sales'"]);
	});
});

it('loops of backups, each once', () => {
	const people = ['u1', 'u2', 'u3', 'u4'].map((id, i) => ({
		user: byId(id),
		backup: byId(['u2', 'u3', 'u1', 'u1'][i]!),
	}));
	const found = find({ people }, 'backup_loop');
	expect(found.map(({ text }) => text)).toEqual([
		'They stand in for each other: u1, then u2, then u3, then u1.',
	]);
});

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
	const rules = [sales({ target: team('T') })];
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
		const rule = when({ time: 'businessHours' }, { target: team('T') });
		const covered = {
			...input,
			rules: [rule],
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
		const rule = when({ time: { schedule: 'Long' } }, { target: team('T') });
		const long = { ...OFFICE, name: 'Long', hours: [{ ...OFFICE.hours[0], to: '17:02' }] };
		const more = { rules: [rule], schedules: [OFFICE, long], people: people('Office', 'Office') };
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
});

it.each<[FindingCode, Record<string, unknown>]>([
	[
		'unknown_skill',
		{ rules: [sales({ skills: { required: [{ name: 'tax', level: 3 }] } })], ...taxes(3) },
	],
	['unmet_skills', { rules: [sales({ skills: { required: [{ name: 'Tax' }] } })], ...taxes(3) }],
	// Named by e-mail in one place and by ID in the other.
	[
		'unmet_skills',
		{
			rules: [
				sales({
					target: { type: 'user', user: { by: 'email', value: 'ann@example.com' } },
					skills: { required: [{ name: 'Tax' }] },
				}),
			],
			...taxes(3),
		},
	],
	// The backup person has it.
	[
		'unmet_skills',
		{
			rules: [sales({ target: user('u2'), skills: { required: [{ name: 'Tax' }] } })],
			people: [...taxes(3).people, { user: byId('u2'), backup: byId('u1') }],
		},
	],
	[
		'unmet_skills',
		{ rules: [sales({ target: PREVIOUS, skills: { required: [{ name: 'Tax' }] } })], ...taxes(3) },
	],
	[
		'past_holidays',
		{ schedules: [{ ...OFFICE, holidays: [{ from: '2025-12-25' }, { from: '2026-03-04' }] }] },
	],
	['past_holidays', {}],
	['useless_label', { rules: [sales({ label: 'Billing' })], owners: { mode: 'context' } }],
	['useless_previous_owner', { rules: [sales({ target: PREVIOUS })], owners: null }],
	[
		'useless_previous_owner',
		{ rules: [sales({ target: PREVIOUS })], owners: { mode: 'first', whenUnavailable: 'cover' } },
	],
	[
		'useless_previous_owner',
		{ rules: [sales({ target: PREVIOUS, backups: [user('u1')] })], owners: { mode: 'first' } },
	],
	[
		'unreachable_backup',
		{
			rules: [sales({ target: team('T'), backups: [{ type: 'firstWorkingNext', team: 'T' }] })],
			...T,
		},
	],
	['unknown_operator', { rules: [when({ item: filter([[NAME, 'exists', '', 'anything']]) })] }],
	[
		'contradiction',
		{
			rules: [
				when({
					item: filter(
						[
							[NAME, 'equals', 'x'],
							[NAME, 'notEquals', 'x'],
						],
						'or',
					),
				}),
			],
		},
	],
	[
		'contradiction',
		{
			rules: [
				when({
					item: filter([
						[NAME, 'gte', 5, 'number'],
						[NAME, 'lte', 5, 'number'],
					]),
				}),
			],
		},
	],
])('no %s in %j', (code, input) => {
	expect(find(input, code)).toEqual([]);
});

it('roles count for the skills of a team', () => {
	const rules = [sales({ target: team('T'), skills: { required: [{ name: 'Tax' }] } })];
	const input = { rules, teams: [{ name: 'T', roles: ['admin'] }], ...taxes(3) };
	const withRole = (id: string) =>
		USERS.map((one) => (one.id === id ? { ...one, role: 'admin' as const } : one));
	expect(find(input, 'unmet_skills', withRole('u1'))).toEqual([]);
	expect(find(input, 'unmet_skills', withRole('u2'))[0]?.text).toBe(
		"The rule requires 'Tax', but nobody in the team 'T' has that.",
	);
});

it.each([
	[
		[NAME, 'equal', 'x'],
		"The condition contact.name equal 'x' is never true: n8n knows no operator 'equal' for values of the type 'string'; did you mean 'equals'?",
	],
	[
		[NAME, 'equals', 'x', 'strng'],
		"n8n knows no values of the type 'strng'; did you mean 'string'?",
	],
	[
		[NAME, 'over', 3, 'number'],
		'; known are exists, notExists, empty, notEmpty, equals, notEquals, gt, lt, gte, lte.',
	],
] satisfies Array<[Condition, string]>)(
	'a mistyped operator in %j is told with the way out',
	(condition, text) => {
		const rules = [when({ item: filter([condition]) })];
		expect(find({ rules }, 'unknown_operator')[0]?.text).toContain(text);
	},
);

it('a value that n8n cannot read is told with the way out', () => {
	const texts = (conditions: Condition[]) =>
		find({ rules: [when({ item: filter(conditions) })] }, 'unknown_operator').map(
			({ text }) => text,
		);
	const TAGS = '={{ $json.contact.tags }}';
	expect(texts([[TAGS, 'contains', 'vip', 'array']])).toEqual([
		expect.stringContaining("not of the type 'array'"),
	]);
	expect(texts([['={{ $json.vip }}', 'true', '', 'boolean']])).toEqual([
		expect.stringContaining('"singleValue": true'),
	]);
	expect(texts([[NAME, 'regex', '((']])).toEqual([expect.stringContaining('pattern')]);
	expect(
		texts([
			[NAME, 'contains', ''],
			[NAME, 'gt', '={{ $json.least }}', 'number'],
			[NAME, 'after', '2026-01-01', 'dateTime'],
			[NAME, 'equals', true, 'boolean'],
		]),
	).toEqual([]);
});
