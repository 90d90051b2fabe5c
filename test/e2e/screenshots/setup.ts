import { connection, node, ownType } from '../../../sandbox/n8n/workflowParts';
import { outputTable } from './motifs';
import type { Picture } from './picture';

const START = "When clicking 'Execute workflow'";
const CHECK = 'Setup Check';

/** What Setup Check says of the sandbox. */
const output = (service: string): Picture => ({
	name: `output-setup-check-${service.toLowerCase()}`,
	size: { width: 1600, height: 800 },
	async show({ editor, stack }) {
		const workflowId = await stack.api.importWorkflow({
			name: `Setup Check of ${service}`,
			nodes: [
				node('n8n-nodes-base.manualTrigger', START, [0, 0]),
				{ ...node(ownType('setupCheck'), CHECK, [300, 0]), parameters: { check: service } },
			],
			connections: { [START]: { main: [[connection(CHECK)]] } },
		});
		await editor.openWorkflow(workflowId);
		await editor.openNode(CHECK);
		// The editor has chosen the credential by itself: there is only one.
		await editor.page.locator('[data-test-id="node-execute-button"]').click();
		const found = editor.page.locator('[data-test-id="ndv-data-container"]');
		await found.filter({ hasText: 'Token' }).first().waitFor();
		return await outputTable(editor);
	},
});

/** Setup Check after a run. */
export const setup: Picture[] = [output('whatsApp'), output('highLevel')];
