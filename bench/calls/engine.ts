import { createRequire } from 'node:module';
import https from 'node:https';
import { join } from 'node:path';
import {
	NodeHelpers,
	UnexpectedError,
	type INodeType,
	type INodeTypes,
	type IVersionedNodeType,
} from 'n8n-workflow';
import { ensureN8n } from '../../sandbox/n8n/install';
import {
	items,
	nodeTypes as ownNodeTypes,
	requestTo,
	runWorkflow,
	type CredentialData,
	type WorkflowToRun,
} from '../harness';

export type BenchWorkflow = Pick<WorkflowToRun, 'nodes' | 'connections'>;

/** n8n's own nodes that the workflows use, with the files that they are in. */
const BASE_NODES: Readonly<Record<string, string>> = {
	'n8n-nodes-base.noOp': 'NoOp/NoOp',
	'n8n-nodes-base.if': 'If/If',
	'n8n-nodes-base.httpRequest': 'HttpRequest/HttpRequest',
	'n8n-nodes-base.highLevel': 'HighLevel/HighLevel',
};

type NodeType = INodeType | IVersionedNodeType;

/** Our nodes and those of the installed n8n, under the names that n8n gives them. */
export async function loadNodes(report: (text: string) => void): Promise<INodeTypes> {
	const folder = await ensureN8n(report);
	const load = createRequire(join(folder, 'node_modules', 'n8n', 'package.json'));
	const types = Object.entries(BASE_NODES).map(([type, path]): [string, NodeType] => {
		const file = `n8n-nodes-base/dist/nodes/${path}.node.js`;
		const className = path.split('/').at(-1) ?? '';
		const { [className]: Class } = load(file) as Record<string, new () => NodeType>;
		if (!Class) throw new UnexpectedError(`${file} has no class ${className}`);
		return [type, new Class()];
	});
	const baseNodes = new Map(types);
	const byName = (name: string) => baseNodes.get(name) ?? ownNodeTypes.getByName(name);
	return {
		getByName: byName,
		getByNameAndVersion: (name, version) => NodeHelpers.getVersionedNodeType(byName(name), version),
		getKnownTypes: () => ({}),
	};
}

/**
 * Runs a workflow as n8n does when a message starts it.
 * @throws {Error} what a node failed with
 */
export async function run(
	workflow: BenchWorkflow,
	nodeTypes: INodeTypes,
	credentials: CredentialData,
	touches: readonly object[],
): Promise<void> {
	const { status, errors } = await runWorkflow({
		...workflow,
		nodeTypes,
		credentials,
		input: items(...touches),
	});
	const [error = new UnexpectedError(`The run ended as ${status}`)] = Object.values(errors);
	if (status !== 'success') throw error;
}

/** Leads requests for HighLevel's public address, which OAuth2 nodes always use, to the sandbox. */
export function leadPublicAddressTo(url: string): void {
	const request = requestTo(url);
	// n8n's HighLevel node ends the path with a slash, which HighLevel takes and the sandbox does not.
	const withoutSlash = (path?: string | null) => path?.replace('/upsert/', '/upsert');
	const toSandbox: typeof request = (options, onResponse) =>
		request({ ...options, path: withoutSlash(options.path) }, onResponse);
	https.request = toSandbox as typeof https.request;
}
