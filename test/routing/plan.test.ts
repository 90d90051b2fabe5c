import { parsePlan, PlanError, userReferencesOf } from '../../routing/plan';
import { ruleFor, sofia, target, tom } from './plans';

const complete = ruleFor('sales', sofia, 'Sales to Sofia');

function refusal(input: unknown): PlanError {
	try {
		parsePlan(input);
	} catch (error) {
		if (error instanceof PlanError) return error;
		throw error;
	}
	throw new Error('The plan was accepted');
}

it('takes a complete plan, without blanks around its values', () => {
	const plan = { rules: [{ ...complete, name: ' Sales to Sofia ' }], fallback: target(tom) };
	expect(parsePlan(plan)).toEqual({ rules: [complete], fallback: target(tom) });
});

it.each([
	[
		'an empty account',
		{ ...complete, account: { by: 'id', value: ' ' } },
		"Rule 'Sales to Sofia': the WhatsApp account is empty",
		'rules.1.account.value',
	],
	[
		'an empty user',
		{ ...complete, target: { user: { by: 'email', value: '' } } },
		"Rule 'Sales to Sofia': the user is empty",
		'rules.1.target.user.value',
	],
	['an empty name', { ...complete, name: '' }, 'Rule 2: the rule name is empty', 'rules.1.name'],
])('refuses a rule with %s, naming rule and field', (_what, rule, message, path) => {
	const error = refusal({ rules: [complete, rule], fallback: null });
	expect(error.message).toBe(message);
	expect(error.path).toBe(path);
});

it.each([
	[
		'an account reference of an unknown kind',
		{ account: { by: 'colour', value: 'red' } },
		'account.by',
	],
	['no account', { account: undefined }, 'account'],
	['a kind that does not exist', { kind: 'moon' }, 'kind'],
	['a misspelled field', { targets: [] }, ''],
])('refuses a rule with %s', (_what, change, path) => {
	const error = refusal({ rules: [{ ...complete, ...change }], fallback: null });
	expect(error.rule).toBe("Rule 'Sales to Sofia'");
	expect(error.path).toBe(['rules.0', path].filter(Boolean).join('.'));
});

it('names the fallback when its user is empty', () => {
	const error = refusal({ rules: [], fallback: target({ id: '' }) });
	expect(error.message).toBe('Fallback: the user is empty');
	expect(error.path).toBe('fallback.user.value');
});

it.each([[null], [undefined], ['text'], [[]], [{}], [{ rules: 'all', fallback: null }]])(
	'refuses %j as a plan',
	(input) => {
		expect(refusal(input).rule).toBeNull();
	},
);

it('lists every user that a plan names', () => {
	expect(userReferencesOf({ rules: [complete], fallback: target(tom) })).toEqual([
		{ by: 'id', value: sofia.id },
		{ by: 'id', value: tom.id },
	]);
	expect(userReferencesOf({ rules: [], fallback: null })).toEqual([]);
});
