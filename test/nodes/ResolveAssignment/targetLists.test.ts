import type { INodeParameters } from 'n8n-workflow';
import { demoTeam } from '../../../sandbox/highlevel';
import { listOf } from '../../harness/listSearch';
import { RESOLVE } from '../../harness/nodeTypes';
import { node } from '../../harness/runWorkflow';
import { useHighLevel } from '../../harness/highLevel';
import { cards, planOf } from './planOf';

const { sofia } = demoTeam.users;
const highLevel = useHighLevel();

const sections = { teams: cards({ name: ' Sales ' }, { name: '={{ $json.name }}' }, { name: '' }) };

const without = (list: string, filter?: string, parameters: INodeParameters = { sections }) =>
	listOf(node(RESOLVE, parameters), list, {}, filter);

const within = (filter?: string) => {
	const { credentials } = highLevel();
	const type = Object.keys(credentials)[0] ?? '';
	const resolve = node(
		RESOLVE,
		{ sections },
		{ credentials: { [type]: { id: '1', name: 'HighLevel' } } },
	);
	return listOf(resolve, 'searchRuleTargets', credentials, filter);
};

const names = (entries: Array<{ name: string }>) => entries.map(({ name }) => name);

describe('without a credential', () => {
	it('a rule can name teams and whoever needs none, and says what is missing', async () => {
		expect(await without('searchRuleTargets')).toEqual([
			{ name: 'Sales (team)', value: 'team:Sales' },
			{ name: 'Previous Owner', value: 'previousOwner' },
			{ name: 'Nobody', value: 'nobody' },
			{ name: 'First Person Working Next of Sales', value: 'firstWorkingNext:Sales' },
			{ name: 'Next Matching Rule', value: 'nextRule' },
			{ name: 'Choose a credential to see users', value: '' },
		]);
	});

	it('only a rule can leave it to the next one, only a team can go on', async () => {
		expect(names(await without('searchFallbacks'))).not.toContain('Next Matching Rule');
		for (const list of ['searchOutsideHours', 'searchIfNobody']) {
			const ofTeam = await without(list);
			expect(names(ofTeam)).not.toContain('Next Matching Rule');
			expect(ofTeam.map(({ value }) => value)).toContain('goOn');
		}
	});

	it('takes the name of a team that is not there yet', async () => {
		expect(await without('searchRuleTargets', ' Night ')).toEqual([
			{ name: 'Night (team as typed)', value: 'team:Night' },
			{ name: 'Choose a credential to see users', value: '' },
		]);
		expect(names(await without('searchRuleTargets', 'SALES'))).toEqual([
			'Sales (team)',
			'First Person Working Next of Sales',
			'Choose a credential to see users',
		]);
	});

	it('takes an email as soon as it is one', async () => {
		expect(names(await without('searchRuleTargets', 'ann@'))).toHaveLength(1);
		expect(await without('searchRuleTargets', 'ann@example.com')).toContainEqual({
			name: 'ann@example.com (user)',
			value: 'user:ann@example.com',
		});
	});
});

describe('with one', () => {
	it('users come behind the teams, by email', async () => {
		const list = await within();
		expect(list[0]?.name).toBe('Sales (team)');
		expect(list).toContainEqual({
			name: `Sofia Reyes (${sofia.email})`,
			value: `user:${sofia.email}`,
		});
		expect(names(list)).not.toContain('Choose a credential to see users');
	});

	it('finds users by name and by email, and does not offer an email again', async () => {
		expect(names(await within('sofia r'))[0]).toBe(`Sofia Reyes (${sofia.email})`);
		expect(names(await within(sofia.email))).toEqual([`Sofia Reyes (${sofia.email})`]);
	});

	it('every entry is a target that a rule reads, and the person keeps the name', async () => {
		const rules = (await within()).map(({ name, value }) => ({
			if: { contact: 'new' },
			assignTo: { __rl: true, mode: 'list', value, cachedResultName: name },
		}));
		const named = { teams: cards({ name: 'Sales' }) };
		const targets = planOf({ rules: cards(...rules), sections: named }).rules.map(
			({ target }) => target,
		);
		expect(new Set(targets.map(({ type }) => type)).size).toBe(6);
		expect(targets).toContainEqual({
			type: 'user',
			user: { by: 'email', value: sofia.email, name: 'Sofia Reyes' },
		});
	});

	it('teams can be chosen when HighLevel does not answer', async () => {
		const { credentials } = highLevel();
		const [type = '', data] = Object.entries(credentials)[0] ?? [];
		const wrong = { [type]: { ...data, baseUrl: 'http://127.0.0.1:1' } };
		const resolve = node(
			RESOLVE,
			{ sections },
			{ credentials: { [type]: { id: '1', name: 'HighLevel' } } },
		);
		const list = await listOf(resolve, 'searchFallbacks', wrong);
		expect(list[0]?.value).toBe('team:Sales');
		expect(list.at(-1)).toMatchObject({
			name: expect.stringMatching(/^Users cannot be listed: /) as string,
			value: '',
		});
	});
});
