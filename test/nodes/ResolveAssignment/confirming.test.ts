import {
	NodeConnectionTypes,
	type IConnections,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
} from 'n8n-workflow';
import { MINUTE } from '../../../routing/model/durations';
import { demoTeam } from '../../../sandbox/highlevel';
import { ifAccounts } from '../../../sandbox/n8n/planCards';
import { useHighLevel } from '../../harness/highLevel';
import { ASSIGN, NO_OP, nodeTypes, RESOLVE } from '../../harness/nodeTypes';
import { behindStart, jsonOf, node, runWorkflow } from '../../harness/runWorkflow';
import { items, locator, salesLine, touch } from '../../harness/touches';

const { sofia, marcus } = demoTeam.users;
const highLevel = useHighLevel();
afterEach(() => jest.restoreAllMocks());

/** Sofia and Marcus in equal turns. */
const plan: INodeParameters = {
	options: { simplify: false },
	rules: {
		values: [
			{
				if: ifAccounts(locator('id', salesLine.id)),
				assignTo: locator('team', 'Sales'),
			},
		],
	},
	sections: {
		teams: {
			values: [
				{
					name: 'Sales',
					strategy: 'weightedRoundRobin',
					members: {
						values: [sofia, marcus].map(({ id }) => ({
							user: locator('id', id),
							weight: 1,
							tier: 1,
						})),
					},
				},
			],
		},
	},
};

const SWITCH = 'n8n-nodes-base.switch';
const MERGE = 'n8n-nodes-base.merge';
const LOOP = 'n8n-nodes-base.splitInBatches';

/** Stands in for a node of n8n with several inputs or outputs. */
class Junction implements INodeType {
	readonly description;

	constructor(
		name: string,
		inputs: number,
		outputs: number,
		private readonly route: (input: INodeExecutionData[], run: number) => INodeExecutionData[][],
	) {
		this.description = {
			displayName: name,
			name,
			group: ['transform' as const],
			version: 1,
			description: name,
			defaults: { name },
			inputs: Array<'main'>(inputs).fill(NodeConnectionTypes.Main),
			outputs: Array<'main'>(outputs).fill(NodeConnectionTypes.Main),
			properties: [],
		};
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { name } = this.getNode();
		const type = junctions[this.getNode().type] as Junction;
		const run = (runs.get(name) ?? 0) + 1;
		runs.set(name, run);
		return type.route(this.getInputData(), run);
	}
}

/** How often each junction ran in a test. */
const runs = new Map<string, number>();
beforeEach(() => runs.clear());

const junctions: Record<string, INodeType> = {
	[SWITCH]: new Junction('switch', 1, 2, (input) => [[], input]),
	[MERGE]: new Junction('merge', 2, 1, (input) => [input]),
	/** First its items one round, then they are done. */
	[LOOP]: new Junction('splitInBatches', 1, 2, (input, run) =>
		run === 1 ? [[], input] : [input, []],
	),
};
const types: INodeTypes = {
	...nodeTypes,
	getByNameAndVersion: (name, version) =>
		junctions[name] ?? nodeTypes.getByNameAndVersion(name, version),
};

const credentials = { highLevelPrivateIntegrationApi: { id: '1', name: 'HighLevel' } };
const resolve = (more: Partial<INode> = {}, parameters: INodeParameters = {}) =>
	node(RESOLVE, { ...plan, ...parameters }, { name: 'Resolve', credentials, ...more });
const assign = (more: Partial<INode> = {}, parameters: INodeParameters = {}) =>
	node(ASSIGN, parameters, { name: 'Assign', credentials, ...more });
const slack = (more: Partial<INode> = {}) => node(NO_OP, {}, { name: 'Slack', ...more });

/** The connections of a canvas, each as 'from output to [input]'. */
function canvas(...lines: Array<[string, number, string, number?]>): IConnections {
	const connections: IConnections = {};
	for (const [from, output, to, index = 0] of lines) {
		const { main } = (connections[from] ??= { main: [] });
		if (!main) continue;
		while (main.length <= output) main.push([]);
		main[output]?.push({ node: to, type: 'main', index });
	}
	return connections;
}

let people = 0;

/** Runs a workflow for somebody new; who was chosen. */
async function run(nodes: INode[], connections: IConnections): Promise<string> {
	const start = behindStart(nodes[0] ?? resolve());
	const result = await runWorkflow({
		nodes: [...start.nodes, ...nodes.slice(1)],
		connections: { ...start.connections, ...connections },
		credentials: highLevel().credentials,
		nodeTypes: types,
		input: items(touch({ contact: { phone: `+1415555${6000 + ++people}`, name: 'Nora' } })),
	});
	expect(result.errors).toEqual({});
	const [json] = [...jsonOf(result, 'Resolve'), ...jsonOf(result, 'Resolve', 1)];
	const { user } = json?.assignment as { user: { id: string } };
	return user.id === sofia.id ? 'Sofia' : 'Marcus';
}

/**
 * Whether the turn of somebody whom nothing assigned is still theirs after a while: it counted with
 * the decision, and waited for nobody to confirm it.
 */
async function countsAtOnce(nodes: INode[], connections: IConnections): Promise<boolean> {
	expect(await run(nodes, connections)).toBe('Sofia');
	const now = Date.now() + 16 * MINUTE;
	jest.spyOn(Date, 'now').mockReturnValue(now);
	return (await run([resolve()], {})) === 'Marcus';
}

