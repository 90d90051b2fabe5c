import { engines, useExpressionEngine } from '../../harness/expressionEngine';
import { ifAccounts } from '../../../sandbox/n8n/planCards';
import { locator } from '../../harness/touches';
import { cards, eachPlanOf, filterOf, planOf, plansOf, toAnn } from './planOf';

const account = locator('name', 'Sales Line');

it('a plan without expressions is one object for all items', () => {
	const item = filterOf(['={{ $json.a }}', 'equals', '={{ $json.b }}']);
	const rules = cards({ ...toAnn, if: { item } });
	const plans = plansOf({ rules }, {}, {});
	expect(plans(1)).toBe(plans(0));
});

it('leaves the parameters of the workflow alone', () => {
	const item = filterOf(['={{ $json.a }}', 'equals', 'x']);
	const given = { rules: cards({ ...toAnn, if: { item } }) };
	const before = structuredClone(given);
	planOf(given);
	expect(given).toEqual(before);
});

it('dates may come from expressions, as dates and as text', () => {
	const away = cards({
		from: '={{ $json.from }}',
		to: '={{ DateTime.fromISO($json.from).plus({ days: 2 }) }}',
	});
	const people = cards({ user: locator('id', 'u1'), options: { away } });
	const plans = plansOf({ sections: { people } }, { from: '2026-12-24' }, { from: { no: 'date' } });
	expect(plans(0).people[0]?.away).toEqual([{ from: '2026-12-24', to: '2026-12-26' }]);
	expect(() => plans(1)).toThrow("Person 1: 'Away' 1, 'From' is no date");
});

it('does not look at an expression that is only kept for a choice that may come back', () => {
	const gone = { ...locator('list', "={{ $('Gone').first().json.user }}") };
	const rules = cards({ if: { contact: 'new' }, assignTo: locator('list', 'nobody') });
	const teams = cards({ name: 'Sales', works: 'always', outsideHours: gone });
	const plans = plansOf(
		{ rules, sections: { teams }, options: { locationId: '={{ $json.x }}' } },
		{},
		{},
	);
	expect(plans(1)).toBe(plans(0));
	expect(plans(0).rules).toMatchObject([{ target: { type: 'nobody' } }]);
});

describe.each(engines)('on the expression engine %s', (engine) => {
	useExpressionEngine(engine);

	it('each item has the plan that its expressions give', async () => {
		const plans = await eachPlanOf(
			{
				rules: cards(
					{
						...toAnn,
						if: {
							...ifAccounts(locator('id', '={{ $json.accounts }}')),
							countries: '={{ $json.countries }}',
						},
					},
					{
						name: '={{ "Rule of " + $json.name }}',
						if: ifAccounts(locator('id', '={{ $json.account }}')),
						assignTo: locator('email', '={{ $json.email }}'),
					},
				),
				sections: { teams: cards({ name: 'Sales', strategy: '={{ $json.strategy }}' }) },
				options: { timeZone: '={{ $json.zone }}', respectManual: '={{ $json.respect }}' },
			},
			{
				name: 'Nora',
				account: '1001',
				email: 'ann@example.com',
				accounts: ['1001', 1002],
				countries: 'US, CA',
				strategy: 'sticky',
				zone: 'America/Denver',
				respect: true,
			},
			{
				name: 'Liam',
				account: 1002,
				email: 'ben@example.com',
				accounts: '1003',
				countries: ['PT'],
				strategy: 'longestIdle',
				zone: 'Europe/Lisbon',
				respect: false,
			},
		);
		expect(plans(0)).toMatchObject({
			rules: [
				{ when: { accounts: [{ value: '1001' }, { value: '1002' }], countries: ['US', 'CA'] } },
				{
					name: 'Rule of Nora',
					when: { accounts: [{ value: '1001' }] },
					target: user('ann@example.com'),
				},
			],
			teams: [{ strategy: 'sticky' }],
			timeZone: 'America/Denver',
			owners: { respectManual: true },
		});
		expect(plans(1)).toMatchObject({
			rules: [
				{ when: { accounts: [{ value: '1003' }], countries: ['PT'] } },
				{
					name: 'Rule of Liam',
					when: { accounts: [{ value: '1002' }] },
					target: user('ben@example.com'),
				},
			],
			teams: [{ strategy: 'longestIdle' }],
			timeZone: 'Europe/Lisbon',
			owners: { respectManual: false },
		});
	});

	it('items for which the expressions give the same share a plan', async () => {
		const rules = cards({
			if: ifAccounts(account),
			assignTo: locator('email', '={{ $json.email }}'),
		});
		const [a, b] = ['ann@example.com', 'ben@example.com'];
		const plans = await eachPlanOf({ rules }, { email: a }, { email: b }, { email: a });
		expect(plans(2)).toBe(plans(0));
		expect(plans(1)).not.toBe(plans(0));
	});

	it('conditions stay raw beside fields that are evaluated', async () => {
		const item = filterOf(['={{ $json.name }}', 'equals', '={{ $json.other }}']);
		const card = { name: '={{ $json.name }}', ...toAnn, if: { item } };
		const plans = await eachPlanOf({ rules: cards(card) }, { name: 'Nora' });
		expect(plans(0).rules).toMatchObject([{ name: 'Nora', when: { item } }]);
	});

	it('a condition that is empty for an item is not true for that item alone', async () => {
		const asked = { contact: 'new', countries: '={{ $json.countries }}' };
		const rules = cards({ name: 'Abroad', ...toAnn, if: asked });
		const plans = await eachPlanOf({ rules }, { countries: 'CA' }, {});
		expect(plans(0).rules).toMatchObject([{ when: { countries: ['CA'] } }]);
		expect(plans(1).rules).toMatchObject([{ when: { contact: 'new', countries: null } }]);
	});
});

function user(email: string) {
	return { type: 'user', user: { by: 'email', value: email } };
}
