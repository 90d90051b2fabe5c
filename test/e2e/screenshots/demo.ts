import { ASSIGN, TRIGGER } from '../../../sandbox/demo/workflow';
import { outputTable } from './motifs';
import type { Picture } from './picture';

/** What a node put out about the last message of the demo. */
const output = (name: string, node: string): Picture => ({
	name: `output-${name}`,
	size: { width: 1600, height: 520 },
	async show({ editor, stack, workflows }) {
		const [run] = await stack.api.executions(workflows.demo);
		await editor.openExecution(workflows.demo, run?.id ?? '');
		await editor.openNode(node);
		return await outputTable(editor);
	},
});

/** The demo after its messages: on the playground's page, and what its nodes put out. */
export const demo: Picture[] = [
	{
		name: 'playground',
		size: { width: 1440, height: 1000 },
		async show({ editor: { page }, playground }) {
			await page.goto(playground.url);
			await page.getByText('Sofia Reyes').first().waitFor();
			return page;
		},
	},
	output('whatsapp-account-trigger', TRIGGER),
	output('highlevel-assign-contact', ASSIGN),
];
