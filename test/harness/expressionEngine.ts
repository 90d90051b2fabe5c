import { Expression } from 'n8n-workflow';

/** `vm` is what n8n runs in production; `legacy` is its older one and the default in tests. */
export const engines = ['legacy', 'vm'] as const;

/** Lets all tests of the surrounding `describe` run on one of n8n's expression engines. */
export function useExpressionEngine(engine: (typeof engines)[number]): void {
	beforeAll(async () => {
		if (engine === 'legacy') return;
		await Expression.initExpressionEngine({
			engine,
			poolSize: 1,
			maxCodeCacheSize: 1024,
			bridgeTimeout: 5000,
			bridgeMemoryLimit: 128,
		});
	});

	afterAll(async () => {
		if (engine === 'legacy') return;
		await Expression.disposeExpressionEngine();
		Expression.setExpressionEngine('legacy');
	});

	it(`runs on n8n's expression engine '${engine}'`, () => {
		expect(Expression.getActiveImplementation()).toBe(engine);
	});
}
