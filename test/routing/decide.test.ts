import { decide } from '../../routing/decide';
import type { Plan, Target } from '../../routing/plan';
import { message, ruleFor, sofia, target, tom } from './plans';

const NOW = Date.parse('2026-03-02T14:00:00Z');
const users = [sofia, tom];
const noFallback = { fallback: null };

const decideFor = (plan: Plan, touch = message(), known = users) =>
	decide(plan, touch, { users: known }, NOW);

it('names the user of the first rule that matches, and traces the rules up to it', () => {
	const plan = {
		...noFallback,
		rules: [ruleFor('support', tom), ruleFor('sales', sofia), ruleFor('sales', tom)],
	};
	expect(decideFor(plan)).toEqual({
		outcome: 'assigned',
		user: sofia,
		rule: { name: 'Rule for sales', kind: 'account', position: 2 },
		receipt: {
			sentence:
				"Rule 'Rule for sales' chose Sofia Reyes, because the message came to 'Sales Line'.",
			rules: [
				{
					position: 1,
					name: 'Rule for support',
					kind: 'account',
					matched: false,
					reason: "the message came to 'Sales Line', not to the account with the id 'support'",
				},
				{
					position: 2,
					name: 'Rule for sales',
					kind: 'account',
					matched: true,
					reason: "the message came to 'Sales Line'",
				},
			],
			candidates: [
				{ user: 'Sofia Reyes', from: 'Rule for sales', passed: true, reason: 'available' },
			],
			decidedAt: '2026-03-02T14:00:00.000Z',
			plan: expect.stringMatching(/^[0-9a-f]{12}$/),
		},
	});
});

it.each([
	['id', 'sales', true],
	['id', ' sales ', true],
	['id', 'SALES', false],
	['id', 'sale', false],
	['number', '+12025550143', true],
	['number', '1 (202) 555-0143', true],
	['number', '0012025550143', true],
	['number', '2025550143', false],
	['number', 'Sales Line', false],
	['name', 'sales line', true],
	['name', 'Sales', false],
] as const)('compares the account %s with %j: %s', (by, value, matches) => {
	const rule = { ...ruleFor('', sofia), account: { by, value } };
	const { outcome } = decideFor({ rules: [rule], ...noFallback });
	expect(outcome).toBe(matches ? 'assigned' : 'unassigned');
});

it.each(['number', 'name'] as const)('never matches by %s an account that has none', (by) => {
	const rules = ['-', ' ', '+'].map((value) => ({
		...ruleFor('', sofia),
		account: { by, value },
	}));
	const touch = message({ account: { id: 'sales' } });
	expect(decideFor({ rules, ...noFallback }, touch).outcome).toBe('unassigned');
});

it('finds users by email without regard to case on either side', () => {
	const byEmail: Target = { user: { by: 'email', value: 'TOM.baker@example.com ' } };
	expect(decideFor({ rules: [], fallback: byEmail }).user).toBe(tom);
});

it('goes to the fallback, not to the next rule, when the user of the rule is unknown', () => {
	const plan = {
		rules: [ruleFor('sales', { id: 'gone' }), ruleFor('sales', sofia)],
		fallback: target(tom),
	};
	const { user, rule, receipt } = decideFor(plan);
	expect(user).toBe(tom);
	expect(rule).toEqual({ name: 'Fallback', kind: 'fallback', position: null });
	expect(receipt.sentence).toBe(
		"The fallback is Tom Baker, because rule 'Rule for sales' matched, but its user 'gone' is not in this HighLevel location.",
	);
	expect(receipt.candidates.map(({ reason }) => reason)).toEqual(['unknown_user', 'available']);
});

it.each([
	[
		'no rule and no fallback',
		{ rules: [], fallback: null },
		"Nobody was chosen, because no rule names 'Sales Line', and there is no fallback.",
	],
	[
		'a rule and a fallback whose users left',
		{ rules: [ruleFor('sales', { id: 'gone' }, 'Sales')], fallback: target({ id: 'left' }) },
		"Nobody was chosen, because rule 'Sales' matched, but its user 'gone' is not in this HighLevel location, and the fallback user 'left' is not in this HighLevel location.",
	],
])('says why nobody was chosen: %s', (_why, plan, sentence) => {
	expect(decideFor(plan)).toMatchObject({
		outcome: 'unassigned',
		user: null,
		rule: null,
		receipt: { sentence },
	});
});

it.each([
	[{ id: '1', number: '+12025550143', name: 'Sales Line' }, "'Sales Line'"],
	[{ id: '1', number: '+12025550143', name: null }, '+12025550143'],
	[{ id: '1' }, 'account 1'],
])('calls an account by its name, else its number, else its ID', (account, shown) => {
	const { receipt } = decideFor({ rules: [], fallback: null }, message({ account }));
	expect(receipt.sentence).toContain(`no rule names ${shown},`);
});

it('assigns nobody for a status', () => {
	const plan = { rules: [ruleFor('sales', sofia)], fallback: target(tom) };
	expect(decideFor(plan, message({ event: 'status' }))).toMatchObject({
		outcome: 'unassigned',
		user: null,
		receipt: { rules: [], candidates: [] },
	});
});
