import type { INodeParameters } from 'n8n-workflow';
import { NO_RATE_LIMIT } from '../../../sandbox/highlevel/rateLimit';
import { MINUTE } from '../../../routing/model/durations';
import type { Touch } from '../../../routing/model/touch';
import { startHighLevel, type TestHighLevel } from '../../harness/highLevel';
import { ASSIGN, NO_OP, RESOLVE } from '../../harness/nodeTypes';
import { behindStart, jsonOf, node, runWorkflow, to } from '../../harness/runWorkflow';
import { EVENTS, POLICIES, cellsOf, expectedOf } from '../../harness/ownerMatrix';
import { OwnerMatrixWorld, type Answer } from '../../harness/ownerMatrixWorld';
import { items } from '../../harness/touches';

/** Resolve Assignment and HighLevel Assign Contact, on n8n's engine, make of every cell what is right. */
let highLevel: TestHighLevel;
let world: OwnerMatrixWorld;

/** Between what happened before and what is tested lies more than anything is trusted for. */
const LATER = 15 * MINUTE;
let skipped = 0;
beforeAll(() => {
	const { now } = Date;
	jest.spyOn(Date, 'now').mockImplementation(() => now() + skipped);
});
afterAll(() => void jest.restoreAllMocks());

beforeAll(async () => {
	highLevel = await startHighLevel({ rateLimit: NO_RATE_LIMIT });
	world = new OwnerMatrixWorld(highLevel.sandbox, highLevel.locationId);
});
afterAll(async () => await highLevel.sandbox.close());

async function run(plan: Record<string, unknown>, touches: Touch[]) {
	const credentials = { highLevelPrivateIntegrationApi: { id: '1', name: 'HighLevel' } };
	const parameters: INodeParameters = {
		planSource: 'json',
		planJson: JSON.stringify(plan),
		options: { simplify: false },
	};
	const resolve = node(RESOLVE, parameters, { name: 'Resolve', credentials });
	const assign = node(ASSIGN, {}, { name: 'Assign', credentials });
	const { nodes, connections } = behindStart(resolve);
	const result = await runWorkflow({
		nodes: [...nodes, assign, node(NO_OP, {}, { name: 'Nobody' })],
		connections: { ...connections, Resolve: { main: [[to('Assign')], [to('Nobody')]] } },
		credentials: highLevel.credentials,
		input: items(...touches),
	});
	expect(result.errors).toEqual({});
	return jsonOf(result, 'Resolve') as unknown as Answer[];
}

/** One run for all that shares a plan. */
async function runAll(given: ReadonlyArray<[Record<string, unknown>, Touch]>) {
	const byPlan = new Map<string, Touch[]>();
	for (const [plan, touch] of given) {
		const key = JSON.stringify(plan);
		byPlan.set(key, [...(byPlan.get(key) ?? []), touch]);
	}
	const results = [];
	for (const [plan, touches] of byPlan) {
		results.push(...(await run(JSON.parse(plan) as Record<string, unknown>, touches)));
	}
	return results;
}

describe.each(POLICIES)('owners $mode, manual changes respected: $respectManual', (policy) => {
	it.each(Object.entries(EVENTS))('%s (%s)', async (event) => {
		const cases = cellsOf(policy.mode, policy.respectManual)
			.filter((cell) => cell.event === event)
			.map((cell) => world.caseOf(cell));
		await runAll(
			cases.flatMap((one) => {
				const { before } = one.situation;
				return before ? [[before.plan, world.itemOf(before.touch, one)] as const] : [];
			}),
		);
		skipped += LATER;
		for (const one of cases) world.setByHand(one);
		const results = await runAll(
			cases.map((one) => [one.situation.plan, world.itemOf(one.situation.touch, one)]),
		);
		const came = cases.map((one) => {
			const result = results.find(({ contact }) => contact.id === one.id);
			return [one.cell.owner, result && world.outcomeOf(one, result.assignment)];
		});
		const expected = cases.map(({ cell }) => {
			const { outcome, user, as, written } = expectedOf(cell);
			return [cell.owner, { outcome, user, as, written }];
		});
		expect(came).toEqual(expected);
	});
});
