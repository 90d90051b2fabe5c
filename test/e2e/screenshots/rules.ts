import { ownType } from '../../../sandbox/n8n/workflowParts';
import { templateWorkflow } from '../../../sandbox/templates';
import { openNode, outputTable } from './motifs';
import type { Picture } from './picture';
import type { Studio } from './studio';

const RESOLVE =
	templateWorkflow('two-lines').nodes.find(({ type }) => type === ownType('resolveAssignment'))
		?.name ?? '';

const LARGE = { width: 1440, height: 900 };

async function openResolve({ editor, workflows }: Studio): Promise<void> {
	await editor.openWorkflow(workflows.twoLines);
	await editor.openNode(RESOLVE);
}

/** The panel of Resolve Assignment with the two rules of a template, and what it decides on the canvas. */
export const rules: Picture[] = [
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
	{
		name: 'output-resolve-assignment',
		size: { width: 1600, height: 520 },
		async show(studio) {
			const { editor, stack, workflows } = studio;
			// Since the demo, its people have owners, who would keep them.
			for (const { id } of stack.highLevel.contacts.all()) {
				stack.highLevel.contacts.change(id, { assignedTo: null });
			}
			await editor.openWorkflow(workflows.twoLines);
			await editor.execute();
			const said = editor.page.getByRole('alert').filter({ hasText: 'executed successfully' });
			await said.locator('.el-notification__closeBtn').click();
			await editor.openNode(RESOLVE);
			return await outputTable(editor);
		},
	},
];
