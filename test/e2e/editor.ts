import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { LOGIN } from '../../sandbox/n8n/api';

/** Git-ignored; every run overwrites it. */
export const SCREENSHOTS = resolve(__dirname, '../../test-results/screenshots');

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** n8n's editor in a real, headless browser. */
export class Editor {
	private constructor(
		private readonly browser: Browser,
		readonly page: Page,
		private readonly url: string,
	) {}

	/** Starts the browser (`CHROMIUM_PATH`, else the system's Chromium) and signs in as the owner. */
	static async signIn(url: string): Promise<Editor> {
		const executablePath = process.env.CHROMIUM_PATH ?? BROWSERS.find((path) => existsSync(path));
		if (!executablePath) {
			throw new Error('No Chromium found. Install it, or name its path in CHROMIUM_PATH.');
		}
		const browser = await chromium.launch({
			executablePath,
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
			],
		});
		const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
		await page.goto(`${url}/signin`);
		await page.locator('input[name="emailOrLdapLoginId"]').fill(LOGIN.email);
		await page.locator('input[name="password"]').fill(LOGIN.password);
		await page.locator('[data-test-id="form-submit-button"]').click();
		await page.waitForURL((address) => !address.pathname.startsWith('/signin'));
		return new Editor(browser, page, url);
	}

	async openWorkflow(workflowId: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${workflowId}`);
		await this.page.locator('[data-test-id="canvas-node"]').first().waitFor();
	}

	/** Opens a node of the canvas and waits until its parameters are there. */
	async openNode(name: string): Promise<void> {
		await this.page
			.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`)
			.dblclick({ position: { x: 40, y: 40 } });
		await this.page.locator('[data-test-id="node-parameters"]').waitFor();
	}

	async closeNode(): Promise<void> {
		await this.page.keyboard.press('Escape');
		await this.page.locator('[data-test-id="node-parameters"]').waitFor({ state: 'detached' });
	}

	/** The labels that the open node shows, in order. */
	async labels(): Promise<string[]> {
		const texts = await this.page
			.locator(
				'[data-test-id="node-parameters"] [data-test-id="input-label"], [data-test-id="node-parameters"] label',
			)
			.allInnerTexts();
		return texts.map((text) => text.trim()).filter(Boolean);
	}

	async screenshot(name: string): Promise<void> {
		await mkdir(SCREENSHOTS, { recursive: true });
		await this.page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
	}

	async close(): Promise<void> {
		await this.browser.close();
	}
}
