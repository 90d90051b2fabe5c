import { demoTeam } from '../../../sandbox/highlevel';
import { ifAccounts } from '../../../sandbox/n8n/planCards';
import { engines, useExpressionEngine } from '../../harness/expressionEngine';
import { useHighLevel } from '../../harness/highLevel';
import { locator, salesLine, supportLine, touch } from '../../harness/touches';
import { itemsAt, resolve, salesRule } from './resolve';

const { sofia, marcus, priya, tom } = demoTeam.users;

describe.each(engines)('on the expression engine %s', (engine) => {
	useExpressionEngine(engine);
	const highLevel = useHighLevel();

	it('keeps the fields of the touch and those that people added', async () => {
		const item = {
			...touch(),
			campaign: { id: 7, tags: ['spring'] },
			contact: { phone: '+14155550117', vip: true },
		};
		const { assigned } = await resolve(highLevel().credentials, { rules: [salesRule(sofia)] }, [
			item,
		]);
		expect(assigned).toEqual([{ ...item, assignment: expect.any(Object) }]);
	});

	it('says at both outputs which input item an item came from', async () => {
		const result = await resolve(highLevel().credentials, { rules: [salesRule(sofia)] }, [
			touch({ account: supportLine }),
			touch(),
			touch({ event: 'status' }),
			touch(),
		]);
		expect(itemsAt(result, 0).map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 1 },
			{ item: 3 },
		]);
		expect(itemsAt(result, 1).map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 2 },
		]);
	});

	it('leaves the items of the node before as they were', async () => {
		const given = [touch(), touch({ account: supportLine })];
		const { run } = await resolve(highLevel().credentials, { rules: [salesRule(sofia)] }, given);
		expect(run.outputs.manualTrigger?.[0]?.map(({ json }) => json)).toEqual(given);
	});

	it('gives each item its own value of the expressions in a rule', async () => {
		const { assigned } = await resolve(
			highLevel().credentials,
			{
				rules: [
					{
						name: '={{ "Rule of " + $json.contact.name }}',
						if: ifAccounts(locator('id', '={{ $json.account.id }}')),
						assignTo: locator('email', '={{ $json.wanted }}'),
					},
				],
			},
			[
				{ ...touch({ contact: { name: 'Nora' } }), wanted: sofia.email },
				{ ...touch({ contact: { name: 'Liam' } }), wanted: priya.email },
			],
		);
		expect(assigned.map(({ assignment }) => assignment)).toMatchObject([
			{ user: { id: sofia.id }, rule: { name: 'Rule of Nora' } },
			{ user: { id: priya.id }, rule: { name: 'Rule of Liam' } },
		]);
	});

	it('gives each item its own value of the expressions in the fallback', async () => {
		const fallback = { fallback: locator('id', '={{ $json.wanted }}') };
		const { assigned } = await resolve(highLevel().credentials, fallback, [
			{ ...touch(), wanted: tom.id },
			{ ...touch(), wanted: marcus.id },
		]);
		expect(assigned.map(({ assignment }) => assignment?.user?.id)).toEqual([tom.id, marcus.id]);
	});

	it('gives each item its own answer to whether there is a fallback', async () => {
		const { assigned, notAssigned } = await resolve(
			highLevel().credentials,
			{ fallback: `={{ $json.night ? "nobody" : "${tom.email}" }}` },
			[
				{ ...touch(), night: false },
				{ ...touch(), night: true },
			],
		);
		expect(assigned).toMatchObject([{ night: false, assignment: { user: { id: tom.id } } }]);
		expect(notAssigned).toMatchObject([{ night: true, assignment: { user: null } }]);
	});

	it.each([
		['nothing of a touch', { hello: 'world' }, 'key'],
		['no contact', { ...touch(), contact: undefined }, 'contact'],
		['an account without ID', { ...touch(), account: { name: 'Sales Line' } }, 'account.id'],
		['an event that is none', { ...touch(), event: 'hologram' }, 'event'],
	])('refuses an item with %s, naming item and field', async (_what, item, field) => {
		const { error, run } = await resolve(highLevel().credentials, { rules: [salesRule(sofia)] }, [
			touch(),
			item,
		]);
		expect(run.status).toBe('error');
		expect(error?.name).toBe('NodeOperationError');
		expect(error?.message).toBe('The item does not say who wrote to which account [item 1]');
		expect(error?.description).toContain(`The field '${field}' is missing`);
		expect(error?.context).toMatchObject({ itemIndex: 1 });
	});

	it('does not start with a rule that names nobody', async () => {
		const rule = { if: ifAccounts(locator('list', salesLine.id)) };
		const rules = [salesRule(marcus, 'Complete'), rule];
		await expect(resolve(highLevel().credentials, { rules }, [touch()])).rejects.toThrow(
			'Parameter "Assign To" is required',
		);
	});
});
