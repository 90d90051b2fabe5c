import { decide } from '../../../routing/decide/decide';
import type { RoutingState } from '../../../routing/model/state';
import type { Touch } from '../../../routing/model/touch';
import {
	OFFICE,
	SALES,
	SUPPORT,
	WEDNESDAY,
	byId,
	filter,
	plan,
	state,
	team,
	touch,
	user,
} from '../builders';

/** A Sunday, 14:38 in New York. */
const SUNDAY = Date.parse('2026-03-08T18:38:00Z');
const SECRET = 'my card is 4111';

const HOURS = {
	name: 'Office Hours',
	timeZone: 'America/New_York',
	hours: [
		{ days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], from: '09:00', to: '18:00' },
	],
	holidays: [{ from: '2026-03-04' }],
};
const more = { schedules: [HOURS], businessHours: 'Office Hours' };

function sentence(
	input: Record<string, unknown>,
	at: Touch = touch(),
	now = WEDNESDAY,
	world: RoutingState = state(),
): string {
	return decide(plan(input), at, world, now).decision.receipt.sentence;
}

const conditional = (rule: Record<string, unknown>) => ({
	rules: [{ name: 'R', target: user('u1'), ...rule }],
	...more,
});

describe('why a rule matched is said by name and value', () => {
	const item = (...conditions: Parameters<typeof filter>[0]) => ({
		when: { item: filter(conditions) },
	});

	type Case = [
		words: string,
		rule: Record<string, unknown>,
		at: Parameters<typeof touch>[0],
		now?: number,
	];
	const cases: Case[] = [
		[
			"the message contains 'Price'",
			{ when: { message: { contains: ['menu', 'Price'] } } },
			{ message: { text: 'a secret price' } },
		],
		[
			"the time is Sunday 14:38 in New York, outside 'Office Hours' (Mon-Fri 9:00-18:00)",
			{ when: { time: { schedule: 'office hours', outside: true } } },
			{},
			SUNDAY,
		],
		[
			"the message came to 'Sales Line'",
			{ when: { accounts: [byId(SUPPORT.id), byId(SALES.id)] } },
			{},
		],
		[
			'the message came to +12025550143',
			{ when: { accounts: [byId('1001')] } },
			{ account: { ...SALES, name: null } },
		],
		[
			'the message came to +12025550143',
			{ when: { accounts: [byId('1001')] } },
			{ account: { ...SALES, name: '1001' } },
		],
		[
			'the message came to +12025550143',
			{ when: { accounts: [byId('1001')] } },
			{ account: { ...SALES, name: '12025550143' } },
		],
		[
			"the contact has the tag 'VIP'",
			{ when: { tags: { any: ['x', 'VIP'] } } },
			{ contact: { tags: ['vip'] } },
		],
		[
			"the contact has the tag 'a', the contact has the tag 'b' and the contact does not have the tag 'c' or 'd'",
			{ when: { tags: { all: ['a', 'b'], none: ['c', 'd'] } } },
			{ contact: { tags: ['b', 'a'] } },
		],
		["the tag 'VIP' was added", { when: { tags: { any: ['VIP'] } } }, { event: 'tag', tag: 'vip' }],
		[
			"the contact's source is 'Google Ads'",
			{ when: { source: { is: ['Google Ads'] } } },
			{ contact: { source: 'google ads' } },
		],
		[
			"the contact's source has 'partner' in it",
			{ when: { source: { contains: ['partner'] } } },
			{ contact: { source: 'Partner Lisbon' } },
		],
		[
			'the contact came from Google Ads',
			{ when: { source: { googleAds: true } } },
			{ contact: { attributionSource: { gclid: 'x' } } },
		],
		[
			"the person came from the ad '77'",
			{ when: { ad: { sourceIds: ['77'] } } },
			{ referral: { sourceId: '77' } },
		],
		[
			'the person came from an ad',
			{ when: { ad: { any: true } } },
			{ referral: { sourceType: 'ad', sourceId: '77' } },
		],
		[
			'the person came from an ad',
			{ when: { ad: { clickIds: ['x'] } } },
			{ referral: { clickId: 'x' } },
		],
		[
			"the contact's country is US",
			{ when: { countries: ['us', 'CA'] } },
			{ contact: { region: 'US-CA' } },
		],
		[
			"the contact's region is US-CA",
			{ when: { countries: ['us-ca'] } },
			{ contact: { region: 'US-CA' } },
		],
		['the contact is new', { when: { contact: 'new' } }, { contact: { existed: false } }],
		[
			'the contact existed before',
			{ when: { contact: 'existing' } },
			{ contact: { existed: true } },
		],
		[
			"the time is Sunday 14:38 in New York, outside 'Office Hours' (Mon-Fri 9:00-18:00)",
			{ when: { time: 'afterHours' } },
			{},
			SUNDAY,
		],
		[
			"the time is Wednesday 11:00 in New York, a holiday in 'Office Hours' (Mon-Fri 9:00-18:00)",
			{ when: { time: 'afterHours' } },
			{},
		],
		[
			"the time is Monday 11:00 in New York, within 'Office Hours' (Mon-Fri 9:00-18:00)",
			{ when: { time: { schedule: 'office hours' } } },
			{},
			Date.parse('2026-03-09T15:00:00Z'),
		],
		["contact.name is 'Maria'", item(['={{ $json.contact.name }}', 'equals', 'Maria']), {}],
		[
			"contact.country starts with 'U' and contact.phone exists",
			item(
				['={{ $json.contact.country }}', 'startsWith', 'U'],
				['={{ $json.contact.phone }}', 'exists', ''],
			),
			{},
		],
		[
			'contact.country is contact.country and 3 is less than 4',
			item(
				['={{ $json.contact.country }}', 'equals', '={{ $json.contact.country }}'],
				[3, 'lt', 4, 'number'],
			),
			{},
		],
		[
			"contact.name is 'Maria'",
			{
				when: {
					item: filter(
						[
							['={{ $json.contact.name }}', 'equals', 'Nora'],
							['={{ $json.contact.name }}', 'equals', 'Maria'],
							['={{ $json.contact }}', 'equals', 'x'],
						],
						'or',
					),
				},
			},
			{},
		],
		[
			"the message came to 'Sales Line', the contact's country is US, the contact is new and 2 more",
			{
				when: {
					accounts: [byId(SALES.id)],
					countries: ['US'],
					contact: 'new',
					time: 'afterHours',
					...item(['={{ $json.contact.name }}', 'equals', 'Maria']).when,
				},
			},
			{ contact: { existed: false } },
			SUNDAY,
		],
	];
	it.each(cases.map(([words, rule, at, now = WEDNESDAY]) => [words, rule, at, now] as const))(
		'%s',
		(words, rule, at, now) => {
			expect(sentence(conditional(rule), touch(at), now)).toBe(
				`Rule 'R' chose Ann, because ${words}.`,
			);
		},
	);

	it('never with what the contact wrote', () => {
		const rule = item(
			['={{ $json.message.text }}', 'contains', 'card'],
			['={{ $json.message.text }}', 'equals', '={{ $json.message.text }}'],
		);
		const at = { ...touch(), message: { text: SECRET } } as Touch;
		const { receipt } = decide(plan(conditional(rule)), at, state(), WEDNESDAY).decision;
		expect(receipt.sentence).toContain(
			"message.text contains 'card' and message.text is message.text",
		);
		expect(JSON.stringify(receipt)).not.toContain(SECRET);
	});

	it('in the receipt of each rule that matched, too', () => {
		const rules = [
			{ name: 'A', when: { countries: ['US'] }, target: { type: 'nextRule' } },
			{ name: 'B', when: { accounts: [byId(SALES.id)] }, target: user('u1') },
		];
		const { receipt } = decide(plan({ rules }), touch(), state(), WEDNESDAY).decision;
		expect(receipt.rules.map(({ reason }) => reason)).toEqual([
			"the contact's country is US",
			"the message came to 'Sales Line'",
		]);
	});

	it.each([
		[[['monday', 'wednesday', 'friday'], '09:30', '24:00'], 'Mon, Wed, Fri 9:30-24:00'],
		[[['saturday', 'sunday'], '22:00', '06:00'], 'Sat, Sun 22:00-6:00'],
		[[['friday', 'thursday', 'wednesday', 'sunday'], '00:00', '24:00'], 'Wed-Fri, Sun all day'],
	])('hours %j are %s', ([days, from, to], words) => {
		const office = { ...HOURS, hours: [{ days, from, to }], holidays: [] };
		const input = conditional({ when: { time: 'afterHours' } });
		expect(
			sentence({ ...input, schedules: [office] }, touch(), Date.parse('2026-03-10T08:00Z')),
		).toContain(`(${words})`);
	});

	it('a lunch break and more stretches than a sentence has room for', () => {
		const hours = [
			{ days: ['monday', 'tuesday'], from: '09:00', to: '12:00' },
			{ days: ['monday', 'tuesday'], from: '13:00', to: '17:00' },
			{ days: ['wednesday'], from: '09:00', to: '10:00' },
			{ days: ['thursday'], from: '09:00', to: '11:00' },
			{ days: ['friday'], from: '09:00', to: '12:00' },
		];
		const input = {
			...conditional({ when: { time: 'afterHours' } }),
			schedules: [{ ...HOURS, hours }],
		};
		expect(sentence(input, touch(), SUNDAY)).toContain(
			'(Mon, Tue 9:00-12:00 and 13:00-17:00, Wed 9:00-10:00, Thu 9:00-11:00 and 1 more)',
		);
	});

	it.each([
		['Europe/London', 'Sunday 18:38 in London'],
		['America/Argentina/Buenos_Aires', 'Sunday 15:38 in Buenos Aires'],
		['Asia/Kathmandu', 'Monday 0:23 in Kathmandu'],
		['UTC', 'Sunday 18:38 UTC'],
		['Etc/GMT+5', 'Sunday 13:38 (Etc/GMT+5)'],
	])('the local time in %s is %s', (timeZone, words) => {
		const office = {
			...HOURS,
			timeZone,
			hours: [{ days: ['tuesday'], from: '09:00', to: '10:00' }],
		};
		const input = { ...conditional({ when: { time: 'afterHours' } }), schedules: [office] };
		expect(sentence(input, touch(), SUNDAY)).toContain(`the time is ${words}, outside`);
	});
});

