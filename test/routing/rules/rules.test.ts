import { decide } from '../../../routing/decide/decide';
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

const SATURDAY = WEDNESDAY + 3 * 24 * 3_600_000;
const sales = { by: 'name', value: 'Sales Line' };
const support = { by: 'name', value: 'Support Line' };

describe('the three examples of the product document', () => {
	const examples = plan({
		rules: [
			{
				name: 'Senior Sales Rep',
				when: { accounts: [sales], source: { googleAds: true }, time: 'businessHours' },
				target: user('u1'),
			},
			{
				name: 'Referral Specialist',
				when: { accounts: [sales], source: { is: ['Referral'] } },
				target: user('u2'),
			},
			{
				name: 'Previous owner',
				when: { accounts: [support], contact: 'existing' },
				target: { type: 'previousOwner' },
			},
		],
		fallback: user('u8'),
		schedules: [OFFICE],
		businessHours: 'Office',
		owners: null,
	});

	it.each([[{ source: 'Google Ads' }], [{ attributionSource: { gclid: 'abc' } }]])(
		'Google Ads AND Sales Line AND business hours: Senior Sales Rep (%j)',
		(contact) => {
			const { decision } = decide(examples, touch({ contact }), state(), WEDNESDAY);
			expect(decision.user?.name).toBe('Ann');
			expect(decision.rule).toEqual({ name: 'Senior Sales Rep', kind: 'rule', position: 1 });
			const weekend = decide(examples, touch({ contact }), state(), SATURDAY).decision;
			expect(weekend.user?.name).toBe('Hal');
			expect(weekend.receipt.rules[0]?.reason).toBe("it is outside the hours 'Office'");
		},
	);

	it('Referral AND Sales Line: Referral Specialist', () => {
		const contact = { source: 'referral' };
		expect(decide(examples, touch({ contact }), state(), SATURDAY).decision.user?.name).toBe('Ben');
		const elsewhere = touch({ contact, account: SUPPORT });
		expect(decide(examples, elsewhere, state(), SATURDAY).decision.user?.name).toBe('Hal');
	});

	it('contact existed AND Support Line: previous owner', () => {
		const contact = { existed: true, ownerId: 'u4' };
		const { decision } = decide(examples, touch({ contact, account: SUPPORT }), state(), SATURDAY);
		expect(decision).toMatchObject({
			outcome: 'kept',
			user: { name: 'Dan' },
			rule: { name: 'Previous owner' },
		});
		const newcomer = touch({ contact: { ...contact, existed: false }, account: SUPPORT });
		expect(decide(examples, newcomer, state(), SATURDAY).decision.user?.name).toBe('Hal');
	});
});

