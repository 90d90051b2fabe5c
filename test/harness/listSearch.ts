import { LoadOptionsContext } from 'n8n-core';
import {
	UnexpectedError,
	Workflow,
	type INode,
	type INodeListSearchItems,
	type IWorkflowExecuteAdditionalData,
	type NodeParameterValueType,
} from 'n8n-workflow';
import type { CredentialData } from './credentialsHelper';
import { nodeTypes } from './nodeTypes';
import { additionalData } from './additionalData';

/** What the editor shows when somebody opens a list in a node and types a filter. */
export async function listOf(
	node: INode,
	method: string,
	credentials: CredentialData,
	filter?: string,
): Promise<INodeListSearchItems[]> {
	const search = nodeTypes.getByNameAndVersion(node.type).methods?.listSearch?.[method];
	if (!search) throw new UnexpectedError(`${node.type} has no list ${method}`);
	return (await search.call(contextOf(node, credentials), filter)).results;
}

/** What a list chooses when somebody types into its search and presses Enter. */
export async function enterIn(
	node: INode,
	method: string,
	credentials: CredentialData,
	name: string,
): Promise<NodeParameterValueType> {
	const take = nodeTypes.getByNameAndVersion(node.type).methods?.actionHandler?.[method];
	if (!take) throw new UnexpectedError(`${node.type} has no action ${method}`);
	return await take.call(contextOf(node, credentials), { name });
}

function contextOf(node: INode, credentials: CredentialData): LoadOptionsContext {
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const data: IWorkflowExecuteAdditionalData = {
		...additionalData(credentials),
		currentNodeParameters: node.parameters,
	};
	return new LoadOptionsContext(workflow, node, data, '');
}
