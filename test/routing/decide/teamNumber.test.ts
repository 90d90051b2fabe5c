import fc from 'fast-check';
import { check } from '../../../routing/check/check';
import { decide } from '../../../routing/decide/decide';
import type { Touch } from '../../../routing/model/touch';
import { whyNotMe } from '../../../routing/whyNot/whyNotMe';
import { SALES, SUPPORT, USERS, WEDNESDAY, byId, plan, state, touch, user } from '../builders';

const ANN = '+14155550123';
const RULES = [
	{ name: 'Vip', when: { tags: { any: ['vip'] } }, target: user('u2') },
	{ name: 'Sales', when: { accounts: [byId(SALES.id)] }, target: user('u2') },
];
/** The users, some of them with a number. */
const withPhones = (phones: Record<string, string>) =>
	USERS.map((one) => ({ ...one, ...(phones[one.id] && { phone: phones[one.id] }) }));

function decided(
	phone: string | null,
	phones: Record<string, string> = { u1: ANN },
	{ touch: more = {}, plan: input = {} }: { touch?: Partial<Touch>; plan?: object } = {},
) {
	const users = withPhones(phones);
	const full = plan({ rules: RULES, fallback: user('u3'), ...input });
	const one = touch({ ...more, contact: { phone, ...more.contact } });
	return decide(full, one, state({ users }), WEDNESDAY);
}

describe("a team member's own number", () => {
	it('makes no contact, and the receipt says whose it is but not the number', () => {
		const { decision, changes } = decided(ANN);
		expect(decision).toMatchObject({
			outcome: 'unassigned',
			user: null,
			rule: null,
			owner: null,
			receipt: {
				sentence:
					"Nobody was chosen, because this is Ann's own number, and team members are no contacts.",
				rules: [],
				candidates: [{ user: 'Ann', userId: 'u1', passed: false, reason: 'own_number' }],
			},
		});
		expect(changes).toEqual([]);
		expect(JSON.stringify(decision)).not.toContain('5550123');
	});

	it.each<[string, Partial<Touch>]>([
		['a call', { event: 'call' }],
		['a tag', { event: 'tag', tag: 'vip', contact: { tags: ['vip'] } }],
		['a new contact', { event: 'contact', account: null }],
		['a contact with an owner', { contact: { ownerId: 'u2' } }],
		['a message to another account', { account: SUPPORT }],
	])('counts for %s', (_what, more) => {
		expect(decided(ANN, undefined, { touch: more }).decision.outcome).toBe('unassigned');
	});

	it('does not keep a contact that moves with others from moving', () => {
		const reassign = { kind: 'leaves', from: { id: 'u2' }, run: '1', about: 'u2' } as const;
		const more = { event: 'reassign', reassign, contact: { ownerId: 'u2' } } as const;
		const moved = decided(ANN, undefined, { touch: { ...more, excludedUsers: ['u2'] } as never });
		expect(moved.decision).toMatchObject({ outcome: 'assigned', user: { id: 'u3' } });
	});

	it('leaves events about which there is nothing to decide what they are', () => {
		const { decision } = decided(ANN, undefined, { touch: { event: 'status' } });
		expect(decision.receipt.sentence).toContain("'status' event");
	});

	it.each([
		['+525512345678', '+5215512345678'],
		['+5215512345678', '+525512345678'],
		['+541123456789', '+5491123456789'],
		['+5491123456789', '+541123456789'],
		['+5511987654321', '+551187654321'],
		['+551187654321', '+5511987654321'],
		['+2250707123456', '+22507123456'],
		['+2290190123456', '+22990123456'],
		['+14155550123', '+1 (415) 555-0123'],
		['+14155550123', '14155550123'],
	])('is theirs in every form: %s and %s', (own, written) => {
		expect(decided(written, { u1: own }).decision.outcome).toBe('unassigned');
	});

	it.each([
		['of another number', '+14155550124'],
		['of a number that only ends alike', '+524155550123'],
		['without a number', null],
		['with an empty number', ''],
	])('is nothing to a contact %s', (_what, phone) => {
		expect(decided(phone).decision).toMatchObject({ outcome: 'assigned', user: { id: 'u2' } });
	});

	it('says the names of those who share it', () => {
		const shared = (ids: string[]) =>
			decided(ANN, Object.fromEntries(ids.map((id) => [id, ANN]))).decision;
		expect(shared(['u1', 'u2']).receipt.sentence).toBe(
			'Nobody was chosen, because this is a number of your team (Ann, Ben), and team members are no contacts.',
		);
		expect(shared(['u1', 'u2', 'u3', 'u4']).receipt.sentence).toContain(
			'(Ann, Ben, Cleo and 1 more)',
		);
		expect(shared(['u1', 'u2']).receipt.candidates).toHaveLength(2);
	});
});