describe('which rule matches', () => {
	const one = (rule: Record<string, unknown>, more: Record<string, unknown> = {}) =>
		plan({
			rules: [{ name: 'R', target: user('u1'), ...rule }],
			schedules: [OFFICE],
			businessHours: 'Office',
			...more,
		});
	const matches = (
		rule: Record<string, unknown>,
		at: Parameters<typeof touch>[0],
		now = WEDNESDAY,
	) => decide(one(rule), touch(at), state(), now).decision.rule?.name === 'R';

	it('rules are tried from top to bottom, whatever they ask', () => {
		const rules = [
			{ name: 'country', when: { countries: ['us'] }, target: user('u3') },
			{ name: 'account', when: { accounts: [sales] }, target: user('u1') },
			{ name: 'tag', when: { tags: { any: ['VIP'] } }, target: user('u2') },
		];
		const at = touch({ contact: { tags: ['vip'] } });
		for (let first = 0; first < rules.length; first++) {
			const turned = [...rules.slice(first), ...rules.slice(0, first)];
			const { decision } = decide(plan({ rules: turned }), at, state(), 0);
			expect(decision.rule).toEqual({ name: rules[first]?.name, kind: 'rule', position: 1 });
		}
	});

	it('a rule that is switched off is not tried', () => {
		const rules = [
			{ name: 'first', off: true, when: { accounts: [sales] }, target: user('u1') },
			{ name: 'second', when: { accounts: [sales] }, target: user('u2') },
		];
		const { decision } = decide(plan({ rules }), touch(), state(), 0);
		expect(decision.rule).toEqual({ name: 'second', kind: 'rule', position: 2 });
		expect(decision.receipt.rules[0]).toMatchObject({ reason: 'it is switched off' });
	});

	it.each([
		[{ when: { accounts: [{ by: 'number', value: '+1 (202) 555-0143' }] } }, {}, true],
		[{ when: { accounts: [{ by: 'number', value: '202-555-0143' }] } }, {}, true],
		[{ when: { accounts: [{ by: 'number', value: '011 1 202 555 0143' }, support] } }, {}, true],
		[{ when: { accounts: [{ by: 'number', value: '202-555-0144' }] } }, {}, false],
		[{ when: { accounts: [{ by: 'number', value: '(202) 555-0143' }] } }, {}, true],
		[
			{ when: { accounts: [{ by: 'number', value: '+52 1 55 1234 5678' }] } },
			{ account: { id: 'mx', number: '+525512345678' } },
			true,
		],
		[
			{ when: { accounts: [{ by: 'number', value: '+54 11 2345 6789' }] } },
			{ account: { id: 'ar', number: '+5491123456789' } },
			true,
		],
		[
			{ when: { accounts: [{ by: 'number', value: '+1 202 555 0143' }] } },
			{ account: { id: 'us', number: '0012025550143' } },
			true,
		],
		[
			{ when: { accounts: [{ by: 'name', value: 'Cafe\u0301  de Paris' }] } },
			{ account: { id: 'fr', name: 'CAF\u00c9\u00a0de\u202fParis' } },
			true,
		],
		[{ when: { accounts: [support, sales] } }, {}, true],
		[{ when: { accounts: [support] } }, {}, false],
		[{ when: { accounts: [sales] } }, { account: null }, false],
		[{ when: { tags: { any: ['a', 'B'] } } }, { contact: { tags: ['b'] } }, true],
		[{ when: { tags: { all: ['a', 'b'] } } }, { contact: { tags: ['b'] } }, false],
		[{ when: { tags: { all: ['a', 'b'] } } }, { contact: { tags: ['A', 'b'] } }, true],
		[{ when: { tags: { none: ['a'] } } }, { contact: { tags: ['A'] } }, false],
		[{ when: { tags: { any: ['Cafe\u0301'] } } }, { contact: { tags: ['caf\u00e9'] } }, true],
		[{ when: { tags: { all: ['Big  Deal'] } } }, { contact: { tags: ['big\u00a0deal'] } }, true],
		[{ when: { tags: { none: ['ＶＩＰ'] } } }, { contact: { tags: ['v\u200bip'] } }, false],
		[{ when: { tags: { any: ['Straße'] } } }, { contact: { tags: ['STRASSE'] } }, true],
		[{ when: { source: { is: ['Cafe\u0301'] } } }, { contact: { source: 'CAFÉ ' } }, true],
		[
			{ when: { source: { contains: ['e\u0301 p'] } } },
			{ contact: { source: 'Caf\u00e9\u00a0P' } },
			true,
		],
		[{ when: { tags: { none: ['a'] } } }, { contact: { tags: null } }, true],
		[{ when: { tags: { any: ['wa-sales'] } } }, {}, true],
		[{ when: { source: { contains: ['face'] } } }, { contact: { source: 'Facebook' } }, true],
		[{ when: { source: { contains: ['face'] } } }, {}, false],
		[{ when: { source: { googleAds: true } } }, { contact: { source: 'google maps' } }, false],
		[
			{ when: { source: { googleAds: true } } },
			{ contact: { lastAttributionSource: { sessionSource: 'Paid Search', utmSource: 'google' } } },
			true,
		],
		[{ when: { ad: { any: true } } }, { referral: { sourceType: 'ad' } }, true],
		[{ when: { ad: { any: true } } }, { referral: { sourceType: 'post' } }, false],
		[{ when: { ad: { any: true } } }, {}, false],
		[{ when: { ad: { sourceIds: ['77'] } } }, { referral: { sourceId: '77' } }, true],
		[{ when: { ad: { clickIds: ['x'] } } }, { referral: { clickId: 'x' } }, true],
		[{ when: { countries: ['US-CA'] } }, { contact: { region: 'US-CA' } }, true],
		[{ when: { countries: ['US-CA'] } }, {}, false],
		[{ when: { countries: [' us-ca '] } }, { contact: { region: 'US-CA' } }, true],
		[{ when: { countries: ['uk'] } }, { contact: { country: 'GB' } }, true],
		[{ when: { countries: ['GB'] } }, { contact: { country: 'UK' } }, true],
		[{ when: { countries: ['EL'] } }, { contact: { country: 'GR' } }, true],
		[{ when: { countries: ['XK'] } }, { contact: { country: 'XK' } }, true],
		[{ when: { countries: ['GB'] } }, { contact: { country: 'GB', region: 'JE' } }, true],
		[{ when: { countries: ['JE'] } }, { contact: { country: 'GB', region: 'JE' } }, true],
		[{ when: { countries: ['JE'] } }, { contact: { country: 'GB' } }, false],
		[{ when: { contact: 'new' } }, { contact: { existed: false } }, true],
		[{ when: { contact: 'new' } }, { contact: { existed: true } }, false],
		[{ when: { contact: 'new' } }, {}, false],
		[{ when: { time: 'businessHours' } }, {}, true],
		[{ when: { time: 'afterHours' } }, {}, false],
		[{ when: { time: { schedule: 'office' } } }, {}, true],
		[{ when: { time: { schedule: 'office', outside: true } } }, {}, false],
		[{ when: { time: { schedule: 'office', outside: false } } }, {}, true],
		[{ when: { message: { contains: ['price'] } } }, { message: { text: 'The PRICE?' } }, true],
		[{ when: { message: { contains: ['price', 'list'] } } }, { message: { text: 'a list' } }, true],
		[
			{ when: { message: { contains: ['price list'] } } },
			{ message: { text: 'Price\n list' } },
			true,
		],
		[{ when: { message: { contains: ["don't"] } } }, { message: { text: 'I don’t' } }, true],
		[
			{ when: { message: { contains: ['price list'] } } },
			{ message: { text: 'list price' } },
			false,
		],
		[{ when: { message: { contains: ['price'] } } }, {}, false],
		[{ when: { message: { contains: ['price'] } } }, { message: { type: 'image' } }, false],
		[{ when: { message: { contains: ['price'] } } }, { message: { text: 7 } }, false],
		[
			{ when: { message: { contains: ['price'] } } },
			{ message: { text: `${'a '.repeat(32_768)}price` } },
			false,
		],
		[{ when: { item: filter([['={{ $json.contact.name }}', 'equals', 'Maria']]) } }, {}, true],
	])('%j with %j: %s', (rule, at, expected) => {
		expect(matches(rule, at)).toBe(expected);
	});

	it.each([
		[{}, 'it has no conditions'],
		[{ when: { accounts: [], contact: 'any', time: 'any' } }, 'it has no conditions'],
		[{ when: { item: {} } }, 'its conditions are not readable'],
		[{ when: { item: 'x' } }, 'its conditions are not readable'],
		[{ when: { item: filter([]) } }, 'it has no conditions'],
		[{ when: { accounts: [sales], item: filter([]) } }, 'it has no conditions'],
		[{ when: { item: filter([['', 'equals', '']]) } }, 'one of its conditions is empty'],
		[
			{ when: { item: { ...filter([]), conditions: [null] } } },
			'one of its conditions is not readable',
		],
		[{ when: { time: { schedule: 'Night' } } }, "there is no schedule 'Night'"],
		[
			{ when: { item: filter([['={{ $json.account }}', 'equals', 'x']]) } },
			'a condition could not be evaluated: Wrong type',
		],
		[
			{ when: { item: filter([['={{ $now }}', 'exists', '']]) } },
			'a condition could not be evaluated: The expression {{ $now }} cannot be evaluated here',
		],
	])('empty means nothing: %j', (rule, reason) => {
		const { decision } = decide(one(rule), touch(), state(), WEDNESDAY);
		expect(decision.outcome).toBe('unassigned');
		expect(decision.receipt.rules).toMatchObject([{ name: 'R', matched: false }]);
		expect(decision.receipt.rules[0]?.reason).toContain(reason);
	});

	it('expressions are evaluated once a decision, on the item', () => {
		const asked: string[] = [];
		const rules = ['A', 'B', 'C'].map((name) => ({
			name,
			when: { item: filter([['={{ $json.n + 1 }}', 'equals', name === 'C' ? 8 : 0, 'number']]) },
			target: user('u1'),
		}));
		const item = { n: 7 };
		const evaluate = (expression: string) => (asked.push(expression), item.n + 1);
		const { decision } = decide(plan({ rules }), touch(), state(), 0, { item, evaluate });
		expect(decision.rule?.name).toBe('C');
		expect(asked).toEqual(['{{ $json.n + 1 }}']);
	});

	it('a tag event asks about all tags of the contact, also the added one that is not listed yet', () => {
		const rules = [
			{ name: 'both', when: { tags: { all: ['old', 'new'] } } },
			{ name: 'old', when: { tags: { any: ['old'] } } },
		].map((one) => ({ ...one, target: user('u1') }));
		const at = (contact: Touch['contact']) => touch({ event: 'tag', tag: ' NEW', contact });
		const rule = (contact: Touch['contact']) =>
			decide(plan({ rules }), at(contact), state(), 0).decision.rule?.name;
		expect(rule({ tags: ['Old'] })).toBe('both');
		expect(rule({ tags: ['old', 'new'] })).toBe('both');
		expect(rule({ tags: null })).toBeUndefined();
		const matched = decide(plan({ rules: rules.slice(1) }), at({ tags: ['old'] }), state(), 0);
		expect(matched.decision.receipt.sentence).toBe(
			"Rule 'old' chose Ann, because the contact has the tag 'old'.",
		);
	});

	it('a status assigns nobody', () => {
		const rules = [{ name: 'A', when: { accounts: [sales] }, target: user('u1') }];
		const { decision, changes } = decide(plan({ rules }), touch({ event: 'status' }), state(), 0);
		expect(decision.outcome).toBe('unassigned');
		expect(changes).toEqual([]);
	});
});

