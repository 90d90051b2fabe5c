import { ownNodes } from '../../harness/ownPackage';
import { openNode } from './motifs';
import type { Picture } from './picture';

/** How a node's name is written in addresses and names of files: 'Setup Check' as 'setup-check'. */
export const inKebabCase = (displayName: string) => displayName.toLowerCase().replaceAll(' ', '-');

/** Every node as it is when it has just been added. */
export const panels: Picture[] = ownNodes.map(({ instance }) => {
	const { displayName } = instance.description;
	return {
		name: `panel-${inKebabCase(displayName)}`,
		async show({ editor, workflows }) {
			await editor.openWorkflow(workflows.everyNode);
			await editor.openNode(displayName);
			return await openNode(editor);
		},
	};
});
