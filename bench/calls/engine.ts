import { createRequire } from 'node:module';
import https from 'node:https';
import http from 'node:http';
import { join } from 'node:path';
import {
	createRunExecutionData,
	NodeHelpers,
	UnexpectedError,
	Workflow,
	type IConnections,
	type IDataObject,
	type INode,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IVersionedNodeType,
} from 'n8n-workflow';
import { ensureN8n } from '../../sandbox/n8n/install';
import type { CredentialData } from '../../test/harness/credentialsHelper';

export interface BenchWorkflow {
	nodes: INode[];
	connections: IConnections;
}

export const START = 'n8n-nodes-base.noOp';

/** A node with n8n's own HighLevel credential. */
export function node(
	name: string,
	type: string,
	typeVersion: number,
	parameters: INodeParameters,
): INode {
	return {
		id: name,
		name,
		type,
		typeVersion,
		position: [0, 0],
		parameters,
		credentials: { highLevelOAuth2Api: { id: '1', name: 'HighLevel' } },
	};
}

/** One end of a connection. */
export function to(name: string) {
	return { node: name, type: 'main' as const, index: 0 };
}

type Made = INodeType | IVersionedNodeType;

/** Our nodes and those of the installed n8n, under the names that n8n gives them. */
export async function loadNodes(report: (text: string) => void): Promise<INodeTypes> {
	const folder = await ensureN8n(report);
	const load = createRequire(join(folder, 'node_modules', 'n8n', 'package.json'));
	const base = (path: string, name: string) => {
		const found = load(`n8n-nodes-base/dist/nodes/${path}.node.js`) as Record<
			string,
			new () => Made
		>;
		return made(found, name);
	};
	const own = async (name: string) => {
		// By its full name: else the codex file beside it would be loaded.
		const path = join(__dirname, `../../nodes/${name}/${name}.node.ts`);
		return made((await import(path)) as Record<string, new () => Made>, name);
	};
	const types: Record<string, Made> = {
		[START]: base('NoOp/NoOp', 'NoOp'),
		'n8n-nodes-base.if': base('If/If', 'If'),
		'n8n-nodes-base.httpRequest': base('HttpRequest/HttpRequest', 'HttpRequest'),
		'n8n-nodes-base.highLevel': base('HighLevel/HighLevel', 'HighLevel'),
		resolveAssignment: await own('ResolveAssignment'),
		'contact-assignment.highLevelAssignContact': await own('HighLevelAssignContact'),
	};
	const byName = (name: string): Made => {
		const type = types[name];
		if (!type) throw new UnexpectedError(`The benchmark has no node type ${name}`);
		return type;
	};
	return {
		getByName: byName,
		getByNameAndVersion: (name, version) => NodeHelpers.getVersionedNodeType(byName(name), version),
		getKnownTypes: () => ({}),
	};
}

function made(found: Record<string, new () => Made>, name: string): Made {
	const type = found[name];
	if (!type) throw new UnexpectedError(`There is no node ${name}`);
	return new type();
}

/**
 * Runs a workflow as n8n does when a message starts it.
 * @throws {Error} what a node failed with
 */
export async function run(
	{ nodes, connections }: BenchWorkflow,
	nodeTypes: INodeTypes,
	credentials: CredentialData,
	touches: readonly object[],
): Promise<void> {
	// n8n-core reads its settings when it is loaded.
	const { WorkflowExecute } = await import('n8n-core');
	const { additionalData } = await import('../../test/harness/additionalData');
	const settings = { executionOrder: 'v1' as const };
	const workflow = new Workflow({
		id: 'bench',
		name: 'Bench',
		nodes,
		connections,
		active: false,
		nodeTypes,
		settings,
	});
	const [start] = nodes;
	if (!start) throw new UnexpectedError('A workflow needs a node');
	const input = touches.map((touch) => ({ json: { ...touch } as IDataObject }));
	const runData = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [
				{ node: workflow.nodes[start.name] ?? start, data: { main: [input] }, source: null },
			],
		},
	});
	const execution = new WorkflowExecute(additionalData(credentials), 'webhook', runData);
	const { data } = await execution.processRunExecutionData(workflow);
	const { error } = data.resultData;
	if (error) throw error;
}

/** Leads requests for HighLevel's public address, which OAuth2 nodes always use, to the sandbox. */
export function leadPublicAddressTo(url: string): void {
	const { hostname, port } = new URL(url);
	const request = (
		options: https.RequestOptions,
		onResponse?: (response: http.IncomingMessage) => void,
	) => {
		// n8n's HighLevel node ends the path with a slash, which HighLevel takes and the sandbox does not.
		const path = options.path?.replace('/upsert/', '/upsert');
		const local = { path, protocol: 'http:', hostname, host: hostname, port, agent: undefined };
		return http.request({ ...options, ...local }, onResponse);
	};
	https.request = request as typeof https.request;
}