describe('each person is named once', () => {
	const sales = { name: 'Sales', when: { accounts: [byId(SALES.id)] } };
	const people = (...changes: Array<Record<string, unknown>>) =>
		changes.map((change, i) => ({ user: byId(`u${i + 1}`), ...change }));

	it('when rule, backup and fallback asked them', () => {
		const input = {
			rules: [{ ...sales, target: user('u1'), backups: [user('u1'), team('T')] }],
			fallback: user('u1'),
			teams: [{ name: 'T', members: [{ user: byId('u1') }, { user: byId('u2') }] }],
			people: people({ works: 'Office' }, { works: 'Office' }),
			schedules: [OFFICE],
		};
		expect(sentence(input, touch(), SUNDAY)).toBe(
			"Nobody is available now, because rule 'Sales' matched, but Ann does not work now, Ben does not work now. Somebody works from Monday 9:00 in New York.",
		);
	});

	it('with all the reasons', () => {
		const skills = { required: [{ name: 'Tax' }], optional: [] };
		const input = {
			rules: [{ ...sales, target: user('u1'), skills }],
			fallback: user('u1'),
			people: people({ capacity: 1 }),
		};
		const busy = state({ loads: { u1: { open: 1, lastAssignedAt: null, recent: [] } } });
		expect(sentence(input, touch(), WEDNESDAY, busy)).toBe(
			"Nobody is available now, because rule 'Sales' matched, but Ann lacks a skill and has no capacity left.",
		);
	});

	it('not as skipped by a rule before, when this rule chose them', () => {
		const skills = { required: [{ name: 'Tax' }], optional: [] };
		const rules = [
			{ ...sales, name: 'Tax', target: user('u1'), skills, backups: [{ type: 'nextRule' }] },
			{ ...sales, target: user('u1') },
		];
		expect(sentence({ rules })).toBe(
			"Rule 'Sales' chose Ann, because the message came to 'Sales Line'.",
		);
	});

	it('also an owner whom the touch excludes, by name', () => {
		const input = {
			rules: [{ ...sales, target: user('u2') }],
			owners: { mode: 'first' },
		};
		const at = touch({ contact: { ownerId: 'u1' }, excludedUsers: ['u1'] });
		const { receipt } = decide(plan(input), at, state(), WEDNESDAY).decision;
		expect(receipt.sentence).toBe(
			"Rule 'Sales' chose Ben, because the message came to 'Sales Line'; Ann must not get it again.",
		);
		expect(receipt.candidates[0]).toMatchObject({ user: 'Ann', userId: 'u1', from: 'Owner' });
	});
});

