import { demoTeam } from '../../../sandbox/highlevel';
import { useHighLevel } from '../../harness/highLevel';
import { listOf } from '../../harness/listSearch';
import { ASSIGN, RESOLVE } from '../../harness/nodeTypes';
import { node } from '../../harness/runWorkflow';

const highLevel = useHighLevel();
const credentials = { highLevelPrivateIntegrationApi: { id: '1', name: 'HighLevel' } };

describe.each([RESOLVE, ASSIGN])('the list of users in %s', (type) => {
	const list = (filter?: string) =>
		listOf(
			node(type, { authentication: 'privateIntegration' }, { credentials }),
			'searchUsers',
			highLevel().credentials,
			filter,
		);

	it('shows names with email addresses in order, and gives IDs', async () => {
		const { marcus, priya, sofia, tom } = demoTeam.users;
		expect(await list()).toEqual([
			{ name: 'Marcus Chen (marcus.chen@example.com)', value: marcus.id },
			{ name: 'Priya Patel (priya.patel@example.com)', value: priya.id },
			{ name: 'Sofia Reyes (sofia.reyes@example.com)', value: sofia.id },
			{ name: 'Tom Baker (tom.baker@example.com)', value: tom.id },
		]);
	});

	it.each([
		['PATEL', ['Priya Patel (priya.patel@example.com)']],
		[' tom.b', ['Tom Baker (tom.baker@example.com)']],
		['nobody', []],
	])('finds %j', async (filter, names) => {
		expect((await list(filter)).map(({ name }) => name)).toEqual(names);
	});

	it('leaves out who left', async () => {
		highLevel().sandbox.users.add({ firstName: 'Diego', lastName: 'Ortiz', deleted: true });
		expect(await list('diego')).toEqual([]);
	});

	it('says what is wrong instead of showing an empty list', async () => {
		highLevel().sandbox.revokeToken(demoTeam.token);
		await expect(list()).rejects.toMatchObject({
			name: 'NodeApiError',
			message: expect.stringContaining('HighLevel does not accept the token'),
			description: expect.stringContaining('Copy the token'),
		});
	});
});
