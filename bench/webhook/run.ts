import { cp, mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { basename, join } from 'node:path';
import { NO_RATE_LIMIT, startHighLevelSandbox } from '../../sandbox/highlevel';
import { N8nApi } from '../../sandbox/n8n/api';
import { ensureN8n } from '../../sandbox/n8n/install';
import { installPack } from '../../sandbox/n8n/pack';
import { startN8n, type N8nServer } from '../../sandbox/n8n/server';
import { RESULTS, runScript, type Script } from '../../sandbox/script';
import { startGraphSandbox } from '../../sandbox/whatsapp';
import { CASES, NAMES, publishCase, type Case } from './cases';
import { startGraphBridge, type GraphBridge } from './graphBridge';
import { Load, type Step } from './load';
import { forgetPeak, peakMegabytes } from './memory';
import { sayGoals, sayRows, type Engine, type Row } from './tables';

const ENGINES: Engine[] = ['vm', 'legacy'];
const RATES = [2, 5, 10, 15, 20, 30, 45, 60, 90, 120, 160, 200, 260, 340, 440];
const FULL = { seconds: 15, rates: RATES };
const SHORT = { seconds: 5, rates: [2, 5, 10, 20, 40, 80, 160, 240, 320, 400] };
const WARM_UP = { rate: 2, seconds: 3 };

/** At the same time, after the rates. */
const BURST = 300;

const RUNS_END_WITHIN_MS = 3 * 60_000;

/** Below this share of what was sent, n8n does not keep up, and more would only make it slower. */
const KEEPS_UP = 0.8;

/**
 * `npm run bench:webhook`: a real n8n and signed messages at rising rates, until it does not keep up.
 * This trigger beside n8n's own, alone and with the same work behind both. Every case has an n8n of
 * its own, so that none suffers from the one before.
 */
async function main(script: Script): Promise<boolean> {
	const n8nFolder = await ensureN8n(script.say);
	script.say('Packing this package as n8n installs it');
	const packageFolder = await installPack(await script.folder('package'), script.say);
	const bridge = await startGraphBridge();
	script.later(async () => await bridge.stop());
	// What other programs were at: with more than there are cores, all numbers are too low.
	const [busyBefore] = loadavg();
	const rows: Row[] = [];
	for (const engine of script.options['vm-only'] ? (['vm'] as const) : ENGINES) {
		for (const which of CASES) {
			const n8n = await start(script, engine, { n8nFolder, packageFolder, bridge });
			rows.push(await measure(script, n8n, bridge, engine, which));
			await n8n.stop();
		}
		const ofEngine = rows.filter((row) => row.engine === engine);
		script.say(sayRows(engine, ofEngine) + sayGoals(engine, ofEngine));
	}
	const machine = {
		cpu: cpus()[0]?.model,
		cores: cpus().length,
		busyBefore,
		node: process.version,
	};
	await mkdir(RESULTS, { recursive: true });
	const file = join(RESULTS, 'webhook.json');
	await writeFile(file, `${JSON.stringify({ machine, rows }, null, '\t')}\n`);
	script.say(`As JSON: ${file}`);
	return true;
}

async function start(
	script: Script,
	engine: Engine,
	installed: { n8nFolder: string; packageFolder: string; bridge: GraphBridge },
): Promise<N8nServer> {
	const { n8nFolder, packageFolder, bridge } = installed;
	const userFolder = await script.folder(engine);
	const packages = join(userFolder, '.n8n', 'nodes', 'node_modules');
	await mkdir(packages, { recursive: true });
	await cp(packageFolder, join(packages, basename(packageFolder)), { recursive: true });
	const env = { ...bridge.env, N8N_EXPRESSION_ENGINE: engine };
	const n8n = await startN8n({ n8nFolder, userFolder, env });
	script.later(async () => await n8n.stop());
	script.explainedBy(`webhook-${engine}`, n8n.logPath);
	return n8n;
}

async function measure(
	script: Script,
	n8n: N8nServer,
	bridge: GraphBridge,
	engine: Engine,
	which: Case,
): Promise<Row> {
	const { seconds, rates } = script.short ? SHORT : FULL;
	const graph = await startGraphSandbox();
	const highLevel = await startHighLevelSandbox({ rateLimit: NO_RATE_LIMIT });
	bridge.useGraph(graph);
	try {
		const api = await N8nApi.signIn(n8n.url);
		const { id, path } = await publishCase(api, which, { graph, highLevel });
		script.say(`${engine}: ${NAMES[which]}`);
		const load = new Load(`${n8n.url}${path}`, graph.app.secret);
		const warm = await load.step(
			WARM_UP.rate,
			WARM_UP.seconds,
			async () => await untilEnded(api, id),
		);
		if (warm.accepted < warm.sent) {
			throw new Error(`n8n does not take the messages: ${JSON.stringify(warm.refused)}`);
		}
		await forgetPeak(n8n.process.pid);
		const before = await countAll(api, id);
		const steps: Step[] = [];
		for (const rate of rates) {
			const step = await load.step(rate, seconds, async () => await untilEnded(api, id));
			steps.push(step);
			if (step.overloaded || step.perSecond < rate * KEEPS_UP) break;
		}
		const peakMb = await peakMegabytes(n8n.process.pid);
		const executions = (await countAll(api, id)) - before;
		// Not for n8n's own trigger: it is known not to survive this.
		let burst: Row['burst'] = null;
		if (which.startsWith('ours')) {
			await forgetPeak(n8n.process.pid);
			const step = await load.burst(BURST);
			burst = { ...step, peakMb: await peakMegabytes(n8n.process.pid) };
		}
		load.close();
		const made = highLevel.contacts.all().length;
		const sent = warm.sent + steps.reduce((sum, step) => sum + step.accepted, burst?.accepted ?? 0);
		if (which.endsWith('Assign')) script.say(`  ${made} contacts in HighLevel of ${sent} accepted`);
		return {
			engine,
			case: which,
			steps,
			executions,
			peakMb,
			burst,
		};
	} finally {
		await graph.close();
		await highLevel.close();
	}
}

/** n8n's own trigger is answered when a run has begun; its work counts too. */
async function untilEnded(api: N8nApi, workflowId: string): Promise<void> {
	const deadline = Date.now() + RUNS_END_WITHIN_MS;
	while (Date.now() < deadline) {
		const { new: waiting = 0, running = 0 } = await api.countExecutions(workflowId);
		if (waiting + running === 0) return;
		await new Promise((done) => setTimeout(done, 200));
	}
}

async function countAll(api: N8nApi, workflowId: string): Promise<number> {
	const counts = await api.countExecutions(workflowId);
	return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

void runScript('webhook', ['vm-only'], main);
