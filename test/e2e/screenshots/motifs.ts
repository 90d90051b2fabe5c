import type { Page } from 'playwright-core';
import type { Editor } from '../editor';
import type { Motif } from './picture';

/** Room around the nodes of a canvas; below them stand their names. */
const MARGIN = { side: 24, below: 48 };

/** How far the output of a node is widened, so that its columns can be read. */
const WIDER = 420;

/** Moves the panels of the open node. */
const HANDLE = '[data-test-id="panel-drag-button"]';

/** The open node, when nothing of it is loading any more. */
export async function openNode({ page }: Editor): Promise<Motif> {
	const dialog = page.locator('[data-test-id="ndv"]');
	await dialog.getByText('Loading').first().waitFor({ state: 'detached' });
	// A field under the mouse shows buttons of its own.
	await page.mouse.move(0, 0);
	return dialog;
}

/** What the open node put out, as a table. */
export async function outputTable(editor: Editor): Promise<Motif> {
	const { page } = editor;
	await editor.showOutputAs('table');
	const panel = page.locator('[data-test-id="output-panel"]');
	// A trigger has no input, and its output is wide by itself.
	if (!(await page.locator(HANDLE).isVisible())) return panel;
	await widenOutput(page, WIDER);
	return {
		screenshot: async (options) => {
			const png = await panel.screenshot(options);
			// The editor remembers it for all nodes.
			await widenOutput(page, -WIDER);
			return png;
		},
	};
}

async function widenOutput(page: Page, by: number): Promise<void> {
	const box = await page.locator(HANDLE).boundingBox();
	if (!box) throw new Error('The panels of the node have no handle');
	const x = box.x + box.width / 2;
	const y = box.y + box.height / 2;
	await page.mouse.move(x, y);
	await page.mouse.down();
	await page.mouse.move(x - by, y, { steps: 10 });
	await page.mouse.up();
	await page.mouse.move(0, 0);
}

/** The nodes and notes of the open workflow, without what the editor puts around them. */
export async function canvas({ page }: Editor): Promise<Motif> {
	await page.locator('[data-test-id="canvas-node"]').first().waitFor();
	const boxes = await page.locator('.vue-flow__node').evaluateAll((nodes) =>
		nodes.map((one) => {
			const { left, top, right, bottom } = one.getBoundingClientRect();
			return { left, top, right, bottom };
		}),
	);
	const left = Math.min(...boxes.map((box) => box.left)) - MARGIN.side;
	const top = Math.min(...boxes.map((box) => box.top)) - MARGIN.side;
	const right = Math.max(...boxes.map((box) => box.right)) + MARGIN.side;
	const bottom = Math.max(...boxes.map((box) => box.bottom)) + MARGIN.below;
	const clip = { x: left, y: top, width: right - left, height: bottom - top };
	const style = '[data-test-id="execute-workflow-button"] { visibility: hidden }';
	return { screenshot: async (options) => await page.screenshot({ ...options, clip, style }) };
}
