import type { IDataObject, INode } from 'n8n-workflow';
import { templateWorkflow, type TemplateSlug } from '../../sandbox/templates';
import { jsonOf, runWorkflow, type WorkflowRun } from '../harness/runWorkflow';
import { templateNodeTypes } from './canvasNodes';

export const STICKY_NOTE = 'n8n-nodes-base.stickyNote';

/** The nodes of a template that do something. */
export const workingNodes = (nodes: readonly INode[]) =>
	nodes.filter(({ type }) => type !== STICKY_NOTE);

/** Runs a template as whoever has just imported it: by a click, without any credential. */
export async function tryTemplate(slug: TemplateSlug): Promise<WorkflowRun> {
	const { nodes, connections, pinData } = templateWorkflow(slug);
	return await runWorkflow({
		// Triggers come first in the files.
		nodes: workingNodes(nodes),
		connections,
		pinData,
		credentials: {},
		input: [],
		mode: 'manual',
		nodeTypes: templateNodeTypes,
	});
}

/** Whom the items at an output of a node are about, and who got them. */
export function given(run: WorkflowRun, node: string, output = 0): string[] {
	return jsonOf(run, node, output).map(
		({ contactName, assignedTo }: IDataObject) =>
			`${String(contactName)}: ${String(assignedTo).replace(/@.*/, '') || 'nobody'}`,
	);
}
