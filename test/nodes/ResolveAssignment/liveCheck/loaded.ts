import { LoadOptionsContext } from 'n8n-core';
import {
	UnexpectedError,
	Workflow,
	type INodeParameters,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { additionalData } from '../../../harness/additionalData';
import { nodeTypes, RESOLVE } from '../../../harness/nodeTypes';
import { node } from '../../../harness/runWorkflow';

/** What the editor shows in a list of the node, whose fields nobody has saved. */
export async function loaded(
	method: string,
	parameters: INodeParameters,
	path = 'parameters.planCheck',
): Promise<INodePropertyOptions[]> {
	const resolve = node(RESOLVE, {});
	const workflow = new Workflow({ nodes: [resolve], connections: {}, active: false, nodeTypes });
	const load = nodeTypes.getByNameAndVersion(RESOLVE).methods?.loadOptions?.[method];
	if (!load) throw new UnexpectedError(`${RESOLVE} has no list ${method}`);
	const currentNodeParameters = { ...parameters, planFingerprint: JSON.stringify(parameters) };
	const data = { ...additionalData({}), currentNodeParameters };
	return await load.call(new LoadOptionsContext(workflow, resolve, data, path));
}

export const values = (...cards: INodeParameters[]): INodeParameters => ({ values: cards });

export const locator = (
	value: string,
	mode = 'list',
	cachedResultName = value,
): INodeParameters => ({
	__rl: true,
	mode,
	value,
	cachedResultName,
});

export const account = (name: string): INodeParameters => ({
	accounts: values({ account: locator(name, 'name') }),
});

export const ann = locator('annExampleAnnExample', 'list', 'Ann Example (ann@example.com)');
export const bob = locator('bob@example.com', 'email');
