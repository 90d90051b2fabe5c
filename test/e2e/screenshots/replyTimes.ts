import { cards } from '../../../sandbox/n8n/planCards';
import { locator, node, ownType } from '../../../sandbox/n8n/workflowParts';
import { openNode } from './motifs';
import type { Picture } from './picture';

const NODE = 'Resolve Assignment';
const LEAD = locator('list', 'user:tom.baker@example.com', 'Tom Baker (tom.baker@example.com)');

/** Who has the tag 'vip' goes to the lead; all others to the next one, and to the lead in the end. */
const REPLY_TIMES = cards(
	{ for: 'tag', tag: locator('list', 'vip', 'vip'), within: 5, time: 'always', then: LEAD },
	{ within: 15, options: { againAfter: 15, atLast: LEAD } },
);

/** The section Reply Times of Resolve Assignment, filled in. */
export const replyTimes: Picture[] = [
	{
		name: 'reply-times',
		size: { width: 1440, height: 1300 },
		async show({ editor, stack }) {
			const resolve = {
				...node(ownType('resolveAssignment'), NODE, [0, 0]),
				parameters: { sections: { replyTimes: REPLY_TIMES } },
			};
			const workflow = { name: 'Reply times', nodes: [resolve], connections: {} };
			await editor.openWorkflow(await stack.api.importWorkflow(workflow));
			await editor.openNode(NODE);
			await openNode(editor);
			return editor.page.locator('[data-test-id="fixed-collection-replyTimes"]');
		},
	},
];
