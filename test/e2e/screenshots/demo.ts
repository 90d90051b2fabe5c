import { ASSIGN, RESOLVE, TRIGGER } from '../../../sandbox/demo/workflow';
import type { Picture, Studio } from './picture';

const LARGE = { width: 1440, height: 900 };

/** A node of the demo after the last message, with what it put out as a table. */
async function afterRun({ editor, stack }: Studio, node: string) {
	const [run] = await stack.api.executions(stack.workflowId);
	await editor.openExecution(stack.workflowId, run?.id ?? '');
	await editor.openNode(node);
	await editor.showOutputAs('table');
	return editor.page;
}

/** The workflow of the demo: on the canvas, its rules, and what its nodes put out. */
export const demo: Picture[] = [
	{
		name: 'canvas',
		async show({ editor, stack }) {
			await editor.openWorkflow(stack.workflowId);
			return editor.page.locator('[data-test-id="canvas"]');
		},
	},
	{
		name: 'rules',
		size: LARGE,
		async show({ editor, stack }) {
			await editor.openWorkflow(stack.workflowId);
			await editor.openNode(RESOLVE);
			return editor.page;
		},
	},
	{
		name: 'plan-check',
		size: LARGE,
		async show({ editor, stack }) {
			await editor.openWorkflow(stack.workflowId);
			await editor.openNode(RESOLVE);
			await editor.planCheck();
			return editor.page;
		},
	},
	{
		name: 'output-whatsapp-account-trigger',
		show: async (studio) => await afterRun(studio, TRIGGER),
	},
	{ name: 'output-resolve-assignment', show: async (studio) => await afterRun(studio, RESOLVE) },
	{
		name: 'output-highlevel-assign-contact',
		show: async (studio) => await afterRun(studio, ASSIGN),
	},
];