it('when somebody works again is local time, with the date when it is not this week', () => {
	const works = { timeZone: 'UTC', hours: [{ days: ['monday'], from: '13:00', to: '14:00' }] };
	const input = (away: unknown[]) => ({
		rules: [{ name: 'Sales', when: { accounts: [byId(SALES.id)] }, target: user('u1') }],
		people: [{ user: byId('u1'), works, away }],
		whenNobody: 'wait',
		timeZone: 'America/New_York',
	});
	expect(sentence(input([]), touch(), SUNDAY)).toMatch(
		/Somebody works from Monday 9:00 in New York\.$/,
	);
	expect(sentence(input([{ from: '2026-03-01', to: '2026-03-20' }]), touch(), SUNDAY)).toMatch(
		/Somebody works from Monday 9:00 in New York, 2026-03-23\.$/,
	);
});

it('who leaves is named when the reassignment knows only the ID', () => {
	const at = touch({
		event: 'reassign',
		account: null,
		contact: { ownerId: 'u1' },
		excludedUsers: ['u1'],
		reassign: { kind: 'leaves', from: { id: 'u1' }, run: 'r', about: 'u1' },
	});
	const input = {
		rules: [{ name: 'All', when: { countries: ['US'] }, target: user('u1') }],
	};
	expect(sentence(input, at)).toBe(
		"Nobody was chosen, because rule 'All' matched, but Ann must not get it again, and there is no fallback. It was to move because Ann leaves, and stays with its owner for now.",
	);
});

it.each([
	[['US'], { country: null, region: 'US-NY' }, "the contact's country is US"],
	[['GB'], { country: 'JE' }, "the contact's country is GB"],
	[['UK'], { country: 'GB' }, "the contact's country is GB"],
	[['US', 'US-NY'], { country: 'US', region: 'US-NY' }, "the contact's region is US-NY"],
])('the place that %j asks for is named of %j', (countries, contact, words) => {
	const rules = [{ name: 'R', when: { countries }, target: user('u1') }];
	expect(sentence({ rules }, touch({ contact }))).toContain(words);
});
