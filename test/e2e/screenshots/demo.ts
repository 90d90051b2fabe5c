import { ASSIGN, RESOLVE, TRIGGER } from '../twoLinesWorkflow';
import { canvas, openNode, outputTable } from './motifs';
import type { Picture, Studio } from './picture';

const LARGE = { width: 1440, height: 900 };

async function openResolve({ editor, stack }: Studio): Promise<void> {
	await editor.openWorkflow(stack.workflowId);
	await editor.openNode(RESOLVE);
}

/** What a node put out about the last message of the demo. */
const output = (name: string, node: string): Picture => ({
	name: `output-${name}`,
	size: { width: 1600, height: 720 },
	async show({ editor, stack }) {
		const [run] = await stack.api.executions(stack.workflowId);
		await editor.openExecution(stack.workflowId, run?.id ?? '');
		await editor.openNode(node);
		return await outputTable(editor);
	},
});

/** The workflow of the demo: on the canvas, its rules, and what its nodes put out. */
export const demo: Picture[] = [
	{
		name: 'canvas',
		async show({ editor, stack }) {
			await editor.openWorkflow(stack.workflowId);
			return await canvas(editor);
		},
	},
	{
		name: 'rules',
		size: LARGE,
		async show(studio) {
			await openResolve(studio);
			return await openNode(studio.editor);
		},
	},
	{
		name: 'plan-check',
		size: LARGE,
		async show(studio) {
			await openResolve(studio);
			const motif = await openNode(studio.editor);
			await studio.editor.planCheck();
			return motif;
		},
	},
	output('whatsapp-account-trigger', TRIGGER),
	output('resolve-assignment', RESOLVE),
	output('highlevel-assign-contact', ASSIGN),
];
