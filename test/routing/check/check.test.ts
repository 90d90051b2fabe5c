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

it('loops of backups, each once', () => {
	const people = ['u1', 'u2', 'u3', 'u4'].map((id, i) => ({
		user: byId(id),
		backup: byId(['u2', 'u3', 'u1', 'u1'][i]!),
	}));
	const found = find({ people }, 'backup_loop');
	expect(found.map(({ text }) => text)).toEqual([
		'They stand in for each other: u1, then u2, then u3, then u1. Each is asked once, and then nobody. Let one of them name somebody else.',
	]);
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
		"The rule requires 'Tax', but nobody in the team 'T' has that. Add it under 'People', or name somebody else.",
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
