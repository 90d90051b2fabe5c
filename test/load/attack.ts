import { cp, mkdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { NO_RATE_LIMIT, startHighLevelSandbox } from '../../sandbox/highlevel';
import { N8nApi } from '../../sandbox/n8n/api';
import { ensureN8n } from '../../sandbox/n8n/install';
import { installPack } from '../../sandbox/n8n/pack';
import { startN8n, type N8nServer } from '../../sandbox/n8n/server';
import { seededRandom, shuffled } from '../../sandbox/random';
import { runScript, type Script } from '../../sandbox/script';
import { startGraphSandbox, type GraphSandbox } from '../../sandbox/whatsapp';
import { checkAttack, countPhases, isQuickEnough, sayPhase, type Phase } from './attackChecks';
import { attackFor, probeFor } from './attackLoad';
import { attacksOn, type Attack } from './attackRequests';
import { publishSources, publishStockWebhook, REPLAYED, type Source } from './attackSources';
import { countDeliveries } from './counts';
import { checkLedger } from './ledgerChecks';
import { makeMessages, SALES, untilIdle, type Sent } from './messages';
import { checkOutside } from './outsideChecks';
import { publish, type Report } from './report';

/** Requests a second that n8n itself can turn away with each of its expression engines. */
const RATES = { vm: 8, legacy: 20 } as const;
type Engine = keyof typeof RATES;
const ENGINES = Object.keys(RATES) as Engine[];

/**
 * Both sides get a minute in all, in turns, so that what else the machine does hits both. While it is
 * too slow, there are more rounds: what is noise is averaged out, what is not stays.
 */
const FULL = { rounds: 6, mostRounds: 12, seconds: 10, warmUp: 8 };
const SHORT = { rounds: 2, mostRounds: 5, seconds: 6, warmUp: 4 };

/** What one phase has begun is not measured in the next. */
const CALM_MS = 1_500;
const SETTLE_MS = 60_000;
/** More than ever write: one a second of all rounds. */
const HONEST_PEOPLE = 2 * (FULL.mostRounds * FULL.seconds + FULL.warmUp);
const SEED = 3;

/**
 * `npm run test:attack`: forged, huge, deep, dripping and replayed requests to the triggers of every
 * source, beside one honest message a second. They must cost n8n hardly more than the same requests
 * to its own Webhook node, start nothing, fill no log, and no honest message may suffer.
 * `--vm-only` and `--legacy-only` leave out the other of n8n's expression engines.
 */
async function main(script: Script): Promise<boolean> {
	const n8nFolder = await ensureN8n(script.say);
	script.say('Packing this package as n8n installs it');
	const packageFolder = await installPack(await script.folder('package'), script.say);
	const reports: Report[] = [];
	for (const engine of ENGINES) {
		if (ENGINES.some((other) => other !== engine && script.options[`${other}-only`])) continue;
		reports.push(await attack(script, engine, { n8nFolder, packageFolder }));
	}
	return await publish(script, 'attack', reports);
}

async function attack(
	script: Script,
	engine: Engine,
	installed: { n8nFolder: string; packageFolder: string },
): Promise<Report> {
	const { n8n, userFolder } = await start(script, engine, installed);
	const highLevel = await startHighLevelSandbox({ rateLimit: NO_RATE_LIMIT });
	script.later(async () => await highLevel.close());
	const graph = await startGraphSandbox();
	script.later(async () => await graph.close());
	const api = await N8nApi.signIn(n8n.url);
	const stockUrl = await publishStockWebhook(api, n8n.url);
	const sources = await publishSources(api, n8n.url, { graph, highLevel });
	const honest = new HonestSender(graph);
	script.say(`${engine}: ${RATES[engine]} requests a second, of ${sources.length} sources`);
	const phases = await measure(script, { n8n, engine, stockUrl, sources, honest });
	await untilIdle(graph, SETTLE_MS);
	const { sent, writers } = honest;
	const report: Report = {
		run: `${engine}: ${RATES[engine]} attacks and one honest message a second`,
		counts: { ...countDeliveries(sent), ...countPhases(phases) },
		checks: [
			...checkAttack(phases, await runsOf(api, sources), sent.length),
			...checkOutside(sent, writers, highLevel),
			...(await checkLedger(
				{ kind: 'sqlite', path: join(userFolder, '.n8n', 'contact-assignment.sqlite') },
				sent,
				writers,
				highLevel,
			)),
		],
	};
	await n8n.stop();
	return report;
}

/** What the phases of one n8n have in common. */
interface Battlefield {
	n8n: N8nServer;
	engine: Engine;
	/** Of n8n's own Webhook node. */
	stockUrl: string;
	sources: readonly Source[];
	honest: HonestSender;
}

/** Both sides in turns, after one phase of each that does not count. */
async function measure(script: Script, field: Battlefield): Promise<Phase[]> {
	const { rounds, mostRounds, seconds, warmUp } = script.short ? SHORT : FULL;
	const attacks = attacksOn(field.sources);
	const phase = async (on: Phase['on'], round: number, duration: number): Promise<Phase> => {
		const measured = await runPhase(field, on, inTurns(attacks, round), duration);
		script.say(`  ${sayPhase(measured)}`);
		return measured;
	};
	await beHonestOnce(field, attacks);
	// Every first request of a kind makes n8n load or compile something.
	for (const on of ['stock', 'triggers'] as const) await phase(on, 0, warmUp);
	const phases: Phase[] = [];
	for (let round = 1; round <= mostRounds; round++) {
		if (round > rounds && isQuickEnough(phases)) break;
		const order = round % 2 ? (['stock', 'triggers'] as const) : (['triggers', 'stock'] as const);
		for (const on of order) phases.push(await phase(on, round, seconds));
	}
	return phases;
}

/** What is replayed later was honest once. */
async function beHonestOnce(
	{ engine, honest }: Battlefield,
	attacks: readonly Attack[],
): Promise<void> {
	await honest.sendFor(1);
	const first = attacks.filter(({ kind }) => kind === 'replayed');
	const rate = RATES[engine];
	await attackFor(first.length / rate, rate, inTurns(first, 0), ({ source }) => source.url);
}

async function runPhase(
	{ n8n, engine, stockUrl, honest }: Battlefield,
	on: Phase['on'],
	next: () => Attack,
	seconds: number,
): Promise<Phase> {
	const urlOf = ({ source, query }: Attack) => (on === 'triggers' ? source.url : stockUrl) + query;
	const linesBefore = await linesOf(n8n);
	const started = performance.now();
	const [answers, times] = await Promise.all([
		attackFor(seconds, RATES[engine], next, urlOf),
		probeFor(seconds, n8n.url),
		honest.sendFor(seconds),
	]);
	await wait(CALM_MS);
	const logged = (await linesOf(n8n)) - linesBefore;
	return { on, seconds: (performance.now() - started) / 1_000, answers, times, logged };
}

/** How many runs the trigger of each source has started. */
async function runsOf(api: N8nApi, sources: readonly Source[]): Promise<Map<string, number>> {
	const runs = new Map<string, number>();
	for (const { name, workflowId } of sources) {
		const counts = Object.values(await api.countExecutions(workflowId));
		runs.set(
			name,
			counts.reduce((sum, count) => sum + count, 0),
		);
	}
	return runs;
}

async function start(
	script: Script,
	engine: Engine,
	{ n8nFolder, packageFolder }: { n8nFolder: string; packageFolder: string },
): Promise<{ n8n: N8nServer; userFolder: string }> {
	const userFolder = await script.folder(engine);
	const packages = join(userFolder, '.n8n', 'nodes', 'node_modules');
	await mkdir(packages, { recursive: true });
	await cp(packageFolder, join(packages, basename(packageFolder)), { recursive: true });
	const env = { N8N_EXPRESSION_ENGINE: engine };
	const n8n = await startN8n({ n8nFolder, userFolder, env });
	script.later(async () => await n8n.stop());
	script.explainedBy(engine, n8n.logPath);
	return { n8n, userFolder };
}

/** One message a second, each of somebody new. */
class HonestSender {
	readonly sent: Sent[] = [];
	private readonly all = makeMessages(HONEST_PEOPLE, HONEST_PEOPLE, SEED);
	private readonly waiting = [
		{ to: SALES.id, text: 'Message that is replayed', ...REPLAYED },
		...this.all.messages,
	];

	constructor(private readonly graph: GraphSandbox) {}

	/** Those who have written. */
	get writers() {
		const phones = new Set(this.sent.map(({ message }) => message.from.phone));
		return [REPLAYED.from, ...this.all.writers].filter(({ phone }) => phones.has(phone));
	}

	async sendFor(seconds: number): Promise<void> {
		const open: Array<Promise<void>> = [];
		for (let second = 0; second < seconds; second++) {
			const message = this.waiting.shift();
			if (!message) throw new Error('There are no more honest people');
			open.push(
				this.graph.send(message).then((delivery) => void this.sent.push({ message, delivery })),
			);
			await wait(1_000);
		}
		await Promise.all(open);
	}
}

/** All of them again and again, in an order of the round's own: the same on both sides. */
function inTurns(attacks: readonly Attack[], round: number): () => Attack {
	const random = seededRandom(SEED + round);
	let rest: Attack[] = [];
	return () => {
		if (rest.length === 0) rest = shuffled(attacks, random);
		return rest.pop() as Attack;
	};
}

/** What n8n logs of requests that broke off, before any node knows of them: two lines each. */
const OF_N8N = 'Request body stream was aborted';

async function linesOf({ logPath }: N8nServer): Promise<number> {
	const lines = (await readFile(logPath, 'utf8')).split('\n');
	return lines.filter((line) => !line.includes(OF_N8N)).length;
}

void runScript('attack', ['vm-only', 'legacy-only'], main);
