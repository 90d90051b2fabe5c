import type { INodeParameters } from 'n8n-workflow';
import { account, ann, bob, loaded, values } from './loaded';

function plan(examples: INodeParameters[], more: INodeParameters = {}): INodeParameters {
	return {
		operation: 'resolve',
		planSource: 'fields',
		ownerPolicy: 'first',
		fallback: 'nobody',
		rules: values(
			{
				name: 'Sales',
				if: { ...account('Sales Line'), sourceContains: 'ads' },
				assignTo: bob,
			},
			{ name: 'Spain', if: { countries: ['ES'] }, assignTo: ann },
		),
		sections: { tryIt: values(...examples) },
		...more,
	};
}

const result = async (parameters: INodeParameters, card = 0) =>
	await loaded('tryExample', parameters, `parameters.sections.tryIt.values[${card}].result`);

it('says of each example who would get it, and why', async () => {
	const parameters = plan([
		{ account: 'name Sales Line', details: { source: 'Google Ads' } },
		{ details: { country: 'ES' } },
		{},
	]);
	expect((await result(parameters))[0]).toEqual({
		name: "bob@example.com, by rule 'Sales'",
		value: '',
	});
	const [summary, sentence] = await result(parameters, 1);
	expect(summary?.name).toBe("Ann Example, by rule 'Spain'");
	expect(sentence?.name).toMatch(/^Rule 'Spain' chose Ann Example, because/);
	expect((await result(parameters, 2))[0]?.name).toBe('Nobody: no rule matches');
});

it('goes on when another part of the plan is to be mended', async () => {
	const broken = { timeZone: 'New York', hours: 'Mon 25-26' };
	const parameters = plan([{ details: { country: 'ES' } }]);
	const sections = { ...(parameters.sections as INodeParameters), schedules: values(broken) };
	expect((await result({ ...parameters, sections }))[0]?.name).toBe("Ann Example, by rule 'Spain'");
});

it('says whose expression names the person', async () => {
	const rule = { name: 'Any', if: account('A'), assignTo: '={{ $json.owner }}' };
	const parameters = plan([{ account: 'name A' }], { rules: values(rule) });
	expect((await result(parameters))[0]?.name).toBe("{{ $json.owner }}, by rule 'Any'");
});

it('says of a time that cannot be read that it cannot', async () => {
	const [summary, why] = await result(plan([{ details: { time: 'tomorrow' } }]));
	expect(summary?.name).toBe('This example could not be tried');
	expect(why?.name).toBe("'Time' is no time: tomorrow");
});

describe('what an example can be about', () => {
	const choices = async (method: string, card: INodeParameters, path: string) =>
		await loaded(method, plan([card]), `parameters.sections.tryIt.values[0].${path}`);

	it('is what the rules name', async () => {
		expect(await choices('exampleAccounts', {}, 'account')).toEqual([
			{ name: 'One That No Rule Names', value: '' },
			{ name: 'Sales Line', value: 'name Sales Line' },
		]);
		expect(await choices('exampleCountries', {}, 'details.country')).toContainEqual({
			name: 'ES',
			value: 'ES',
		});
		expect(await choices('exampleOwners', {}, 'details.owner')).toContainEqual({
			name: 'Ann Example',
			value: 'annExampleAnnExample',
		});
	});

	it('stays what was chosen when no rule names it any more', async () => {
		const card = { account: 'name Old Line', details: { country: 'FR' } };
		expect(await choices('exampleAccounts', card, 'account')).toContainEqual({
			name: 'name Old Line',
			value: 'name Old Line',
		});
		expect(await choices('exampleCountries', card, 'details.country')).toContainEqual({
			name: 'FR',
			value: 'FR',
		});
	});
});
