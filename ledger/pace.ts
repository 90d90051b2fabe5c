import { performance } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';

/** A few of the 100 ms after which people notice: one step may take as long again. */
const STRETCH_MS = 15;

/** Long work in steps, between which n8n gets to everything else: webhooks, the editor, other runs. */
export class Pace {
	private since = performance.now();

	/** To be called after each step. */
	async step(): Promise<void> {
		if (performance.now() - this.since < STRETCH_MS) return;
		await turn();
		this.since = performance.now();
	}
}
