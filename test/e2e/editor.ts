import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Browser, Locator, Page } from 'playwright-core';
import { LOGIN } from '../../sandbox/n8n/api';
import { startBrowser } from './browser';
import { until } from './until';

/** Git-ignored; every run overwrites it. */
const SCREENSHOTS = resolve(__dirname, '../../test-results/screenshots');

/** How long the editor may take for one thing, on a busy machine too. */
const ANSWER_MS = 60_000;

/** The editor draws a field after the others when it loads that kind of field for the first time. */
const SETTLED_MS = 2_000;

/** n8n's editor in a real, headless browser. */
export class Editor {
	private constructor(
		private readonly browser: Browser,
		readonly page: Page,
		private readonly url: string,
	) {}

	/** Starts a browser and signs in as the owner. */
	static async signIn(url: string): Promise<Editor> {
		const browser = await startBrowser();
		try {
			return new Editor(browser, await signedIn(browser, url), url);
		} catch (error) {
			// Nobody else could close it, and Jest would wait for it.
			await browser.close();
			throw error;
		}
	}

	async openWorkflow(workflowId: string): Promise<void> {
		await this.openCanvas(`/workflow/${workflowId}`);
	}

	/** Opens one run in the Executions tab. */
	async openExecution(workflowId: string, executionId: string): Promise<void> {
		await this.openCanvas(`/workflow/${workflowId}/executions/${executionId}`);
	}

	private async openCanvas(path: string): Promise<void> {
		await this.page.goto(this.url + path);
		await this.page.locator('[data-test-id="canvas-node"]').first().waitFor();
		// n8n's advice for published workflows covers part of the canvas.
		const advice = this.page.getByText('Production Checklist');
		await advice.waitFor({ timeout: 5_000 }).catch(() => undefined);
		if (await advice.isVisible()) await this.page.keyboard.press('Escape');
		await advice.waitFor({ state: 'hidden' });
	}

	/**
	 * Imports a workflow into an empty one, by the menu's 'Import from file', and has it saved.
	 * @returns the ID of the workflow
	 */
	async importFromFile(file: string): Promise<string> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.page.locator('[data-test-id="canvas-add-button"]').waitFor();
		await this.page.locator('[data-test-id="workflow-import-input"]').setInputFiles(file);
		await this.page.locator('[data-test-id="canvas-node"]').first().waitFor();
		const saved = /\/workflow\/(?!new)([^/?]+)$/;
		await this.page.waitForURL((address) => saved.test(address.pathname));
		return saved.exec(new URL(this.page.url()).pathname)?.[1] ?? '';
	}

	/** Runs the workflow by hand; a trigger then waits for its event. */
	async execute(): Promise<void> {
		await this.page.locator('[data-test-id="execute-workflow-button"]').first().click();
	}

	/** Opens a node of the canvas and waits until its parameters are there. */
	async openNode(name: string): Promise<void> {
		await this.page
			.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`)
			.dblclick({ position: { x: 40, y: 40 } });
		await this.page.locator('[data-test-id="node-parameters"]').waitFor();
	}

	/** The names under the nodes of the canvas. */
	async nodeNames(): Promise<string[]> {
		return await this.page
			.locator('[data-test-id="canvas-node"]')
			.evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-node-name') ?? ''));
	}

	/** The labels that the open node shows, each once, in order, once no more appear. */
	async labels(): Promise<string[]> {
		let labels = await this.labelsNow();
		let since = Date.now();
		await until(async () => {
			const now = await this.labelsNow();
			if (!isDeepStrictEqual(now, labels)) [labels, since] = [now, Date.now()];
			return Date.now() - since > SETTLED_MS;
		}, ANSWER_MS);
		return labels;
	}

	private async labelsNow(): Promise<string[]> {
		const texts = await this.page
			.locator('[data-test-id="node-parameters"] label:visible')
			.allInnerTexts();
		return [...new Set(texts.map((text) => text.split('\n')[0]?.trim() ?? ''))].filter(Boolean);
	}

	/** What the editor complains about in the open node. */
	async issues(): Promise<string[]> {
		return await this.page
			.locator('[data-test-id="node-parameters"] [data-test-id="parameter-issues"]:visible')
			.allInnerTexts();
	}

	/** What 'Plan Check' of the open node says: in its one line, and in its list. */
	async planCheck(): Promise<{ summary: string; lines: string[] }> {
		const field = this.page.locator('[data-test-id="parameter-input-planCheck"]');
		const input = field.locator('input').first();
		await until(async () => !/^$|^Loading/.test(await input.inputValue()), 60_000);
		const summary = await input.inputValue();
		await input.click();
		const entries = this.page.locator('.el-select-dropdown__item:visible');
		await entries.first().waitFor();
		return { summary, lines: await entries.allInnerTexts() };
	}

	/** Opens a picker of a parameter that is set to 'From list', and reads what it offers. */
	async listOf(parameter: string, position: number): Promise<string[]> {
		const picker = this.page.locator(`[data-test-id="resource-locator-${parameter}"]`);
		await picker.nth(position).locator('[data-test-id="rlc-input"]').click();
		const items = this.page.locator('[data-test-id="rlc-item"]:visible');
		// The first item alone may be the choice that is saved with the workflow.
		await items.nth(1).waitFor();
		return (await items.allInnerTexts()).map((text) => text.trim());
	}

	/** Adds choices to a field that takes several. */
	async addChoices(card: Locator, field: string, labels: string[]): Promise<void> {
		// At the arrow: elsewhere the click would take a choice away.
		await card
			.locator(`[data-test-id="parameter-input-${field}"] .el-input__suffix`)
			.first()
			.click();
		for (const label of labels) await this.pick(label);
		await this.page.keyboard.press('Tab');
	}

	private async pick(label: string): Promise<void> {
		const exact = new RegExp(`^\\s*${label}\\b`);
		await this.page
			.locator('.el-select-dropdown__item:visible')
			.filter({ hasText: exact })
			.first()
			.click();
	}

	/** Scrolls a place into view and takes its picture together with what surrounds it. */
	async screenshotAt(place: Locator, name: string): Promise<void> {
		await place.scrollIntoViewIfNeeded();
		await this.screenshot(name);
	}

	/** Shows what the open node of an execution put out as 'table', 'json' or 'schema'. */
	async showOutputAs(view: string): Promise<void> {
		const panel = this.page.locator('[data-test-id="output-panel"]');
		await panel.locator(`[data-test-id="radio-button-${view}"]`).click();
	}

	/** What the open node of an execution put out, as JSON text. */
	async output(): Promise<string> {
		const panel = this.page.locator('[data-test-id="output-panel"]');
		await this.showOutputAs('json');
		await panel.locator('[data-test-id="ndv-data-container"]').filter({ hasText: '{' }).waitFor();
		return await panel.innerText();
	}

	async screenshot(name: string): Promise<void> {
		await mkdir(SCREENSHOTS, { recursive: true });
		await this.page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
	}

	async close(): Promise<void> {
		await this.browser.close();
	}
}

async function signedIn(browser: Browser, url: string): Promise<Page> {
	const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
	page.setDefaultTimeout(ANSWER_MS);
	await page.goto(`${url}/signin`);
	await page.locator('input[name="emailOrLdapLoginId"]').fill(LOGIN.email);
	await page.locator('input[name="password"]').fill(LOGIN.password);
	await page.locator('[data-test-id="form-submit-button"]').click();
	await page.waitForURL((address) => !address.pathname.startsWith('/signin'));
	return page;
}
