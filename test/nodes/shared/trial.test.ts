import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { demoTeam } from '../../../sandbox/highlevel';
import { ifAccounts, ifAnyTag, ruleCard } from '../../../sandbox/n8n/planCards';
import { useHighLevel } from '../../harness/highLevel';
import { ASSIGN, RESOLVE } from '../../harness/nodeTypes';
import { jsonOf, node, runWorkflow, to, type WorkflowRun } from '../../harness/runWorkflow';
import { items, locator, salesLine, touch } from '../../harness/touches';

const highLevel = useHighLevel();
const credentials = { highLevelPrivateIntegrationApi: { id: '1', name: 'HighLevel' } };

const sales: INodeParameters = {
	rules: {
		values: [
			ruleCard('Sales', ifAccounts(locator('id', salesLine.id)), {
				user: locator('email', 'ann@example.com'),
			}),
		],
	},
};

/** Both nodes on the canvas; `resolved` and `assigned` are what they are filled in with. */
async function run(
	resolved: INodeParameters,
	touches: object[],
	more: { assigned?: INodeParameters; connected?: 'resolve'; mode?: 'webhook' } = {},
): Promise<WorkflowRun> {
	const { assigned = {}, connected, mode = 'manual' } = more;
	return await runWorkflow({
		nodes: [
			node(RESOLVE, resolved, { name: 'Resolve', ...(connected && { credentials }) }),
			node(ASSIGN, assigned, { name: 'Assign' }),
		],
		connections: { Resolve: { main: [[to('Assign')]] } },
		credentials: highLevel().credentials,
		input: items(...touches),
		mode,
	});
}

const hintsOf = ({ hints }: WorkflowRun, name: string) =>
	hints[name]?.map(({ message }) => message);

describe('on the canvas, before a HighLevel credential is chosen', () => {
	afterEach(() => expect(highLevel().sandbox.requests).toEqual([]));

	it.each(['privateIntegration', 'oAuth2'])(
		'who is named gets the contact, and nothing is written (%s)',
		async (authentication) => {
			const tried = await run({ ...sales, authentication }, [touch()], {
				assigned: { authentication },
			});
			expect(jsonOf(tried, 'Assign')).toMatchObject([
				{
					assignedTo: 'ann@example.com',
					rule: 'Sales',
					outcome: 'assigned',
					owner: 'ann@example.com',
					result: 'preview',
					summary: expect.stringMatching(
						/^Trial without HighLevel: ann@example.com would own the contact\. Nothing was written\./,
					),
				},
			]);
			expect(hintsOf(tried, 'Resolve')).toEqual([expect.stringContaining('so this is a trial')]);
			expect(hintsOf(tried, 'Assign')).toEqual([expect.stringContaining('nothing was written')]);
		},
	);

	it('what only HighLevel knows of a contact matches no rule, unless the item says it', async () => {
		const vip = ruleCard('VIP', ifAnyTag('vip'), { user: locator('email', 'vip@example.com') });
		const parameters = {
			rules: { values: [vip] },
			fallback: locator('email', 'others@example.com'),
		};
		const known = { existed: true, ownerId: null, tags: ['vip'], source: null };
		const tried = await run(parameters, [
			touch({ contact: { phone: '+14155550301' } }),
			touch({ contact: { phone: '+14155550302', ...known } }),
		]);
		expect(jsonOf(tried, 'Resolve').map(({ assignedTo }) => assignedTo)).toEqual([
			'others@example.com',
			'vip@example.com',
		]);
	});

	it('who has an owner stays with them, as the item says it', async () => {
		const contact = {
			phone: '+14155550303',
			existed: true,
			tags: [],
			ownerId: 'ownerFromBefore0001',
		};
		const tried = await run(sales, [touch({ contact })]);
		expect(jsonOf(tried, 'Assign')).toMatchObject([
			{
				outcome: 'kept',
				owner: 'ownerFromBefore0001',
				summary: expect.stringContaining('the contact would stay with ownerFromBefore0001'),
			},
		]);
	});

	it('a user whom the node itself names would own the contact, also without a decision', async () => {
		const assigned = { options: { owner: locator('email', 'bob@example.com') } };
		const decided = await run(sales, [touch()], { assigned });
		expect(jsonOf(decided, 'Assign')).toMatchObject([{ owner: 'bob@example.com' }]);
	});

	it('an owner would be taken off', async () => {
		const tried = await run(sales, [touch()], { assigned: { operation: 'unassign' } });
		expect(jsonOf(tried, 'Assign')).toMatchObject([
			{ owner: '', summary: expect.stringContaining('the contact would lose its owner') },
		]);
	});

	it('work on many contacts is refused, because it is real work', async () => {
		const reassign = { kind: 'leaves', from: { id: 'somebodyWhoLeaves01' }, run: 'r', about: 'a' };
		const tried = await run(sales, [touch({ event: 'reassign', reassign } as object)]);
		expect(errorsIn(tried)).toEqual([expect.stringContaining('credentials')]);
	});
});

it('production is refused before anything is decided', async () => {
	const refused = await run(sales, [touch()], { mode: 'webhook' });
	expect(errorsIn(refused)).toEqual([expect.stringContaining('credentials')]);
	expect(jsonOf(refused, 'Resolve')).toEqual([]);
});

it('with a credential the canvas asks HighLevel, and says nothing of a trial', async () => {
	const { email } = demoTeam.users.sofia;
	const rule = ruleCard('Sales', ifAccounts(locator('id', salesLine.id)), {
		user: locator('email', email),
	});
	const connected = await run({ rules: { values: [rule] } }, [touch()], { connected: 'resolve' });
	expect(jsonOf(connected, 'Resolve')).toMatchObject([
		{ assignedTo: 'Sofia Reyes', why: expect.stringMatching(/^Test run: /) },
	]);
	expect(hintsOf(connected, 'Resolve') ?? []).toEqual([]);
});

const errorsIn = ({ errors }: WorkflowRun): unknown[] =>
	Object.values(errors).map(({ message }: Pick<IDataObject, 'message'>) => message);