describe('targets', () => {
	const away = { away: [{ from: '2026-03-04' }] };
	const first = (change: Record<string, unknown>, more: Record<string, unknown> = {}) =>
		plan({
			rules: [
				{ name: 'Sales', when: { accounts: [sales] }, target: user('u1'), ...change },
				{ name: 'Sales again', when: { accounts: [sales] }, target: user('u7') },
			],
			schedules: [OFFICE],
			...more,
		});

	it('a target with nobody available is skipped at once, backups come in order', () => {
		const people = [
			{ user: byId('u1'), ...away },
			{ user: byId('u2'), paused: true },
		];
		const backups = [
			user('u2'),
			{ type: 'user', user: { by: 'email', value: 'CLEO@example.com' } },
		];
		const { decision } = decide(first({ backups }, { people }), touch(), state(), WEDNESDAY);
		expect(decision.user?.name).toBe('Cleo');
		expect(decision.receipt.candidates.map(({ user, reason }) => [user, reason])).toEqual([
			['Ann', 'away'],
			['Ben', 'paused'],
			['Cleo', 'available'],
		]);
	});

	it('all skipped: the fallback, not the next rule', () => {
		const people = [{ user: byId('u1'), ...away }];
		const { decision } = decide(
			first({}, { people, fallback: user('u8') }),
			touch(),
			state(),
			WEDNESDAY,
		);
		expect(decision).toMatchObject({ user: { name: 'Hal' }, rule: { kind: 'fallback' } });
	});

	it('next matching rule, as a backup', () => {
		const people = [{ user: byId('u1'), ...away }];
		const backups = [{ type: 'nextRule' }];
		const { decision } = decide(first({ backups }, { people }), touch(), state(), WEDNESDAY);
		expect(decision.rule?.name).toBe('Sales again');
		expect(decision.receipt.rules.map(({ matched }) => matched)).toEqual([true, true]);
	});

	it('a backup person stands in, and a loop of backups ends', () => {
		const people = [
			{ user: byId('u1'), ...away, backup: byId('u2') },
			{ user: byId('u2'), ...away, backup: byId('u1') },
		];
		const lost = decide(first({}, { people }), touch(), state(), WEDNESDAY).decision;
		expect(lost.outcome).toBe('waiting');
		const found = [people[0], { ...people[1], away: [] }];
		const { decision } = decide(first({}, { people: found }), touch(), state(), WEDNESDAY);
		expect(decision.user?.name).toBe('Ben');
		expect(decision.receipt.candidates[1]?.from).toBe('Sales, backup of Ann');
	});

	it('nobody: waiting, with the time when somebody works', () => {
		const people = [{ user: byId('u1'), works: 'Office' }];
		const { decision } = decide(first({}, { people }), touch(), state(), SATURDAY);
		expect(decision).toMatchObject({ outcome: 'waiting', availableAt: '2026-03-09T13:00:00.000Z' });
		expect(decision.receipt.sentence).toBe(
			"Nobody is available now, because rule 'Sales' matched, but Ann does not work now. Somebody works from Monday 9:00 in New York.",
		);
		const ends = first({}, { people, whenNobody: 'unassigned' });
		expect(decide(ends, touch(), state(), SATURDAY).decision.outcome).toBe('unassigned');
	});

	it('first person who will be working next', () => {
		const works = (from: string, to: string) => ({
			timeZone: 'America/New_York',
			hours: [{ days: ['monday'], from, to }],
		});
		const people = [
			{ user: byId('u1'), works: works('10:00', '12:00') },
			{ user: byId('u2'), works: works('08:00', '12:00') },
			{ user: byId('u3'), works: works('07:00', '12:00'), paused: true },
		];
		const members = people.map(({ user }) => ({ user }));
		const next = first(
			{ target: { type: 'firstWorkingNext', team: 'T' } },
			{ people, teams: [{ name: 'T', members }] },
		);
		const { decision } = decide(next, touch(), state(), SATURDAY);
		expect(decision).toMatchObject({ outcome: 'assigned', user: { name: 'Ben' } });
		expect(decision.receipt.candidates[1]).toMatchObject({
			reason: 'working_next',
			detail: 'from 2026-03-09T12:00:00.000Z',
		});
	});

	it('never a person whom the touch excludes', () => {
		const at = touch({ excludedUsers: ['u1'] });
		const { decision } = decide(first({ backups: [user('u2')] }), at, state(), 0);
		expect(decision.user?.name).toBe('Ben');
		expect(decision.receipt.candidates[0]?.reason).toBe('excluded');
	});

	it.each([
		[{ target: team('Ghost') }, 'unknown_team'],
		[{ target: team('Empty') }, 'empty_team'],
		[{ target: user('gone') }, 'unknown_user'],
		[{ target: { type: 'previousOwner' } }, 'no_owner'],
	])('%j: %s', (change, reason) => {
		const { decision } = decide(first(change, { teams: [{ name: 'Empty' }] }), touch(), state(), 0);
		expect(decision.outcome).toBe('unassigned');
		expect(decision.receipt.candidates[0]?.reason).toBe(reason);
	});

	describe('capacity, limits and skills', () => {
		const run = (person: Record<string, unknown>, load = {}, rule = {}, now = WEDNESDAY) =>
			decide(
				first(rule, { people: [{ user: byId('u1'), ...person }] }),
				touch(),
				state({ loads: { u1: { open: 0, lastAssignedAt: null, recent: [], ...load } } }),
				now,
			).decision;

		it('open contacts up to the capacity', () => {
			expect(run({ capacity: 3 }, { open: 2 }).user?.name).toBe('Ann');
			expect(run({ capacity: 3 }, { open: 3 }).receipt.candidates[0]).toMatchObject({
				reason: 'at_capacity',
				detail: '3 open of 3',
			});
		});

		it('calendar windows start with the local day, rolling ones reach back', () => {
			const limits = (window: string) => ({
				limits: [{ max: 1, per: 'day', window }],
				works: {
					timeZone: 'America/New_York',
					hours: [{ days: ['wednesday'], from: '00:00', to: '24:00' }],
				},
			});
			// 23:30 on Tuesday in New York, although already Wednesday in UTC.
			const recent = [Date.parse('2026-03-04T04:30:00Z')];
			expect(run(limits('calendar'), { recent }).user?.name).toBe('Ann');
			expect(run(limits('rolling'), { recent }).receipt.candidates[0]?.reason).toBe(
				'limit_reached',
			);
			const later = Date.parse('2026-03-05T04:30:00Z');
			expect(run(limits('rolling'), { recent }, {}, later).user?.name).toBe('Ann');
		});

		it('required skills with a level, optional ones dropped from the last', () => {
			const skills = {
				required: [{ name: 'Spanish', level: 3 }],
				optional: [{ name: 'Tax' }, { name: 'Law' }],
			};
			const speaks = (level: number) => ({ skills: [{ name: 'spanish', level }, { name: 'tax' }] });
			expect(run(speaks(2), {}, { skills }).receipt.candidates[0]).toMatchObject({
				reason: 'missing_skill',
				detail: 'Spanish, level 3',
			});
			const found = run(speaks(3), {}, { skills });
			expect(found.user?.name).toBe('Ann');
			expect(found.receipt.skillsDropped).toEqual(['Law']);
		});
	});
});

it('the receipt explains the first rules that did not match, and counts the rest', () => {
	const rules = Array.from({ length: 200 }, (_, i) => ({
		name: `R${i + 1}`,
		when: { accounts: [{ by: 'id', value: i === 199 ? SALES.id : `x${i}` }] },
		target: user('u1'),
	}));
	const { receipt } = decide(plan({ rules }), touch(), state(), WEDNESDAY).decision;
	expect(receipt.rules).toHaveLength(26);
	expect(receipt.rulesNotShown).toBe(174);
	expect(receipt.rules[0]?.reason).toBe(
		"the message came to 'Sales Line', not to the account with the id 'x0'",
	);
	expect(receipt.rules.at(-1)).toMatchObject({ name: 'R200', matched: true });
	expect(receipt.sentence).toBe("Rule 'R200' chose Ann, because the message came to 'Sales Line'.");
	expect(receipt.decidedAt).toBe('2026-03-04T16:00:00.000Z');
});
