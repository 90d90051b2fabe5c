import axios from 'axios';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { highLevelCredential } from '../../sandbox/demo/stack';
import { demoTeam, startHighLevelSandbox, type HighLevelSandbox } from '../../sandbox/highlevel';
import { N8nApi, type WorkflowFile } from '../../sandbox/n8n/api';
import { ensureN8n } from '../../sandbox/n8n/install';
import { installPack } from '../../sandbox/n8n/pack';
import { startN8n, type N8nServer } from '../../sandbox/n8n/server';
import { connection, node, ownType } from '../../sandbox/n8n/workflowParts';
import {
	EVENTS,
	MODES,
	OWNERS,
	POLICIES,
	cellsOf,
	expectedOf,
	type Cell,
} from '../harness/ownerMatrix';
import { OwnerMatrixWorld, type Answer } from '../harness/ownerMatrixWorld';
import type { Touch } from '../../routing/model/touch';

/**
 * A sample of the owner matrix in the real n8n: what is posted to a webhook goes through the packed
 * nodes as published, and HighLevel's sandbox shows what came of it.
 */
const START_MS = 20 * 60_000;
const CASE_MS = 2 * 60_000;
const SAMPLE = 30;

let n8n: N8nServer;
let world: OwnerMatrixWorld;
const cleanUps: Array<() => Promise<void>> = [];

beforeAll(async () => {
	const report = (line: string) => process.stderr.write(`${line}\n`);
	const n8nFolder = await ensureN8n(report);
	const userFolder = await mkdtemp(join(tmpdir(), 'contact-assignment-owners-'));
	cleanUps.push(async () => await rm(userFolder, { recursive: true, force: true }));
	await installPack(join(userFolder, '.n8n', 'nodes', 'node_modules'), report);
	const highLevel: HighLevelSandbox = await startHighLevelSandbox();
	cleanUps.push(async () => await highLevel.close());
	world = new OwnerMatrixWorld(highLevel, demoTeam.locationId);
	n8n = await startN8n({ n8nFolder, userFolder });
	cleanUps.push(async () => await n8n.stop());
	const api = await N8nApi.signIn(n8n.url);
	const type = 'highLevelPrivateIntegrationApi';
	const id = await api.createCredential('HighLevel', type, highLevelCredential(highLevel));
	await api.activate(await api.importWorkflow(workflow({ [type]: { id, name: 'HighLevel' } })));
}, START_MS);

afterAll(async () => {
	for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
}, CASE_MS);

/** Touch and plan come by a webhook, so that one workflow serves all policies. */
function workflow(credentials: Record<string, { id: string; name: string }>): WorkflowFile {
	return {
		name: 'Owner matrix',
		nodes: [
			{
				...node('n8n-nodes-base.webhook', 'Webhook', [0, 0]),
				typeVersion: 2,
				webhookId: 'owner-matrix',
				parameters: { path: 'owner-matrix', httpMethod: 'POST', responseMode: 'lastNode' },
			},
			{
				...node('n8n-nodes-base.set', 'Touch', [250, 0]),
				typeVersion: 3.4,
				parameters: { mode: 'raw', jsonOutput: '={{ $json.body.touch }}' },
			},
			{
				...node(ownType('resolveAssignment'), 'Resolve Assignment', [500, 0]),
				credentials,
				parameters: {
					planSource: 'json',
					planJson: "={{ $('Webhook').item.json.body.plan }}",
					// Nobody can wait ten minutes for what was done by hand meanwhile.
					options: { trustMinutes: 0 },
				},
			},
			{
				...node(ownType('highLevelAssignContact'), 'HighLevel Assign Contact', [750, 0]),
				credentials,
				parameters: { options: { trustMinutes: 0 } },
			},
		],
		connections: {
			Webhook: { main: [[connection('Touch')]] },
			Touch: { main: [[connection('Resolve Assignment')]] },
			'Resolve Assignment': { main: [[connection('HighLevel Assign Contact')]] },
		},
		settings: { executionOrder: 'v1' },
	};
}

async function run(plan: Record<string, unknown>, touch: Touch): Promise<Answer> {
	const answer = await axios.post<Answer>(`${n8n.url}/webhook/owner-matrix`, { plan, touch });
	return answer.data;
}

/** Steps of this size come round to every policy, event and owner. */
const STEP = 61;
const every: Cell[] = POLICIES.flatMap(({ mode, respectManual }) => cellsOf(mode, respectManual));
const sample = every
	.map((_, i) => every[(i * STEP) % every.length])
	.filter((cell) => cell !== undefined)
	.slice(0, SAMPLE);

it('takes its sample from every policy, event and kind of owner', () => {
	expect(new Set(sample.map(({ mode }) => mode)).size).toBe(Object.keys(MODES).length);
	expect(new Set(sample.map(({ event }) => event)).size).toBe(Object.keys(EVENTS).length);
	expect(new Set(sample.map(({ owner }) => owner)).size).toBe(Object.keys(OWNERS).length);
});

it.each(sample)(
	'$mode (respect manual changes: $respectManual), $event, owner: $owner',
	async (cell) => {
		const one = world.caseOf(cell);
		const { before, plan, touch } = one.situation;
		if (before) await run(before.plan, world.itemOf(before.touch, one));
		world.setByHand(one);
		const answer = await run(plan, world.itemOf(touch, one));
		const { outcome, user, as, written } = expectedOf(cell);
		expect(world.outcomeOf(one, answer.assignment)).toEqual({ outcome, user, as, written });
	},
	CASE_MS,
);
