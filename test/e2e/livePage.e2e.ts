import type { Browser, Frame, Page } from 'playwright-core';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { livePage } from '../../report/live/livePage';
import type { LiveView } from '../../report/live/view';
import { startBrowser } from './browser';

/** Somewhat more than a minute, after which the page reads itself again. */
const MINUTE = 61_000;

/** As n8n 2.41.1 serves pages of webhooks: without an origin of their own. */
const SANDBOX =
	'sandbox allow-downloads allow-forms allow-modals allow-orientation-lock allow-pointer-lock allow-popups allow-presentation allow-scripts allow-top-navigation-by-user-activation allow-top-navigation-to-custom-protocols';

const view = (waiting: number): LiveView => ({
	...{ at: Date.UTC(2026, 10, 30, 13, waiting), zone: 'UTC', location: null },
	...{ waiting, oldest: null, overdue: 0, dueSoon: 0, inQueue: 0, queuedSince: null },
	...{ accounts: [], people: [], teams: [], notSeen: [] },
});

/** Serves the page with one more waiting each time, or fails. */
class Site {
	asked = 0;
	isDown = false;
	private readonly server: Server;

	constructor() {
		this.server = createServer((request, response) => {
			response.setHeader('Content-Type', 'text/html; charset=utf-8');
			if (request.url?.startsWith('/menu')) {
				response.end('<iframe src="/live?secret=x" width="900" height="600"></iframe>');
				return;
			}
			const isPage = request.url?.startsWith('/live');
			if (!isPage) {
				response.writeHead(404).end();
				return;
			}
			response.setHeader('Content-Security-Policy', SANDBOX);
			response.statusCode = this.isDown ? 503 : 200;
			response.end(this.isDown ? 'down' : livePage(view((this.asked += 1))));
		});
	}

	async open(): Promise<string> {
		await new Promise<void>((ready) => this.server.listen(0, '127.0.0.1', ready));
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	async close(): Promise<void> {
		const closed = new Promise((done) => this.server.close(done));
		this.server.closeAllConnections();
		await closed;
	}
}

describe('the live page under the sandbox of n8n', () => {
	let browser: Browser;
	let site: Site;
	let address: string;
	beforeAll(async () => {
		browser = await startBrowser();
	}, 120_000);
	afterAll(async () => await browser.close());
	beforeEach(async () => {
		site = new Site();
		address = await site.open();
	});
	afterEach(async () => await site.close());

	const said = async (frame: Frame, text: RegExp) =>
		await frame.locator('#said', { hasText: text }).waitFor({ timeout: 60_000 });
	const shown = async (frame: Frame) =>
		Number(await frame.locator('.tile-value').first().textContent());

	async function liveFrame(page: Page): Promise<Frame> {
		const frame = page.frames().find((one) => one.url().includes('/live?secret'));
		if (!frame) throw new Error('No live page');
		await said(frame, /^As of/);
		return frame;
	}

	it.each(['/live?secret=x', '/menu'])(
		'reads itself again every minute at %s, and says when it cannot',
		async (path) => {
			const page = await browser.newPage();
			await page.clock.install();
			await page.goto(`${address}${path}`);
			const frame = await liveFrame(page);
			const before = await shown(frame);
			await page.clock.runFor(MINUTE);
			await frame
				.locator('.tile-value', { hasText: String(before + 1) })
				.first()
				.waitFor();
			await said(frame, new RegExp(`^As of 13:0${before + 1} UTC\\. Reads itself again`));

			site.isDown = true;
			const asked = site.asked;
			await page.clock.runFor(MINUTE);
			await said(
				frame,
				/^Could not be read at .*: this is how it was at 13:0\d\. It is tried again/,
			);
			expect(await shown(frame)).toBe(asked);

			site.isDown = false;
			await page.clock.runFor(MINUTE);
			await said(frame, /^As of/);
			expect(await shown(frame)).toBeGreaterThan(asked);
			await page.close();
		},
		240_000,
	);

	it('shows the same without scripts, by reloading', async () => {
		const context = await browser.newContext({ javaScriptEnabled: false });
		const page = await context.newPage();
		await page.goto(`${address}/live?secret=x`);
		expect(await page.locator('#said').textContent()).toMatch(/As of 30 Nov 2026, 13:01 UTC\./);
		expect(await page.locator('meta[http-equiv=refresh]').getAttribute('content')).toBe('60');
		await context.close();
	}, 120_000);
});