describe("a team member's number that is a line of the business", () => {
	const SHARED = /your WhatsApp accounts: whoever writes from it is a contact\.$/;
	it.each<[string, Partial<Touch>, object]>([
		['the account that was messaged', { account: { ...SALES, number: ANN } }, {}],
		['the same, written otherwise', { account: { ...SALES, number: '1 (415) 555-0123' } }, {}],
		['an account of a rule', {}, line({ by: 'number', value: '+1 415 555 0123' })],
		['an account of a rule in another form', {}, line({ by: 'number', value: '0014155550123' })],
		[
			'an account that a condition names',
			{},
			{
				rules: [
					...RULES,
					{ name: 'Lines', when: { accounts: [{ by: 'number', value: ANN }] }, target: user('u4') },
				],
			},
		],
	])('is nobody’s own: %s', (_what, more, input) => {
		const { decision } = decided(ANN, undefined, { touch: more, plan: input });
		expect(decision).toMatchObject({ outcome: 'assigned', user: { id: 'u2' } });
		expect(decision.receipt.sentence).toMatch(SHARED);
		expect(decision.receipt.sentence).toContain("This is Ann's own number in HighLevel");
	});

	it('says nothing to contacts with another number', () => {
		const account = { ...SALES, number: ANN };
		const { decision } = decided('+14155550999', undefined, { touch: { account } });
		expect(decision.receipt.sentence).not.toMatch(SHARED);
	});
});

it('nobody is decided on who writes from a number of the team, and everybody else is', () => {
	const digits = fc.integer({ min: 0, max: 30 }).map((n) => `+1415555${2000 + n}`);
	fc.assert(
		fc.property(fc.array(digits, { maxLength: 8 }), digits, (own, phone) => {
			const phones = Object.fromEntries(own.map((number, i) => [`u${i + 1}`, number]));
			const { decision } = decided(phone, phones);
			expect(decision.outcome).toBe(own.includes(phone) ? 'unassigned' : 'assigned');
		}),
	);
});

it('is what Explain Why Not says, too', () => {
	const users = withPhones({ u1: ANN });
	const full = plan({ rules: RULES });
	const one = touch({ contact: { phone: ANN } });
	expect(whyNotMe(full, one, state({ users }), WEDNESDAY, byId('u2'))).toMatchObject({
		wins: false,
		changes: null,
		sentence: expect.stringContaining("this is Ann's own number") as string,
	});
});

describe('Check Plan', () => {
	const find = (phones: Record<string, string>, input: object = {}) =>
		check(plan({ rules: RULES, fallback: user('u3'), ...input }), {
			users: withPhones(phones),
			now: WEDNESDAY,
		}).filter(({ code }) => code === 'shared_number');

	it('says that a team member shares a number with a line', () => {
		expect(find({ u1: ANN }, line({ by: 'number', value: '415-555-0199' }))).toEqual([]);
		expect(find({ u1: ANN }, line({ by: 'number', value: '415-555-0123' }))).toHaveLength(1);
		expect(find({ u1: '+525512345678' }, line({ by: 'number', value: '+5215512345678' }))).toEqual([
			expect.objectContaining({
				severity: 'warning',
				where: "User 'Ann'",
				text: expect.stringContaining('Shares a number with a line') as string,
			}),
		]);
	});

	it('says that team members have one number, once', () => {
		expect(find({ u1: ANN, u2: ANN, u3: '+14155550124' })).toEqual([
			expect.objectContaining({ where: "User 'Ann', 'Ben'" }),
		]);
	});

	it('finds nothing about numbers that are their own', () => {
		expect(find({ u1: ANN, u2: '+14155550124' })).toEqual([]);
	});
});

/** A plan with an account rule more. */
function line(account: object) {
	return {
		rules: [...RULES, { name: 'Line', when: { accounts: [account] }, target: user('u4') }],
	};
}
