import { WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	UnexpectedError,
	Workflow,
	type ExecutionBaseError,
	type ExecutionStatus,
	type IConnections,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeTypes,
	type IPinData,
	type NodeExecutionHint,
} from 'n8n-workflow';
import { additionalData } from './additionalData';
import type { CredentialData } from './credentialsHelper';
import { knownParameters } from './knownParameters';
import { nodeTypes as ownNodeTypes, START } from './nodeTypes';

export interface WorkflowToRun {
	id?: string;
	/** The first one gets the input. */
	nodes: INode[];
	connections: IConnections;
	credentials: CredentialData;
	/** What the first node gives out. */
	input: INodeExecutionData[];
	/** 'webhook', as when a message starts it, unless somebody clicks in the editor. */
	mode?: 'webhook' | 'manual';
	/** Those of this package by default. */
	nodeTypes?: INodeTypes;
	/** What nodes give out without being run, by their names. */
	pinData?: IPinData;
}

/** How a run ended. Nodes that did not run are in none of the records. */
export interface WorkflowRun {
	status: ExecutionStatus;
	/** Node name to its items, an array for each output; of a node that ran several times, of all runs. */
	outputs: Record<string, INodeExecutionData[][]>;
	errors: Record<string, ExecutionBaseError>;
	hints: Record<string, NodeExecutionHint[]>;
	/** What nodes noted with the execution, for n8n's list of executions. */
	notes: Record<string, string>;
}

/** Runs a workflow in this process on n8n's own engine. */
export async function runWorkflow(toRun: WorkflowToRun): Promise<WorkflowRun> {
	const { id = 'test-workflow', nodes, connections, credentials, input } = toRun;
	const { mode = 'webhook', nodeTypes = ownNodeTypes, pinData } = toRun;
	const settings = { executionOrder: 'v1' as const };
	const workflow = new Workflow({
		id,
		name: 'Test',
		nodes,
		connections,
		active: false,
		nodeTypes,
		settings,
	});
	const [start] = nodes;
	if (!start) throw new UnexpectedError('A workflow needs a node');
	const first = workflow.nodes[start.name] ?? start;
	const runData = createRunExecutionData({
		resultData: { pinData },
		executionData: {
			nodeExecutionStack: [{ node: first, data: { main: [input] }, source: null }],
		},
	});
	const execution = new WorkflowExecute(additionalData(credentials), mode, runData);
	const { status, data } = await execution.processRunExecutionData(workflow);

	const notes = data.resultData.metadata ?? {};
	const run: WorkflowRun = { status, outputs: {}, errors: {}, hints: {}, notes };
	for (const [name, tasks] of Object.entries(data.resultData.runData)) {
		for (const { data: given, error, hints } of tasks) {
			if (given) run.outputs[name] = joined(run.outputs[name], given.main ?? []);
			if (error) run.errors[name] ??= error;
			if (hints) run.hints[name] = [...(run.hints[name] ?? []), ...hints];
		}
	}
	return run;
}

function joined(
	before: INodeExecutionData[][] = [],
	outputs: ReadonlyArray<INodeExecutionData[] | null>,
): INodeExecutionData[][] {
	const longer = before.length > outputs.length ? before : outputs;
	return longer.map((_, i) => [...(before[i] ?? []), ...(outputs[i] ?? [])]);
}

/** The JSON of the items at one output of a node. */
export function jsonOf(run: WorkflowRun, node: string, output = 0): IDataObject[] {
	return (run.outputs[node]?.[output] ?? []).map(({ json }) => json);
}

/** A node with the parameters that a person filled in; n8n adds the defaults of the others. */
export function node(
	type: string,
	parameters: INodeParameters = {},
	more: Partial<INode> = {},
): INode {
	const name = more.name ?? type.slice(type.indexOf('.') + 1);
	const known = knownParameters(type, parameters);
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters: known, ...more };
}

/** One node behind a start node; `runWorkflow` finds its results under the node's name. */
export function behindStart(tested: INode): Pick<WorkflowToRun, 'nodes' | 'connections'> {
	const start = node(START);
	return { nodes: [start, tested], connections: { [start.name]: { main: [[to(tested.name)]] } } };
}

/** One end of a connection. */
export function to(nodeName: string) {
	return { node: nodeName, type: 'main' as const, index: 0 };
}
