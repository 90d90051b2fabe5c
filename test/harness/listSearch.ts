import { LoadOptionsContext } from 'n8n-core';
import {
	UnexpectedError,
	Workflow,
	type INode,
	type INodeListSearchItems,
	type IWorkflowExecuteAdditionalData,
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
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const search = nodeTypes.getByNameAndVersion(node.type).methods?.listSearch?.[method];
	if (!search) throw new UnexpectedError(`${node.type} has no list ${method}`);
	const data: IWorkflowExecuteAdditionalData = {
		...additionalData(credentials),
		currentNodeParameters: node.parameters,
	};
	const context = new LoadOptionsContext(workflow, node, data, '');
	return (await search.call(context, filter)).results;
}
