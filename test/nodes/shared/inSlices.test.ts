import { ExecuteContext } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type IDataObject,
	type INodeExecutionData,
	type INodeParameters,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { chunks, inSlices } from '../../../nodes/shared/inSlices';
import { demoTeam } from '../../../sandbox/highlevel';
import { ifAccounts } from '../../../sandbox/n8n/planCards';
import { additionalData } from '../../harness/additionalData';
import type { CredentialData } from '../../harness/credentialsHelper';
import { useHighLevel } from '../../harness/highLevel';
import { ASSIGN, LEDGER, nodeTypes, RESOLVE } from '../../harness/nodeTypes';
import { node } from '../../harness/runWorkflow';
import { locator, touch } from '../../harness/touches';

const ITEMS = 40;
const { sofia } = demoTeam.users;

/** Turns in which n8n could do something else. */
let turns = 0;
let counting: NodeJS.Immediate;

function countTurns(): void {
	turns = 0;
	const count = () => {
		turns++;
		counting = setImmediate(count);
	};
	counting = setImmediate(count);
}

/** A clock by which every step takes longer than anybody may work at a stretch. */
function slowClock(): void {
	let now = 0;
	jest.spyOn(performance, 'now').mockImplementation(() => (now += 1_000));
}

afterEach(() => {
	clearImmediate(counting);
	jest.restoreAllMocks();
});

it('gives all of a list in its order', async () => {
	const given: number[] = [];
	for await (const one of inSlices([3, 1, 2])) given.push(one);
	expect(given).toEqual([3, 1, 2]);
	expect([...chunks([1, 2, 3, 4, 5], 2)]).toEqual([[1, 2], [3, 4], [5]]);
	expect([...chunks([], 0)]).toEqual([]);
});

it('waits for nothing as long as the work is short', async () => {
	jest.spyOn(performance, 'now').mockReturnValue(0);
	countTurns();
	for await (const one of inSlices(Array(1_000).keys())) expect(one).toBeLessThan(1_000);
	expect(turns).toBe(0);
});

it('lets everything else run between steps that take long', async () => {
	slowClock();
	countTurns();
	for await (const one of inSlices([0, 1, 2, 3])) expect(turns).toBeGreaterThanOrEqual(one);
});

const rules = {
	values: [{ if: ifAccounts(locator('name', 'Sales Line')), assignTo: locator('id', sofia.id) }],
};
const message = (): object => ({
	...touch({ contact: { phone: '+14155550117', ownerId: null, existed: true, tags: [] } }),
});
const assignment = { outcome: 'assigned', user: { id: sofia.id, name: 'Sofia' } };
const withoutNumber = { contact: { phone: null }, assignment };

const NODES: Array<[what: string, type: string, parameters: INodeParameters, item: () => object]> =
	[
		['Resolve', RESOLVE, { rules }, message],
		['Resolve, of items that are no touches', RESOLVE, { rules }, () => ({})],
		[
			'Explain Why Not',
			RESOLVE,
			{ operation: 'explain', rules, person: locator('id', sofia.id) },
			message,
		],
		[
			'HighLevel Assign Contact, of previews',
			ASSIGN,
			{},
			() => ({ ...message(), assignment, preview: true }),
		],
		['HighLevel Assign Contact', ASSIGN, {}, () => withoutNumber],
		['HighLevel Assign Contact, Unassign', ASSIGN, { operation: 'unassign' }, () => withoutNumber],
		['Assignment Ledger', LEDGER, { operation: 'close' }, message],
	];

describe('with many items', () => {
	const highLevel = useHighLevel();

	it.each(NODES)('%s works in slices', async (_what, type, parameters, item) => {
		const mode = parameters.operation === 'explain' ? 'manual' : 'webhook';
		const json = Array.from({ length: ITEMS }, () => item() as IDataObject);
		const { input, seen } = watched(json, () => turns);
		slowClock();
		countTurns();
		await run(type, parameters, input, highLevel().credentials, mode);
		expect(new Set(seen).size).toBeGreaterThanOrEqual(ITEMS);
	});
});

/** Items that note in which turn they are looked at. */
function watched(
	json: readonly IDataObject[],
	turn: () => number,
): { input: INodeExecutionData[]; seen: number[] } {
	const seen: number[] = [];
	const input = json.map((one) => ({
		get json() {
			seen.push(turn());
			return one;
		},
	}));
	return { input, seen };
}

/** Runs a node alone, without the engine, which copies items. */
async function run(
	type: string,
	parameters: INodeParameters,
	input: INodeExecutionData[],
	credentials: CredentialData,
	mode: WorkflowExecuteMode,
): Promise<void> {
	const tested = node(type, parameters, {
		credentials: { highLevelPrivateIntegrationApi: { id: '1', name: 'HighLevel' } },
		onError: 'continueRegularOutput',
	});
	const workflow = new Workflow({ nodes: [tested], connections: {}, active: false, nodeTypes });
	const context = new ExecuteContext(
		workflow,
		workflow.getNode(tested.name) ?? tested,
		additionalData(credentials),
		mode,
		createRunExecutionData(),
		0,
		input,
		{ main: [input] },
		{ node: tested, data: { main: [input] }, source: null },
		[],
	);
	await nodeTypes.getByNameAndVersion(type).execute?.call(context);
}
