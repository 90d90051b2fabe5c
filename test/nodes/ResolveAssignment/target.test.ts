import type { INodeParameters } from 'n8n-workflow';
import { ResolveAssignment } from '../../../nodes/ResolveAssignment/ResolveAssignment.node';
import { locator } from '../../harness/touches';
import { cards, planOf, plansOf } from './planOf';

const ID = 'u8KpXw3RtYc6NvQz1LdS';

const byEmail = { type: 'user', user: { by: 'email', value: 'ann@example.com' } };
const byId = { type: 'user', user: { by: 'id', value: ID } };
const sales = { type: 'team', team: 'Sales' };
const firstOfSales = { type: 'firstWorkingNext', team: 'Sales' };

const sections = { teams: cards({ name: 'Sales' }) };
const rulesFor = (assignTo: INodeParameters[string]) => ({
	rules: cards({ name: 'VIP', if: { contact: 'new' }, assignTo }),
	sections,
});
const targetOf = (assignTo: INodeParameters[string]) => planOf(rulesFor(assignTo)).rules[0]?.target;

describe('what a target says', () => {
	it.each<[string, object]>([
		['user:ann@example.com', byEmail],
		['ann@example.com', byEmail],
		[`userId:${ID}`, byId],
		[`user:${ID}`, byId],
		[ID, byId],
		['team:Sales', sales],
		['Team: Sales', sales],
		['team:Night', { type: 'team', team: 'Night' }],
		[' sales ', { type: 'team', team: 'sales' }],
		['firstWorkingNext:Sales', firstOfSales],
		['previousOwner', { type: 'previousOwner' }],
		['Previous Owner', { type: 'previousOwner' }],
		['nextRule', { type: 'nextRule' }],
		['nobody', { type: 'nobody' }],
	])('%j is read from the list and from an expression', (said, target) => {
		expect(targetOf(locator('list', said))).toEqual(target);
		const plans = plansOf(rulesFor('={{ $json.who }}'), { who: said }, { who: 'nobody' });
		expect(plans(0).rules[0]?.target).toEqual(target);
		expect(plans(1).rules[0]?.target).toEqual({ type: 'nobody' });
		const dragged = plansOf(rulesFor(locator('id', '={{ $json.who }}')), { who: said });
		expect(dragged(0).rules[0]?.target).toEqual(target);
	});

	it.each<[mode: string, said: string, object]>([
		['email', 'ann@example.com', byEmail],
		['id', ID, byId],
		['id', 'short', { type: 'user', user: { by: 'id', value: 'short' } }],
		['team', 'Night', { type: 'team', team: 'Night' }],
		['team', 'nobody', { type: 'team', team: 'nobody' }],
	])('by %s, %j', (mode, said, target) => {
		expect(targetOf(locator(mode, said))).toEqual(target);
	});

	it('is refused when it means nobody', () => {
		expect(() => targetOf(locator('list', 'Nightshift'))).toThrow(
			"Rule 'VIP': 'Assign To': 'Nightshift' is neither a team of this node nor the email or ID of a HighLevel user",
		);
		const backups = cards({ assignTo: locator('list', 'Day') });
		const rule = { name: 'VIP', assignTo: locator('list', 'team:Sales'), options: { backups } };
		expect(() => planOf({ rules: cards({ ...rule, if: { contact: 'new' } }), sections })).toThrow(
			"Rule 'VIP': 'Backups': 'Day' is neither",
		);
		expect(() => planOf({ fallback: locator('list', 'Day') })).toThrow("'If No Rule Fits': 'Day'");
		const teams = cards({ name: 'Sales', ifNobody: locator('list', 'Day') });
		expect(() => planOf({ sections: { teams } })).toThrow(
			"Team 'Sales': 'If Nobody Is Available': 'Day'",
		);
	});
});

it('teams and the plan go on when nothing is chosen, or that is chosen', () => {
	for (const value of ['', 'goOn']) {
		const chosen = locator('list', value);
		const teams = cards({ name: 'Sales', works: 'always', outsideHours: chosen, ifNobody: chosen });
		expect(planOf({ sections: { teams }, fallback: chosen })).toMatchObject({
			fallback: null,
			teams: [{ outsideHours: null, ifNobody: null }],
		});
	}
});

it('has one field for a target wherever there is one', () => {
	const names = JSON.stringify(new ResolveAssignment().description.properties).match(
		/"searchListMethod":"search(RuleTargets|Fallbacks|OutsideHours|IfNobody)"/g,
	);
	// A rule and its backups share a list; fields of one name are one field for the editor.
	expect([...new Set(names?.map((name) => name.slice(20, -1)))]).toEqual([
		'searchRuleTargets',
		'searchFallbacks',
		'searchOutsideHours',
		'searchIfNobody',
	]);
});
