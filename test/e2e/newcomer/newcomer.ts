import type { Locator, Page } from 'playwright-core';
import { until } from '../until';

/** What a person's way through the editor took. */
export interface Effort {
	/** Of the mouse. */
	clicks: number;
	/** Enter and the like, where a person who has just typed presses them. */
	keys: number;
	/** Texts that had to be typed. */
	typed: number;
}

const VIEW = '[data-test-id="node-parameters"]';

/** An editor that is busy shows what was asked for later than a person would wait. */
const SHOWN_MS = 30_000;

/**
 * Somebody who never saw the node, does what the editor offers, and counts it. The mouse does
 * everything but what follows a text that was just typed. What cannot be seen on the screen is scrolled
 * to, which costs nothing.
 */
export class Newcomer {
	readonly effort: Effort = { clicks: 0, keys: 0, typed: 0 };

	constructor(readonly page: Page) {}

	/** The parameters of the open node. */
	get panel(): Locator {
		return this.page.locator(VIEW);
	}

	async click(place: Locator): Promise<void> {
		await place.first().click();
		this.effort.clicks++;
	}

	async press(key: 'ArrowDown' | 'Enter' | 'Escape' | 'Tab'): Promise<void> {
		await this.page.keyboard.press(key);
		this.effort.keys++;
	}

	/** Leaves the open node: by the keyboard, and by the mouse where the editor keeps the key for a field. */
	async close(): Promise<void> {
		await this.press('Escape');
		if (!(await hides(this.panel)))
			await this.click(this.page.locator('[data-test-id="ndv-close-button"]'));
		await this.panel.waitFor({ state: 'hidden' });
	}

	/** Types where the cursor is. */
	async type(text: string): Promise<void> {
		await this.page.keyboard.type(text);
		this.effort.typed++;
	}

	/** Adds a card to a list, and waits until it is there: what comes next is done in the last card. */
	async addCard(button: string, within = this.panel): Promise<void> {
		const fields = within.locator('[data-test-id^="parameter-input-"]');
		const before = await fields.count();
		await this.click(within.getByRole('button', { name: button, exact: true }).last());
		await until(async () => (await fields.count()) > before, SHOWN_MS);
	}

	/** Takes an entry of the menu behind a button such as 'Add Condition', by the first letters of it. */
	async add(button: string, entry: string, within = this.panel): Promise<void> {
		await this.click(within.locator(`input[placeholder="${button}"]`).last());
		await this.chooseTyped(entry);
	}

	/** Chooses in a field that offers a list. */
	async select(field: string, entry: string, within = this.panel): Promise<void> {
		const input = within.locator(`[data-test-id="parameter-input-${field}"]`).last();
		// A list that is still loading does not open.
		await input.locator('input:not([disabled])').first().waitFor();
		await this.click(input);
		await this.choose(entry);
	}

	/** Picks an entry of what is known: an account, a person, a tag. */
	async pick(field: string, entry: string, within = this.panel): Promise<void> {
		await this.openList(field, within);
		const item = this.page.locator('[data-test-id="rlc-item"]:visible');
		await this.click(item.filter({ hasText: entry }));
		await item.first().waitFor({ state: 'hidden' });
	}

	/** Types into the search of a list, and takes what it makes of the text. */
	async pickTyped(field: string, text: string, entry: string, within = this.panel): Promise<void> {
		await this.openList(field, within);
		const found = this.page.locator('[data-test-id="rlc-item"]:visible');
		await found.first().waitFor();
		await this.type(text);
		// By the mouse: with one entry left, the editor's Enter chooses nothing.
		await this.click(found.filter({ hasText: entry }));
		await found.first().waitFor({ state: 'hidden' });
	}

	/** Types a name that is not in the list, and takes it as it is. */
	async takeTyped(field: string, name: string, within = this.panel): Promise<void> {
		await this.openList(field, within);
		const taken = this.page.locator('[data-test-id="rlc-item-add-resource"]:visible');
		await taken.waitFor();
		await this.type(name);
		await this.press('Enter');
		await taken.waitFor({ state: 'hidden' });
	}

	/** Fills a field with text. */
	async fill(field: string, text: string, within = this.panel): Promise<void> {
		const input = within.locator(`[data-test-id="parameter-input-${field}"] input`).last();
		await this.click(input);
		await this.page.keyboard.press('Control+a');
		await this.type(text);
		// A tip lies over the fields below while the cursor is in a field.
		await input.blur();
	}

	/** Takes away what was added, such as a condition: its bin shows when the mouse is on it. */
	async remove(field: string, within = this.panel): Promise<void> {
		const locator = within.locator(`[data-test-id="resource-locator-${field}"]`);
		const left = (await locator.count()) - 1;
		const item = locator.last().locator('xpath=ancestor::*[contains(@class,"parameter-item")][1]');
		await item.hover();
		await this.click(item.locator(':scope > button[title="Delete"]'));
		await locator.nth(left).waitFor({ state: 'detached' });
	}

	/**
	 * How high the fields of the open node are, with those that are scrolled away. Without n8n's own line
	 * below them, which asks what the node should be able to do.
	 */
	async panelHeight(): Promise<number> {
		const fields = this.panel.locator(':scope > :not([data-test-id="node-feature-request"])');
		return await fields.evaluateAll((elements) => {
			const boxes = elements.map((element) => element.getBoundingClientRect());
			const shown = boxes.filter(({ height }) => height > 0);
			const top = Math.min(...shown.map((box) => box.top));
			return Math.round(Math.max(...shown.map((box) => box.bottom)) - top);
		});
	}

	/** Chooses an entry of the menu that is open. */
	async choose(entry: string): Promise<void> {
		await this.click(this.entries(entry));
	}

	/** Chooses an entry of the menu that is open by typing it. */
	async chooseTyped(entry: string): Promise<void> {
		const found = this.entries(entry).first();
		await found.waitFor({ timeout: SHOWN_MS });
		await this.type(entry);
		// The list is shortened a moment later.
		const left = this.page.locator('.el-select-dropdown__item:visible').first();
		await left.filter({ has: this.page.getByText(entry, { exact: true }) }).waitFor();
		this.effort.keys += 2;
		// A busy editor may forget which entry the arrow led to, as the list is drawn anew.
		await until(async () => {
			await this.page.keyboard.press('ArrowDown');
			await this.page.keyboard.press('Enter');
			return await hides(found);
		}, SHOWN_MS);
	}

	private entries(entry: string): Locator {
		const entries = this.page.locator('.el-select-dropdown__item:visible');
		return entries.filter({ has: this.page.getByText(entry, { exact: true }) });
	}

	private async openList(field: string, within: Locator): Promise<void> {
		const locator = within.locator(`[data-test-id="resource-locator-${field}"]`).last();
		const input = locator.locator('[data-test-id="rlc-input"]');
		await this.click(input);
		// A busy editor may draw the field anew under the mouse, and the click is lost.
		const offered = this.page.locator('[data-test-id^="rlc-item"]:visible').first();
		const isLost = offered.waitFor({ timeout: SHOWN_MS }).then(
			() => false,
			() => true,
		);
		if (await isLost) await input.click();
	}
}

/** Whether something leaves the screen in a moment. */
async function hides(place: Locator): Promise<boolean> {
	return await place.waitFor({ state: 'hidden', timeout: 3_000 }).then(
		() => true,
		() => false,
	);
}