describe('an assignment counts with the decision', () => {
	it('when only Not Assigned leads to Assign Contact', async () => {
		const connections = canvas(['Resolve', 0, 'Slack'], ['Resolve', 1, 'Assign']);
		expect(await countsAtOnce([resolve(), slack(), assign()], connections)).toBe(true);
	});

	it('when Assigned leads nowhere, and Not Assigned to Assign Contact behind other nodes', async () => {
		const connections = canvas(['Resolve', 1, 'Slack'], ['Slack', 0, 'Assign']);
		expect(await countsAtOnce([resolve(), slack(), assign()], connections)).toBe(true);
	});

	it('when only the error output leads to Assign Contact', async () => {
		const connections = canvas(['Resolve', 0, 'Slack'], ['Resolve', 2, 'Assign']);
		const nodes = [resolve({ onError: 'continueErrorOutput' }), slack(), assign()];
		expect(await countsAtOnce(nodes, connections)).toBe(true);
	});

	it('when the way from Assigned to Assign Contact goes back through Resolve Assignment', async () => {
		const connections = canvas(
			['Loop', 1, 'Resolve'],
			['Resolve', 0, 'Slack'],
			['Slack', 0, 'Loop'],
			['Resolve', 1, 'Assign'],
		);
		const nodes = [resolve(), slack(), assign(), node(LOOP, {}, { name: 'Loop' })];
		expect(await countsAtOnce(nodes, connections)).toBe(true);
	});

	it('when Assign Contact takes owners off', async () => {
		const connections = canvas(
			['Resolve', 0, 'Slack'],
			['Slack', 0, 'Switch'],
			['Switch', 0, 'Assign'],
		);
		const nodes = [
			resolve(),
			slack(),
			node(SWITCH, {}, { name: 'Switch' }),
			assign({}, { operation: 'unassign' }),
		];
		expect(await countsAtOnce(nodes, connections)).toBe(true);
	});

	it('when Assign Contact follows the decision of another Resolve Assignment', async () => {
		const connections = canvas(
			['Resolve', 0, 'Switch'],
			['Switch', 0, 'Resolve again'],
			['Resolve again', 0, 'Assign'],
		);
		const nodes = [
			resolve(),
			node(SWITCH, {}, { name: 'Switch' }),
			resolve({ name: 'Resolve again' }),
			assign(),
		];
		expect(await countsAtOnce(nodes, connections)).toBe(true);
	});

	it('when Assign Contact is behind an input that a node that is switched off ignores', async () => {
		const merge = node(MERGE, {}, { name: 'Merge', disabled: true });
		const connections = canvas(['Resolve', 0, 'Merge', 1], ['Merge', 0, 'Assign']);
		expect(await countsAtOnce([resolve(), merge, assign()], connections)).toBe(true);
	});

	it('when Assign Contact is switched off', async () => {
		const connections = canvas(['Resolve', 0, 'Assign']);
		expect(await countsAtOnce([resolve(), assign({ disabled: true })], connections)).toBe(true);
	});
});

describe('an assignment waits for Assign Contact to confirm it', () => {
	/** Nothing reaches the node in these runs: another way is taken. */
	const nothing: [string, number, string] = ['Switch', 0, 'Assign'];
	const aSwitch = node(SWITCH, {}, { name: 'Switch' });

	it('behind other nodes of Assigned', async () => {
		const connections = canvas(['Resolve', 0, 'Slack'], ['Slack', 0, 'Switch'], nothing);
		expect(await countsAtOnce([resolve(), slack(), aSwitch, assign()], connections)).toBe(false);
	});

	it('behind a node that is switched off', async () => {
		const connections = canvas(['Resolve', 0, 'Slack'], ['Slack', 0, 'Switch'], nothing);
		const nodes = [resolve(), slack({ disabled: true }), aSwitch, assign()];
		expect(await countsAtOnce(nodes, connections)).toBe(false);
	});

	it('behind a merge of both outputs', async () => {
		const connections = canvas(
			['Resolve', 0, 'Switch'],
			['Switch', 0, 'Merge'],
			['Resolve', 1, 'Merge', 1],
			['Merge', 0, 'Assign'],
		);
		const nodes = [resolve(), aSwitch, node(MERGE, {}, { name: 'Merge' }), assign()];
		expect(await countsAtOnce(nodes, connections)).toBe(false);
	});

	it('once a loop over the items is done', async () => {
		const connections = canvas(
			['Loop', 1, 'Resolve'],
			['Resolve', 0, 'Switch'],
			['Switch', 0, 'Loop'],
			['Loop', 0, 'Assign'],
		);
		const nodes = [resolve(), aSwitch, node(LOOP, {}, { name: 'Loop' }), assign()];
		expect(await countsAtOnce(nodes, connections)).toBe(false);
	});

	it('although Resolve Assignment explains itself in between', async () => {
		const connections = canvas(
			['Resolve', 0, 'Switch'],
			['Switch', 0, 'Explain'],
			['Explain', 0, 'Assign'],
		);
		const explain = resolve(
			{ name: 'Explain' },
			{
				operation: 'explain',
				person: locator('id', marcus.id),
			},
		);
		expect(await countsAtOnce([resolve(), aSwitch, explain, assign()], connections)).toBe(false);
	});
});

it('an assignment behind Assigned is confirmed, whatever Not Assigned leads to', async () => {
	const connections = canvas(
		['Resolve', 0, 'Slack'],
		['Slack', 0, 'Assign'],
		['Resolve', 1, 'Assign'],
	);
	expect(await countsAtOnce([resolve(), slack(), assign()], connections)).toBe(true);
	expect(highLevel().sandbox.contacts.all()).toMatchObject([{ assignedTo: sofia.id }]);
});
