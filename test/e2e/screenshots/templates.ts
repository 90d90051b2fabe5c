import { templates, templateWorkflow } from '../../../sandbox/templates';
import { canvas } from './motifs';
import type { Picture } from './picture';

/** Every template as it looks when it has just been imported. */
export const templateCanvases: Picture[] = templates().map(({ slug }) => ({
	name: `template-${slug}`,
	size: { width: 1600, height: 900 },
	async show({ editor, stack }) {
		await editor.openWorkflow(await stack.api.importWorkflow(templateWorkflow(slug)));
		return await canvas(editor);
	},
}));
