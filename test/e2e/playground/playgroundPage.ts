import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';

const SCREENSHOTS = resolve(__dirname, '../../../test-results/screenshots');

/** How long the page may take for one thing, on a busy machine too. */
const ANSWER_MS = 60_000;

/** What somebody writes on the phone. */
interface Written {
	/** One of the people in From, or somebody who is typed in. */
	from: string | { name: string; number: string };
	line: string;
	text: string;
	/** The headline of the ad. */
	ad?: string;
}

/** The playground as somebody sees it who has a browser. */
export class PlaygroundPage {
	/** What the browser complained about: errors of scripts, and what the page may not load. */
	readonly complaints: string[] = [];

	private constructor(readonly page: Page) {
		page.on('pageerror', ({ message }) => this.complaints.push(message));
	}

	static async open(browser: Browser, url: string): Promise<PlaygroundPage> {
		const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
		page.setDefaultTimeout(ANSWER_MS);
		await page.goto(url);
		await page.getByRole('radio').first().waitFor();
		return new PlaygroundPage(page);
	}

	/** Fills the phone in and does not send. */
	async fill({ from, line, text, ad }: Written): Promise<void> {
		const { page } = this;
		if (typeof from === 'string') await page.getByLabel('From', { exact: true }).selectOption(from);
		else {
			await page.getByRole('button', { name: 'New person' }).click();
			await page.getByLabel('Name', { exact: true }).fill(from.name);
			await page.getByLabel('Number', { exact: true }).fill(from.number);
		}
		await page.getByRole('radio', { name: line }).click();
		await page.getByLabel('Comes from').selectOption(ad === undefined ? 'no ad' : `the ad “${ad}”`);
		await page.getByLabel('Message', { exact: true }).fill(text);
	}

	get send(): Locator {
		return this.page.getByRole('button', { name: 'Send' });
	}

	async write(written: Written): Promise<void> {
		await this.fill(written);
		await this.send.click();
	}

	/** What went wrong with what was typed on the phone. */
	get problem(): Locator {
		return this.page.locator('#write-error');
	}

	/** The row of a contact in HighLevel. */
	contact(name: string): Locator {
		return this.page.locator('#contacts > .row').filter({ hasText: name });
	}

	/** Whom the row of a contact shows as its owner. */
	async ownerOf(name: string): Promise<string> {
		return await this.contact(name).locator('select option:checked').innerText();
	}

	/** The newest entry of the log that holds a text. */
	entry(text: string): Locator {
		return this.page.locator('#log > .entry').filter({ hasText: text }).first();
	}

	/** Waits until the newest entry with a text says something else as well. */
	async says(text: string, words: string | RegExp): Promise<void> {
		const both = this.page.locator('#log > .entry').filter({ hasText: text });
		await both.filter({ hasText: words }).first().waitFor();
	}

	/** Publishes a template by clicks, and waits until it is. */
	async publish(slug: string): Promise<void> {
		await this.page.getByLabel('Template').selectOption(slug);
		await this.page.getByRole('button', { name: 'Publish', exact: true }).click();
		await this.page.getByRole('button', { name: 'Published', exact: true }).waitFor();
	}

	/** Which template the list shows. */
	async chosenTemplate(): Promise<string> {
		return await this.page.getByLabel('Template').inputValue();
	}

	async screenshot(name: string): Promise<void> {
		await mkdir(SCREENSHOTS, { recursive: true });
		await this.page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
	}
}
