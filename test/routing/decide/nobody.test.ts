import { decide } from '../../../routing/decide/decide';
import type { Touch } from '../../../routing/model/touch';
import { SALES, WEDNESDAY, byId, plan, state, touch, user } from '../builders';

const NOBODY = { type: 'nobody' };
const spam = (more: object = {}) => ({
	name: 'Spam',
	when: { accounts: [byId(SALES.id)] },
	target: NOBODY,
	...more,
});
const AWAY = [{ user: byId('u1'), paused: true }];

function decided(input: Record<string, unknown>, at: Partial<Touch> = {}) {
	const rules = input.rules ?? [spam()];
	return decide(plan({ ...input, rules }), touch(at), state(), WEDNESDAY).decision;
}

it('nobody gets the contact, whoever else could be asked, and the receipt says which rule said so', () => {
	const decision = decided({
		rules: [spam({ backups: [user('u2')] }), spam({ name: 'Later', target: user('u3') })],
		fallback: user('u8'),
	});
	expect(decision).toMatchObject({
		outcome: 'unassigned',
		user: null,
		rule: { name: 'Spam', kind: 'rule', position: 1 },
		availableAt: null,
		receipt: {
			sentence:
				"Rule 'Spam' gives this contact to nobody, because the message came to 'Sales Line'.",
			candidates: [{ user: 'Nobody', from: 'Spam', reason: 'nobody', chosen: false }],
		},
	});
});

it('as a backup it ends the search, and nobody waits', () => {
	const rules = [spam({ target: user('u1'), backups: [NOBODY, user('u2')] })];
	const decision = decided({ rules, people: AWAY, fallback: user('u8') });
	expect(decision.outcome).toBe('unassigned');
	expect(decision.receipt.sentence).toBe(
		"Rule 'Spam' gives this contact to nobody, because the message came to 'Sales Line'; Ann is paused.",
	);
});

it('as the fallback it is the same as none', () => {
	for (const rules of [[], [spam({ target: user('u1') })]]) {
		const { rule, ...nobody } = decided({ rules, people: AWAY, fallback: NOBODY });
		const { rule: none, ...without } = decided({ rules, people: AWAY, fallback: null });
		expect(rule).toEqual(none);
		expect({ ...nobody.receipt, plan: '' }).toEqual({ ...without.receipt, plan: '' });
		expect(nobody.outcome).toBe(without.outcome);
	}
});

describe('an owner', () => {
	const contact = { id: 'c1', ownerId: 'u1', existed: true };

	it.each(['keep', 'cover', 'reassign'])('who is available keeps the contact: %s', (policy) => {
		const decision = decided({ owners: { whenUnavailable: policy } }, { contact });
		expect(decision).toMatchObject({ outcome: 'kept', user: { name: 'Ann' } });
	});

	it('who is not available keeps it too, for want of anybody else', () => {
		const owners = { whenUnavailable: 'reassign' };
		const decision = decided({ owners, people: AWAY }, { contact });
		expect(decision.outcome).toBe('kept');
		expect(decision.receipt.sentence).toBe(
			"Ann owns this contact and keeps it, although not available (is paused), and rule 'Spam' names nobody.",
		);
	});

	it('counts for nothing where the rules are asked every time', () => {
		expect(decided({ owners: null }, { contact }).outcome).toBe('unassigned');
	});

	it('stays when the tag of such a rule is added', () => {
		const rules = [spam({ when: { tags: { any: ['spam'] } } })];
		const decision = decided({ rules }, { event: 'tag', tag: 'spam', contact });
		expect(decision.outcome).toBe('kept');
		expect(decision.receipt.sentence).toBe(
			"Ann owns this contact and keeps it: rule 'Spam' names nobody.",
		);
	});
});
