import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import 'reflect-metadata';
import { createRunExecutionData, Expression, Workflow } from 'n8n-workflow';
import type { Case } from './cases';

/** How long n8n is kept from everything else while a node works on many items. */
interface Row {
	engine: string;
	name: string;
	items: number;
	seconds: number;
	/** Milliseconds. */
	longestBlock: number;
}

const MOST_MS = 100;
/** How often the event loop is looked at, milliseconds. */
const RESOLUTION_MS = 5;

const short = process.argv.includes('--short');
const json = process.argv.includes('--json');
const ITEMS = short ? 2_000 : 10_000;

const folder = mkdtempSync(join(tmpdir(), 'contact-assignment-bench-'));
process.env.N8N_USER_FOLDER = folder;
process.env.N8N_ENCRYPTION_KEY = 'only-for-benchmarks';
process.env.N8N_LOG_LEVEL = 'silent';

async function main(): Promise<void> {
	const { CASES } = await import('./cases');
	const { startHighLevel } = await import('../harness');
	const rows: Row[] = [];
	for (const engine of ['legacy', 'vm'] as const) {
		if (engine === 'vm') await startIsolates();
		const highLevel = await startHighLevel();
		try {
			for (const one of CASES) {
				const row = { engine, ...(await measure(one, highLevel.credentials)) };
				rows.push(row);
				if (!json) process.stdout.write(described(row));
			}
		} finally {
			await highLevel.sandbox.close();
		}
	}
	if (json) process.stdout.write(`${JSON.stringify(rows)}\n`);
	await Expression.disposeExpressionEngine();
	process.exitCode = rows.some(({ longestBlock }) => longestBlock > MOST_MS) ? 1 : 0;
}

async function startIsolates(): Promise<void> {
	await Expression.initExpressionEngine({
		engine: 'vm',
		poolSize: 1,
		maxCodeCacheSize: 1024,
		bridgeTimeout: 5_000,
		bridgeMemoryLimit: 128,
	});
}

async function measure(
	{ name, type, parameters, item }: Case,
	credentials: Parameters<typeof import('../harness').additionalData>[0],
): Promise<Omit<Row, 'engine'>> {
	// n8n-core reads its settings when it is loaded.
	const { ExecuteContext } = await import('n8n-core');
	const { additionalData, node, nodeTypes } = await import('../harness');
	const [credential = ''] = Object.keys(credentials);
	const tested = node(type, parameters, {
		credentials: { [credential]: { id: '1', name: 'HighLevel' } },
		onError: 'continueRegularOutput',
	});
	const workflow = new Workflow({ nodes: [tested], connections: {}, active: false, nodeTypes });
	const input = Array.from({ length: ITEMS }, (_item, index) => ({ json: item(index) }));
	const context = new ExecuteContext(
		workflow,
		workflow.getNode(tested.name) ?? tested,
		additionalData(credentials),
		'webhook',
		createRunExecutionData(),
		0,
		input,
		{ main: [input] },
		{ node: tested, data: { main: [input] }, source: null },
		[],
	);
	const execute = nodeTypes.getByNameAndVersion(type).execute?.bind(context);
	const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
	await wait(50);
	delays.enable();
	await wait(50);
	const started = performance.now();
	await workflow.expression.withIsolate(async () => await execute?.());
	const seconds = (performance.now() - started) / 1_000;
	await wait(50);
	delays.disable();
	return { name, items: ITEMS, seconds, longestBlock: delays.max / 1e6 };
}

function described({ engine, name, seconds, longestBlock }: Row): string {
	const time = `${seconds.toFixed(1)} s`.padStart(9);
	const block = `${longestBlock.toFixed(0)} ms`.padStart(10);
	return `${engine.padEnd(8)}${name.padEnd(40)}${time}${block} at a stretch\n`;
}

void main().finally(() => {
	rmSync(folder, { recursive: true, force: true });
});
