import { planNames } from '../../../nodes/ResolveAssignment/planName';
import { plansFor } from '../../../nodes/ResolveAssignment/planFromParameters';
import { keptOf, keptPlan } from '../../../nodes/ResolveAssignment/pipeline/kept';
import type { DecisionInput } from '../../../nodes/ResolveAssignment/pipeline/decisionInput';
import { compilePlan } from '../../../routing/compiledPlan';
import { planHash } from '../../../routing/plan/plan';
import { ifAccounts } from '../../../sandbox/n8n/planCards';
import { locator, salesLine, touch } from '../../harness/touches';
import { cards, executionOf, toAnn } from './planOf';

/** Plans and names of a node for some items. */
function named(parameters: Parameters<typeof executionOf>[0], items: object[], zone?: string) {
	const { context } = executionOf(parameters, items, zone);
	const planOf = plansFor(context);
	const nameOf = planNames(context);
	return items.map((_item, index) => ({ plan: planOf(index), name: nameOf(planOf(index)) }));
}

const toLine = (assignTo: object) => ({
	rules: cards({ if: ifAccounts(locator('list', salesLine.id)), ...assignTo }),
});
const byExpression = toLine({ assignTo: locator('email', '={{ $json.lead }}') });
const leads = [{ lead: 'ann@example.com' }, { lead: 'ben@example.com' }];

describe('the name of a plan', () => {
	it('is that of its content, when fields are what they are', () => {
		const [one] = named(toLine(toAnn), [{}]);
		expect(one?.name).toBe(one && planHash(one.plan));
	});

	it('is one for all contacts, when an expression gives each another value', () => {
		const [one, other] = named(byExpression, leads);
		expect(one?.plan).not.toEqual(other?.plan);
		expect(one?.name).toBe(other?.name);
		expect(named(byExpression, [{ lead: 'cleo@example.com' }])[0]?.name).toBe(one?.name);
	});

	it('is another one as soon as the expression is, or the time zone that hours go by', () => {
		const names = [
			named(byExpression, leads),
			named(toLine({ assignTo: locator('email', '={{ $json.lead || "" }}') }), leads),
			named(byExpression, leads, 'America/New_York'),
		].map(([first]) => first?.name);
		expect(new Set(names).size).toBe(3);
	});

	it('is that of the content of a plan as JSON, which changes without the node', () => {
		const parameters = { planSource: 'json', planJson: '={{ $json.plan }}' };
		const items = ['ann@example.com', 'ben@example.com'].map((value) => ({
			plan: { rules: [], fallback: { type: 'user', user: { by: 'email', value } } },
		}));
		const [one, other] = named(parameters, items);
		expect(one?.name).toBe(one && planHash(one.plan));
		expect(other?.name).not.toBe(one?.name);
	});
});

describe('what the ledger keeps of a decision', () => {
	const [first] = named(byExpression, leads);
	if (!first) throw new Error('No plan');
	const input = {
		compiled: compilePlan(first.plan),
		users: [{ id: 'ann', name: 'Ann', email: 'ann@example.com', phone: '+1' }],
		staffSnapshot: undefined,
	} as unknown as DecisionInput;

	it('is the plan with the values of the first contact, and people without their numbers', () => {
		expect(keptPlan(first.name, input)).toMatchObject({
			hash: first.name,
			plan: first.plan,
			staff: { users: [{ id: 'ann', name: 'Ann', email: 'ann@example.com' }] },
		});
		expect(JSON.stringify(keptPlan(first.name, input).staff)).not.toContain('+1');
	});

	it('is nothing of previews, of runs on the canvas and of the sample of the App Dashboard', () => {
		const plan = keptPlan(first.name, input);
		const one = touch();
		expect(keptOf(plan, one, false)).toEqual({ plan, touch: one });
		expect(keptOf(plan, one, true)).toBeNull();
		expect(keptOf(plan, { ...one, test: true }, false)).toBeNull();
	});
});
