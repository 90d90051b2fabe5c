import { readFileSync } from 'node:fs';
import type { WorkflowFile } from '../../../sandbox/n8n/api';
import { templates } from '../../../sandbox/templates';
import { canvas } from './motifs';
import type { Picture } from './picture';

/** Every template as it looks when it has just been imported. */
export const templateCanvases: Picture[] = templates().map(({ slug, file }) => ({
	name: `template-${slug}`,
	size: { width: 1600, height: 900 },
	async show({ editor, stack }) {
		const workflow = JSON.parse(readFileSync(file, 'utf8')) as WorkflowFile;
		await editor.openWorkflow(await stack.api.importWorkflow(workflow));
		return await canvas(editor);
	},
}));
