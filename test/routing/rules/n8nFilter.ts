import { ExecuteContext } from 'n8n-core';
import {
	Expression,
	Workflow,
	createRunExecutionData,
	type IDataObject,
	type INode,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

/** A node with nothing but n8n's own filter parameter, as IF has it. */
const filterNode: INodeType = {
	description: {
		displayName: 'Filter Probe',
		name: 'filterProbe',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name: 'Filter Probe' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [{ displayName: 'Conditions', name: 'conditions', type: 'filter', default: {} }],
	},
};

const nodeTypes: INodeTypes = {
	getByName: () => filterNode,
	getByNameAndVersion: () => filterNode,
	getKnownTypes: () => ({}),
};

const URL_FIELDS = ['restApiUrl', 'instanceBaseUrl', 'webhookBaseUrl', 'webhookWaitingBaseUrl'];
const MORE_URL_FIELDS = ['webhookTestBaseUrl', 'formWaitingBaseUrl'];

/** What n8n says about one filter and one item. */
interface N8nAnswer {
	/** The value of the parameter, or what was thrown. */
	result: unknown;
	threw: boolean;
	/** n8n's evaluation of an expression without `=`, for the same item. */
	evaluate(expression: string): unknown;
}

/** Starts n8n's expression engine; `vm` is what n8n runs in production. */
export async function startEngine(engine: 'legacy' | 'vm'): Promise<void> {
	await Expression.initExpressionEngine({
		engine,
		bridgeTimeout: 5000,
		bridgeMemoryLimit: 128,
		poolSize: 1,
		maxCodeCacheSize: 1024,
	});
}

export async function stopEngine(): Promise<void> {
	await Expression.disposeExpressionEngine();
	Expression.setExpressionEngine('legacy');
}

/** Asks `getNodeParameter('conditions', 0, false, { extractValue: true })` of the real n8n-core. */
export async function askN8n<T>(
	filter: unknown,
	item: IDataObject,
	use: (answer: N8nAnswer) => T,
): Promise<T> {
	const node: INode = {
		id: '1',
		name: 'Filter Probe',
		type: 'filterProbe',
		typeVersion: 1,
		position: [0, 0],
		parameters: { conditions: filter } as INodeParameters,
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const items = [{ json: item, pairedItem: { item: 0 } }];
	const urls = [...URL_FIELDS, ...MORE_URL_FIELDS].map((field) => [field, 'http://localhost/']);
	const context = new ExecuteContext(
		workflow,
		workflow.getNode('Filter Probe') ?? node,
		Object.fromEntries(urls) as IWorkflowExecuteAdditionalData,
		'manual',
		createRunExecutionData(),
		0,
		items,
		{ main: [items] },
		{ node, data: { main: [items] }, source: null },
		[],
	);
	return await workflow.expression.withIsolate(async () => {
		const evaluate = (expression: string) => context.evaluateExpression(expression, 0);
		let result: unknown;
		let threw = false;
		try {
			result = context.getNodeParameter('conditions', 0, false, { extractValue: true });
		} catch (error) {
			result = error;
			threw = true;
		}
		return use({ result, threw, evaluate });
	});
}
