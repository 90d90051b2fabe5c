import { NO_RATE_LIMIT, startHighLevelSandbox } from '../../sandbox/highlevel';
import { ensureN8n } from '../../sandbox/n8n/install';
import { installPack } from '../../sandbox/n8n/pack';
import { runScript, type Script } from '../../sandbox/script';
import { startGraphSandbox } from '../../sandbox/whatsapp';
import { countDeliveries, countExecutions, throughput } from './counts';
import { checkLedger } from './ledgerChecks';
import { makeMessages, sendAll, untilIdle } from './messages';
import { publish, type Report } from './report';
import { startQueue, startRegular, type Target } from './targets';
import { checkOutside } from './outsideChecks';
import { publishRouting } from './workflow';

const FULL = { queueMessages: 2_000, regularMessages: 400 };
const SHORT = { queueMessages: 100, regularMessages: 40 };
const WORKERS = 2;
const SEED = 2;
/** More than the processes work on at once, so that they never wait for WhatsApp. */
const AT_ONCE = 16;
/** Every process is slow with its first messages; they are checked but not timed. */
const WARM_UP = 20;
const SETTLE_MS = 2 * 60_000;

/**
 * `npm run test:queue`: n8n in queue mode with two workers that share nothing but PostgreSQL and
 * Redis, and nothing said of the ledger, which is in n8n's own PostgreSQL then. Every message is from somebody new, and the team must share
 * them as fairly as one process would. For comparison, fewer messages through one n8n with SQLite.
 * `--without-kept-jobs` leaves n8n its own default for jobs that have ended, see QueueModeOptions.
 */
async function main(script: Script): Promise<boolean> {
	const { queueMessages, regularMessages } = script.short ? SHORT : FULL;
	const n8nFolder = await ensureN8n(script.say);
	script.say('Packing this package as n8n installs it');
	const packageFolder = await installPack(await script.folder('package'), script.say);
	const installed = { n8nFolder, packageFolder };

	// One after the other, because both need the whole machine.
	const reports = [
		await load(script, await startRegular(script, installed), regularMessages),
		await load(script, await startQueue(script, installed, WORKERS), queueMessages),
	];
	return await publish(script, 'queue', reports);
}

async function load(script: Script, target: Target, count: number): Promise<Report> {
	const { writers, messages } = makeMessages(count, count, SEED);
	const highLevel = await startHighLevelSandbox({ rateLimit: NO_RATE_LIMIT });
	script.later(async () => await highLevel.close());
	const graph = await startGraphSandbox();
	script.later(async () => await graph.close());
	const workflowId = await publishRouting(target.api, {
		graph,
		highLevel,
	});

	script.say(`Sending ${count} messages. ${target.name}`);
	const first = await sendAll(graph, messages.slice(0, WARM_UP), AT_ONCE);
	const timed = await sendAll(graph, messages.slice(WARM_UP), AT_ONCE);
	await untilIdle(graph, SETTLE_MS);
	const sent = [...first, ...timed];
	const report = {
		run: target.name,
		counts: {
			...countDeliveries(sent),
			'messages a second': throughput(timed),
			...countExecutions(await target.api.countExecutions(workflowId)),
			'HighLevel requests': highLevel.requests.length,
		},
		checks: [
			...checkOutside(sent, writers, highLevel),
			...(await checkLedger(target.ledger, sent, writers, highLevel)),
		],
	};
	await target.stop();
	return report;
}

void runScript('queue', ['without-kept-jobs'], main);
