import axios from 'axios';
import { highLevelCredential } from '../../../sandbox/demo/stack';
import { demoTeam } from '../../../sandbox/highlevel';
import type { WorkflowFile } from '../../../sandbox/n8n/api';
import { connection, node, ownType } from '../../../sandbox/n8n/workflowParts';
import type { Touch } from '../../../routing/model/touch';
import {
	EVENTS,
	MODES,
	OWNERS,
	POLICIES,
	cellsOf,
	expectedOf,
	type Cell,
} from '../../harness/ownerMatrix';
import { OwnerMatrixWorld, type Answer } from '../../harness/ownerMatrixWorld';
import { CASE_MS, type DemoStack } from './demoStack';

const SAMPLE = 30;

/** Steps of this size come round to every policy, event and owner. */
const STEP = 61;
const every: Cell[] = POLICIES.flatMap(({ mode, respectManual }) => cellsOf(mode, respectManual));
const sample = every
	.map((_, i) => every[(i * STEP) % every.length])
	.filter((cell) => cell !== undefined)
	.slice(0, SAMPLE);

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
					options: { trustMinutes: 0, simplify: false },
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

/**
 * A sample of the owner matrix: what is posted to a webhook goes through the packed nodes as
 * published, and HighLevel's sandbox shows what came of it.
 */
export function ownerMatrixCases(stack: DemoStack): void {
	describe('of contacts that have an owner', () => {
		let world: OwnerMatrixWorld;

		beforeAll(async () => {
			const { api, highLevel } = stack;
			world = new OwnerMatrixWorld(highLevel, demoTeam.locationId);
			const type = 'highLevelPrivateIntegrationApi';
			const credential = highLevelCredential(highLevel);
			const id = await api.createCredential('HighLevel, owners', type, credential);
			const file = workflow({ [type]: { id, name: 'HighLevel, owners' } });
			await api.activate(await api.importWorkflow(file));
		}, CASE_MS);

		async function run(plan: Record<string, unknown>, touch: Touch): Promise<Answer> {
			const url = `${stack.n8n.url}/webhook/owner-matrix`;
			return (await axios.post<Answer>(url, { plan, touch })).data;
		}

		it('the sample is taken from every policy, event and kind of owner', () => {
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
	});
}
