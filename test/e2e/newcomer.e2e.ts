import Table from 'cli-table3';
import type { Page } from 'playwright-core';
import { startStack, type Stack } from './twoLinesStack';
import { RESOLVE } from '../../sandbox/demo/workflow';
import { Editor } from './editor';
import { mistakeCases } from './newcomer/mistakeCases';
import { Newcomer, type Effort } from './newcomer/newcomer';
import {
	department,
	replyTimes,
	startWorkflow,
	threeConditionalRules,
	twoLines,
} from './newcomer/tasks';
import { wireCases } from './newcomer/wireCases';
import { until } from './until';

const INSTALL_AND_START_MS = 20 * 60_000;
const CASE_MS = 5 * 60_000;

/** A small laptop. */
const LAPTOP = { width: 1280, height: 720 };

const report = (line: string) => void process.stderr.write(`${line}\n`);

/** What a newcomer does, the most clicks that it may take, and how many laptop screens high it may be. */
const TASKS = [
	{ task: 'two lines to two people, published', does: twoLines, clicks: 20, screens: 2 },
	{ task: 'a department', does: department, clicks: 22, screens: 2 },
	{ task: 'three conditional rules', does: threeConditionalRules, clicks: 24, screens: 2.5 },
	{ task: 'a reply time', does: replyTimes, clicks: 14, screens: 2 },
] as const;

let stack: Stack;
let editor: Editor;
const done: Array<{ task: string; effort: Effort; height: number }> = [];

beforeAll(async () => {
	stack = await startStack(report);
	// The demo workflow has the numbers that the newcomer wants.
	await stack.api.deactivate(stack.workflowId);
	editor = await Editor.signIn(stack.n8n.url);
	await editor.page.setViewportSize(LAPTOP);
	editor.page.setDefaultTimeout(60_000);
}, INSTALL_AND_START_MS);

afterAll(async () => {
	report(tableOf(done));
	await editor?.close();
	await stack?.stop();
}, CASE_MS);

async function emptyWorkflow(): Promise<Page> {
	await editor.page.goto(`${stack.n8n.url}/workflow/new`);
	await editor.page.locator('[data-test-id="canvas-add-button"]').waitFor();
	return editor.page;
}

describe('a newcomer on a small laptop', () => {
	it.each(TASKS)(
		'makes $task with at most $clicks clicks',
		async ({ task, does, clicks, screens }) => {
			const person = new Newcomer(await emptyWorkflow());
			if (does !== twoLines) await startWorkflow(person);
			const before = { ...person.effort };
			await does(person);
			const height = does === twoLines ? 0 : await person.panelHeight();
			if (does === department) await staysAfterReload(person);
			await editor.screenshot(`newcomer-${task.replaceAll(' ', '-')}`);
			const effort = difference(person.effort, before);
			done.push({ task, effort, height });
			expect(effort.clicks).toBeLessThanOrEqual(clicks);
			expect(height).toBeLessThanOrEqual(screens * LAPTOP.height);
		},
		CASE_MS,
	);
});

mistakeCases(() => ({ stack, editor }));
wireCases(() => ({ stack, editor }));

/** What was filled in is there when the workflow is opened again. */
async function staysAfterReload({ page, panel }: Newcomer): Promise<void> {
	await page.keyboard.press('Control+s');
	await page.waitForURL(/workflow\/(?!new)\w{6,}/);
	const [, id = ''] = /workflow\/(\w+)/.exec(page.url()) ?? [];
	const saved = async () =>
		JSON.stringify(await stack.api.parametersOf(id, RESOLVE)).includes('ifNobody');
	await until(saved);
	await editor.openWorkflow(id);
	await editor.openNode(RESOLVE);
	const team = panel.locator('[data-test-id="fixed-collection-teams"]');
	const name = team.locator('[data-test-id="parameter-input-name"] input').first();
	await until(async () => (await name.inputValue()) === 'Sales');
	const members = team.locator('[data-test-id="resource-locator-user"]');
	await until(async () => (await members.count()) === 2);
	const { summary } = await editor.planCheck();
	expect(summary).toMatch(/^1 rule/);
	expect(summary).not.toMatch(/\d to mend/);
}

function difference(after: Effort, before: Effort): Effort {
	return {
		clicks: after.clicks - before.clicks,
		keys: after.keys - before.keys,
		typed: after.typed - before.typed,
	};
}

function tableOf(rows: typeof done): string {
	const table = new Table({
		head: ['task', 'clicks', 'Enter', 'typed', 'panel (px)'],
		style: { head: [], border: [] },
	});
	for (const { task, effort, height } of rows) {
		table.push([task, effort.clicks, effort.keys, effort.typed, height]);
	}
	return table.toString();
}
