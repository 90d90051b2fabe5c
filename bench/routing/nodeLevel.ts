import { createRunExecutionData, Workflow, type IDataObject } from 'n8n-workflow';
import { demoTeam } from '../../sandbox/highlevel';
import { switchNode } from './n8nPeers';
import { makeContexts, makeRules, reference, toPlan, type BenchRule } from './rules';

export interface NodeLevel {
	rules: number;
	/** Milliseconds an item. */
	ours: number;
	switchNode: number;
	checked: number;
	wrong: number;
}

const RULES = 100;
const ITEMS = 2_000;
const SWITCH_ITEMS = 20;

/**
 * The nodes as n8n-core runs them, on the expression engine that is started: Resolve Assignment
 * with its ledger and receipts, beside the Switch node with the same rules.
 */
export async function nodeLevel(): Promise<NodeLevel> {
	// n8n-core reads its settings when it is loaded.
	const { ExecuteContext } = await import('n8n-core');
	const { additionalData, node, nodeTypes, RESOLVE, startHighLevel } = await import('../harness');
	const rules = withoutSchedules(RULES);
	const contexts = makeContexts('realistic', rules, ITEMS);
	const highLevel = await startHighLevel();
	try {
		const user = { by: 'id', value: demoTeam.users.sofia.id };
		const plan = toPlan(rules);
		const planJson = JSON.stringify({
			...plan,
			rules: plan.rules.map((rule) => ({ ...rule, target: { type: 'user', user } })),
		});
		const type = nodeTypes.getByNameAndVersion(RESOLVE);
		const resolve = node(
			RESOLVE,
			{ planSource: 'json', planJson },
			{ credentials: { highLevelPrivateIntegrationApi: { id: '1', name: 'HighLevel' } } },
		);
		const workflow = new Workflow({ nodes: [resolve], connections: {}, active: false, nodeTypes });
		const run = async (round: number) => {
			const input = contexts.map(({ touch }, item) => ({
				// Known to HighLevel, and new to the ledger in every round.
				json: {
					...touch,
					key: `${round}-${touch.key}`,
					contact: { ...touch.contact, existed: true, ownerId: null },
				} as unknown as IDataObject,
				pairedItem: { item },
			}));
			const started = performance.now();
			const context = new ExecuteContext(
				workflow,
				workflow.getNode(resolve.name) ?? resolve,
				additionalData(highLevel.credentials),
				'webhook',
				createRunExecutionData(),
				0,
				input,
				{ main: [input] },
				{ node: resolve, data: { main: [input] }, source: null },
				[],
			);
			const outputs = await workflow.expression.withIsolate(
				async () => (await type.execute?.call(context)) ?? [],
			);
			const assigned = (Array.isArray(outputs) ? outputs[0] : null) ?? [];
			return { assigned, ms: (performance.now() - started) / ITEMS };
		};
		const first = await run(0);
		const chosen = new Map(first.assigned.map(({ json }) => [json.key, Number(json.rule)]));
		const wrong = contexts.filter(
			(context) => (chosen.get(`0-${context.touch.key}`) ?? -1) !== reference(rules, context),
		).length;
		const ours = Math.min((await run(1)).ms, (await run(2)).ms, (await run(3)).ms);

		const ask = await switchNode(rules);
		await ask(contexts[0] as (typeof contexts)[number]);
		const started = performance.now();
		for (const context of contexts.slice(0, SWITCH_ITEMS)) await ask(context);
		const switchMs = (performance.now() - started) / SWITCH_ITEMS;
		return { rules: RULES, ours, switchNode: switchMs, checked: contexts.length, wrong };
	} finally {
		await highLevel.sandbox.close();
	}
}

/** Schedules depend on the clock, which a node does not take from outside. */
function withoutSchedules(count: number): BenchRule[] {
	return makeRules('realistic', count * 3)
		.filter(({ schedule }) => schedule === undefined)
		.slice(0, count)
		.map((rule, id) => ({ ...rule, id }));
}
