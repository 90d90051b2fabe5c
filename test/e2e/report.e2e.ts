import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import axios from 'axios';
import type { Browser, Frame, Page } from 'playwright-core';
import { buttonAnswer } from '../../sandbox/whatsapp';
import { startBrowser } from './browser';
import { Editor } from './editor';
import { LINES, NODES, startReportStack, type ReportStack } from './reportStack';
import { until } from './until';

const INSTALL_AND_START_MS = 20 * 60_000;
const CASE_MS = 5 * 60_000;

/** Git-ignored; every run overwrites it. */
const SCREENSHOTS = resolve(__dirname, '../../test-results/screenshots');

/** More than are needed for shares and times. */
const CONTACTS = 24;
/** One of them was closed before HighLevel told of the answer. */
const ANSWERED = 15;
const IN_TIME = `${ANSWERED - 1} of ${ANSWERED - 1} questions were answered`;

const SIZES = {
	phone: { width: 390, height: 844 },
	laptop: { width: 1440, height: 900 },
	wall: { width: 2560, height: 1440 },
} as const;

let stack: ReportStack;
let browser: Browser;

beforeAll(async () => {
	stack = await startReportStack();
	browser = await startBrowser();
	const all = Array.from({ length: CONTACTS }, (_, number) => somebody(number));
	for (const one of all) await write(one, one.number % 3 === 0 ? LINES.support : LINES.sales);
	for (const one of all.slice(0, ANSWERED)) {
		stack.highLevel.messages.send(one.id, 'app', { userId: ownerOf(one) });
	}
	await closeAndRate(all[0]);
}, INSTALL_AND_START_MS);

afterAll(async () => {
	await browser?.close();
	await stack?.stop();
}, CASE_MS);

/** Somebody whom HighLevel knows and nobody owns. */
function somebody(number: number) {
	const phone = `1415555${String(7_000 + number)}`;
	const { id } = stack.highLevel.contacts.seedContact({ phone: `+${phone}` });
	return { number, id, phone, userId: `US.report${number}`, name: `Writer ${number}` };
}

type Somebody = ReturnType<typeof somebody>;

/** A message, and the run that it has caused. */
async function write(from: Somebody, line: string, answer: object = {}): Promise<void> {
	const delivery = await stack.graph.send({ to: line, from, text: 'Hello?', ...answer });
	await until(() => delivery.outcome === 'accepted', CASE_MS);
}

const ownerOf = ({ id }: Somebody) => stack.highLevel.contacts.get(id)?.assignedTo;

/** Closed as won, asked, and rated by a button on WhatsApp. */
async function closeAndRate(who: Somebody | undefined): Promise<void> {
	if (!who) throw new Error('Nobody wrote');
	const { data } = await axios.get<{ askRating: { id: string } }>(stack.urls.closing, {
		params: { phone: `+${who.phone}` },
	});
	await write(who, LINES.support, buttonAnswer(`rate:${data.askRating.id}:5`, 'Very'));
}

/** A page as n8n serves it, with what its scripts said. */
async function opened(
	url: string,
	size: keyof typeof SIZES,
	colorScheme: 'light' | 'dark' = 'light',
): Promise<{ page: Page; errors: string[] }> {
	const page = await browser.newPage({ viewport: SIZES[size], colorScheme });
	const errors: string[] = [];
	page.on('pageerror', (error) => errors.push(error.message));
	await page.goto(url);
	return { page, errors };
}

async function picture(page: Page, name: string): Promise<void> {
	await mkdir(SCREENSHOTS, { recursive: true });
	await page.screenshot({ path: join(SCREENSHOTS, `report-${name}.png`), fullPage: true });
}

/** How many charts the page's own script has drawn, in place of those that came with it. */
async function drawnCharts(frame: Page | Frame): Promise<number> {
	return await frame.locator('[_echarts_instance_] svg').count();
}

