import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { reportPage } from '../../report/pages/reportPage';
import { sampleReport } from '../report/sampleReport';
import { startBrowser } from './browser';

/** As n8n 2.41.1 sends it with a page of Respond to Webhook: without `allow-same-origin`. */
const SANDBOX =
	'sandbox allow-downloads allow-forms allow-modals allow-orientation-lock allow-pointer-lock allow-popups allow-presentation allow-scripts allow-top-navigation-by-user-activation allow-top-navigation-to-custom-protocols';

const SIZES = { phone: [390, 844], laptop: [1440, 900], wall: [2560, 1440] } as const;
const SCHEMES = ['light', 'dark'] as const;
const CASES = Object.entries(SIZES).flatMap(([size, [width, height]]) =>
	SCHEMES.map((scheme) => ({ size, scheme, width, height })),
);

let server: Server;
let browser: Browser;
let url: string;

beforeAll(async () => {
	const page = await reportPage(await sampleReport());
	server = createServer(({ url: path }, response) => {
		response.setHeader('Content-Type', 'text/html; charset=utf-8');
		if (path === '/frame') {
			response.end('<iframe src="/page" style="width:900px;height:700px"></iframe>');
			return;
		}
		response.setHeader('Content-Security-Policy', SANDBOX);
		response.end(page);
	}).listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/page`;
	browser = await startBrowser();
}, 120_000);

afterAll(async () => {
	await browser?.close();
	server?.close();
});

/** The page as it is opened, what went wrong in it and what it asked for besides itself. */
async function open(
	options: Parameters<Browser['newPage']>[0],
): Promise<{ page: Page; wrong: string[] }> {
	const page = await browser.newPage(options);
	const wrong: string[] = [];
	page.on('pageerror', ({ message }) => wrong.push(message));
	page.on('console', (message) => {
		if (message.type() === 'error') wrong.push(message.text());
	});
	page.on('request', (request) => {
		if (!request.url().startsWith(url)) wrong.push(`asks for ${request.url()}`);
	});
	await page.goto(url);
	await page.waitForSelector('[data-chart] > div > svg');
	return { page, wrong };
}

it.each(CASES)(
	'fits a $size in $scheme, with its charts drawn anew',
	async (one) => {
		const { width, height, scheme, size } = one;
		const { page, wrong } = await open({ viewport: { width, height }, colorScheme: scheme });
		try {
			expect(await page.locator('[data-chart] > div > svg').count()).toBe(10);
			const drawn = page.locator('[data-chart="answered-by-person"]');
			expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
			expect(await drawn.locator('svg').innerHTML()).toContain('Tom Tanner');
			// What answers both questions is seen before anybody scrolls.
			for (const text of ['Tom Tanner needs help', 'Slowest: Sales line']) {
				const box = await page.getByText(text).first().boundingBox();
				expect((box?.y ?? height) + (box?.height ?? 0)).toBeLessThan(height);
			}
			await page.screenshot({ path: `test-results/screenshots/report-page-${size}-${scheme}.png` });
			expect(wrong).toEqual([]);
		} finally {
			await page.close();
		}
	},
	120_000,
);

it('says more of a bar when one points at it, as text', async () => {
	const { page, wrong } = await open({ viewport: { width: 1440, height: 1000 } });
	try {
		const bars = page.locator('[data-chart="answered-by-person"] svg path[fill="var(--bar)"]');
		await bars.last().hover({ force: true });
		await page
			.locator('[data-chart="answered-by-person"]')
			.getByText('Gus <b>Gray</b>\nAnswered within 15 min')
			.waitFor();
		// It keeps its colour meanwhile.
		expect(await bars.count()).toBe(7);
		expect(wrong).toEqual([]);
	} finally {
		await page.close();
	}
}, 120_000);

it('shows the curve of a person whose name is clicked', async () => {
	const { page } = await open({ viewport: { width: 1440, height: 1000 } });
	try {
		const chart = page.locator('[data-chart="waiting-curve"]');
		const curves = 'svg path[fill="none"][stroke^="var(--c"]';
		const before = await chart.locator(curves).count();
		await chart.getByText('Ben Brandt', { exact: true }).first().click({ force: true });
		await chart.locator(curves).nth(before).waitFor({ state: 'attached' });
	} finally {
		await page.close();
	}
}, 120_000);

it('has its pictures without scripts too', async () => {
	const page = await browser.newPage({ javaScriptEnabled: false });
	try {
		await page.goto(url);
		expect(await page.locator('[data-chart] > svg').count()).toBe(10);
	} finally {
		await page.close();
	}
}, 120_000);

it('works in a frame', async () => {
	const page = await browser.newPage();
	try {
		await page.goto(url.replace('/page', '/frame'));
		const frame = page.frameLocator('iframe');
		await frame.locator('[data-chart] > div > svg').first().waitFor();
		expect(await frame.locator('[data-chart] > div > svg').count()).toBe(10);
	} finally {
		await page.close();
	}
}, 120_000);

it('prints on paper in light colours, charts as wide as their column', async () => {
	const { page } = await open({ colorScheme: 'dark', viewport: { width: 703, height: 1000 } });
	try {
		const pdf = await page.pdf({ format: 'A4' });
		expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
		await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
		await page.waitForSelector('[data-chart] svg[viewBox]');
		expect(
			await page.evaluate(
				"getComputedStyle(document.documentElement).getPropertyValue('--surface')",
			),
		).toBe('#ffffff');
		const widths = (await page.evaluate(
			"[...document.querySelectorAll('[data-chart]')].map((e) => [e.clientWidth, e.querySelector('svg').clientWidth])",
		)) as number[][];
		for (const [column, drawn] of widths) expect(drawn).toBe(column);
		expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(703);
	} finally {
		await page.close();
	}
}, 120_000);
