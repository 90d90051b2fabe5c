import type { INode } from 'n8n-workflow';
import { templateWorkflow, type TemplateSlug } from '../../sandbox/templates';
import { RESOLVE } from '../harness/nodeTypes';
import { jsonOf, runWorkflow, type WorkflowRun } from '../harness/runWorkflow';
import { templateNodeTypes } from './canvasNodes';
import { rowOf, type Row } from './page';

export const STICKY_NOTE = 'n8n-nodes-base.stickyNote';

/** The nodes of a template that do something. */
export const workingNodes = (nodes: readonly INode[]) =>
	nodes.filter(({ type }) => type !== STICKY_NOTE);

let imported = 0;

/** Runs a template as whoever has just imported it: by a click, without any credential. */
export async function tryTemplate(
	slug: TemplateSlug,
	mode: 'manual' | 'webhook' = 'manual',
): Promise<WorkflowRun> {
	const { nodes, connections, pinData } = templateWorkflow(slug);
	return await runWorkflow({
		id: `imported-${++imported}`,
		// Triggers come first in the files.
		nodes: workingNodes(nodes),
		connections,
		pinData,
		credentials: {},
		input: [],
		mode,
		nodeTypes: templateNodeTypes,
	});
}

/** What the nodes that decide put out, as pages show it, in no order that counts. */
export function decidedRows(slug: TemplateSlug, run: WorkflowRun): Row[] {
	return templateWorkflow(slug)
		.nodes.filter(({ type }) => type === RESOLVE)
		.flatMap(({ name }) => [...jsonOf(run, name, 0), ...jsonOf(run, name, 1)])
		.map(rowOf)
		.sort();
}