/** A page of another site that shows this one in a frame, as HighLevel's menu does. */
async function framedBy(url: string, work: (address: string) => Promise<void>): Promise<void> {
	const text = `<!doctype html><iframe src="${url}" style="width:100%;height:90vh"></iframe>`;
	const server = createServer((_request, response) => {
		response.setHeader('Content-Type', 'text/html').end(text);
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	try {
		await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
	} finally {
		server.close();
	}
}

describe('a report as a page', () => {
	it(
		"works under n8n's own sandbox, with figures of what happened and charts that are alive",
		async () => {
			const { headers } = await axios.get<string>(stack.urls.report);
			expect(headers['content-type']).toContain('text/html');
			expect(headers['content-security-policy']).toMatch(/^sandbox/);
			expect(headers['content-security-policy']).not.toContain('allow-same-origin');
			const { page, errors } = await opened(stack.urls.report, 'laptop');
			await until(async () => (await drawnCharts(page)) > 0);
			await picture(page, 'laptop');
			const text = await page.locator('main').innerText();
			expect(text).toContain('Sofia Reyes');
			expect(text).toContain(IN_TIME);
			expect(errors).toEqual([]);
			await page.close();
		},
		CASE_MS,
	);

	it.each([
		['phone', 'light'],
		['phone', 'dark'],
		['wall', 'dark'],
	] as const)(
		'fits a %s, %s',
		async (size, scheme) => {
			const { page, errors } = await opened(stack.urls.report, size, scheme);
			await until(async () => (await drawnCharts(page)) > 0);
			await picture(page, `${size}-${scheme}`);
			const widths = await page.evaluate('[document.documentElement.scrollWidth, innerWidth]');
			const [content, window] = widths as [number, number];
			expect(content).toBeLessThanOrEqual(window);
			expect(errors).toEqual([]);
			await page.close();
		},
		CASE_MS,
	);

	it(
		'works in a frame of another site',
		async () => {
			await framedBy(stack.urls.report, async (address) => {
				const { page, errors } = await opened(address, 'laptop');
				await until(async () => {
					const [, frame] = page.frames();
					return frame !== undefined && (await drawnCharts(frame)) > 0;
				});
				await picture(page, 'framed');
				expect(errors).toEqual([]);
				await page.close();
			});
		},
		CASE_MS,
	);
});

describe('the live view as a page', () => {
	it.each(['phone', 'laptop'] as const)(
		'says who waits and who is next, on a %s',
		async (size) => {
			const { page, errors } = await opened(stack.urls.live, size);
			await picture(page, `live-${size}`);
			const text = await page.locator('body').innerText();
			expect(text).toContain('Sofia Reyes');
			expect(text).toContain('Sales');
			expect(errors).toEqual([]);
			await page.close();
		},
		CASE_MS,
	);

	it(
		'works in a frame of another site',
		async () => {
			await framedBy(stack.urls.live, async (address) => {
				const { page, errors } = await opened(address, 'laptop');
				const text = page.frameLocator('iframe').locator('body');
				await until(async () => (await text.innerText()).includes('Sofia Reyes'));
				await picture(page, 'live-framed');
				expect(errors).toEqual([]);
				await page.close();
			});
		},
		CASE_MS,
	);
});

describe('in the editor', () => {
	let editor: Editor;
	beforeAll(async () => (editor = await Editor.signIn(stack.n8n.url)), CASE_MS);
	afterAll(async () => await editor?.close(), CASE_MS);

	it(
		"an email is shown by n8n's HTML node as people will get it",
		async () => {
			const { page } = editor;
			await editor.openWorkflow(stack.emailWorkflow);
			await editor.execute();
			await until(async () => {
				const [run] = await stack.api.executions(stack.emailWorkflow);
				return run?.status === 'success';
			}, CASE_MS);
			await editor.openNode(NODES.html);
			await editor.showOutputAs('html');
			const shown = page.frameLocator('[data-test-id="output-panel"] iframe').locator('body');
			await until(async () => (await shown.innerText()).includes('Sofia Reyes'), CASE_MS);
			await editor.screenshot('report-email');
			expect(await shown.innerText()).toContain(IN_TIME);
			await page.locator('[data-test-id="ndv-close-button"]').click();
			await page.locator('[data-test-id="node-parameters"]').waitFor({ state: 'hidden' });
		},
		CASE_MS,
	);

	it(
		'the panel has few fields, and says who needs help above the rows',
		async () => {
			const { page } = editor;
			await editor.openNode(NODES.report);
			expect(await editor.labels()).toEqual(
				expect.arrayContaining(['Operation', 'Period', 'Group By', 'Target (Minutes)', 'Output']),
			);
			await editor.screenshot('report-panel');
			expect(await page.locator('[data-test-id="output-panel"]').innerText()).toMatch(/wait now/);
			expect(await editor.issues()).toEqual([]);
		},
		CASE_MS,
	);
});
