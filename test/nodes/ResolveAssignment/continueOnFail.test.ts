import { demoTeam } from '../../../sandbox/highlevel';
import { useHighLevel } from '../../harness/highLevel';
import { touch } from '../../harness/touches';
import { itemsAt, resolve, salesRule } from './resolve';

const { sofia } = demoTeam.users;
const highLevel = useHighLevel();
const bad = { hello: 'world' };

it('puts an error with its reason to the items that are not assigned', async () => {
	const result = await resolve(
		highLevel().credentials,
		{ rules: [salesRule(sofia)] },
		[touch(), bad, touch()],
		'continueRegularOutput',
	);
	expect(result.run.status).toBe('success');
	expect(result.assigned).toMatchObject([
		{ assignment: { user: { id: sofia.id } } },
		{ assignment: { user: { id: sofia.id } } },
	]);
	expect(itemsAt(result, 1)).toEqual([
		{
			json: { error: 'The item does not say who wrote to which account [item 1]' },
			pairedItem: { item: 1 },
		},
	]);
});

it('puts an error with its input item to the error output, and nothing else there', async () => {
	const result = await resolve(
		highLevel().credentials,
		{ rules: [salesRule(sofia)] },
		[touch(), bad, touch({ event: 'status' })],
		'continueErrorOutput',
	);
	expect(result.assigned).toHaveLength(1);
	expect(result.notAssigned).toMatchObject([{ event: 'status' }]);
	expect(result.errorOutput).toEqual([
		{ ...bad, error: 'The item does not say who wrote to which account [item 1]' },
	]);
});

const broken = {
	'a token that HighLevel does not accept': () =>
		void highLevel().sandbox.revokeToken(demoTeam.token),
	'a credential without location': () => {
		highLevel().credentials.highLevelPrivateIntegrationApi = { token: 'pit-x', locationId: '' };
	},
};

describe.each(Object.entries(broken))('with %s', (_what, breakIt) => {
	beforeEach(() => breakIt());

	it('assigns nobody when it continues', async () => {
		const result = await resolve(
			highLevel().credentials,
			{ rules: [salesRule(sofia)] },
			[touch(), touch()],
			'continueRegularOutput',
		);
		expect(result.assigned).toEqual([]);
		expect(result.notAssigned).toEqual([
			{ error: expect.stringContaining('HighLevel') },
			{ error: expect.stringContaining('HighLevel') },
		]);
	});

	it('assigns nobody when errors have an output of their own', async () => {
		const result = await resolve(
			highLevel().credentials,
			{ rules: [salesRule(sofia)] },
			[touch({ key: 'one' }), touch({ key: 'two' })],
			'continueErrorOutput',
		);
		expect(result.assigned).toEqual([]);
		expect(result.notAssigned).toEqual([]);
		expect(result.errorOutput).toMatchObject([
			{ key: 'one', error: expect.stringContaining('HighLevel') },
			{ key: 'two', error: expect.stringContaining('HighLevel') },
		]);
	});
});
