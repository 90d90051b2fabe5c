import { setTimeout as wait } from 'node:timers/promises';
import { NO_RATE_LIMIT, startHighLevelSandbox } from '../../sandbox/highlevel';
import { N8nApi } from '../../sandbox/n8n/api';
import { seededRandom } from '../../sandbox/random';
import { runScript, type Script } from '../../sandbox/script';
import { startGraphSandbox, type GraphSandbox } from '../../sandbox/whatsapp';
import { countDeliveries, countExecutions, countFaults } from './counts';
import { makeUnreliable } from './highLevelFaults';
import { checkLedger } from './ledgerChecks';
import { makeMessages, sendAll, untilIdle, type Sent } from './messages';
import { publish } from './report';
import { checkOutside } from './outsideChecks';
import { restartableN8n } from './restartable';
import { publishRouting } from './workflow';

const FULL = { people: 200, messages: 400, kills: 20, settleMs: 6 * 60_000 };
const SHORT = { people: 40, messages: 60, kills: 3, settleMs: 2 * 60_000 };
const SEED = 1;
const AT_ONCE = 8;
/** A round waits no longer than this for a busy moment to kill n8n in. */
const BUSY_WITHIN_MS = 20_000;

/** A new round waits no longer than this until most of the messages before it are through. */
const CALM_WITHIN_MS = 60_000;
const CALM = 20;

/** Long enough for many restarts. The waits grow, as Meta's do, or n8n would drown in them. */
const REDELIVERY = {
	delaysMs: [500, 1_000, 2_000, 4_000, 8_000, ...Array<number>(50).fill(15_000)],
	// As long as the longest wait, so that many duplicates come after n8n was killed and started.
	duplicates: { probability: 0.3, seed: SEED, withinMs: 15_000 },
};

/**
 * `npm run test:faults`: a real n8n that is killed again and again, a HighLevel that fails one
 * request in ten, and a WhatsApp that delivers twice and in any order. Nobody may be lost, get two
 * owners, or cost somebody else a turn. `--without-gate` leaves out the proxy in front of n8n.
 */
async function main(script: Script): Promise<boolean> {
	const { people, messages: count, kills, settleMs } = script.short ? SHORT : FULL;
	const { writers, messages } = makeMessages(people, count, SEED);
	const random = seededRandom(SEED);

	const highLevel = await startHighLevelSandbox({ rateLimit: NO_RATE_LIMIT });
	script.later(async () => await highLevel.close());
	const graph = await startGraphSandbox({ redelivery: REDELIVERY });
	script.later(async () => await graph.close());
	const { start, ledgerPath } = await restartableN8n(script);
	let n8n = await start();
	const api = await N8nApi.signIn(n8n.url);
	const workflowId = await publishRouting(api, { graph, highLevel });
	const faults = makeUnreliable(highLevel, SEED);

	const sent: Sent[] = [];
	const perRound = Math.ceil(messages.length / (kills + 1));
	for (let round = 0; round <= kills; round++) {
		const sending = sendAll(
			graph,
			messages.slice(round * perRound, (round + 1) * perRound),
			AT_ONCE,
		);
		if (round < kills) {
			await untilBusy(graph, Math.floor(random() * perRound), random() * 500);
			await n8n.kill();
			script.say(`Kill ${round + 1} of ${kills}, with ${openOf(graph)} messages not accepted yet`);
			n8n = await start();
		}
		sent.push(...(await sending));
		await until(() => openOf(graph) <= CALM, CALM_WITHIN_MS);
	}
	script.say('Waiting until WhatsApp has nothing more to deliver');
	if (!(await untilIdle(graph, settleMs))) script.say('It still has: something goes on failing');
	// The checks are wanted most when n8n does not answer any more.
	const executions = await api.countExecutions(workflowId).catch(() => ({}));

	return await publish(script, 'faults', [
		{
			run: 'Kills and faults',
			counts: {
				people: writers.length,
				...countDeliveries(sent),
				'n8n killed': kills,
				...countExecutions(executions),
				...countFaults(faults, highLevel.requests.length),
			},
			checks: [
				...checkOutside(sent, writers, highLevel),
				...(await checkLedger({ kind: 'sqlite', path: ledgerPath }, sent, writers, highLevel)),
			],
		},
	]);
}

/** Waits until so many more messages were accepted, and a little longer: into the next ones. */
async function untilBusy(graph: GraphSandbox, accepted: number, thenMs: number): Promise<void> {
	const acceptedNow = () =>
		graph.deliveries.flatMap(({ attempts }) => attempts).filter(({ status }) => status === 200)
			.length;
	const wanted = acceptedNow() + accepted;
	await until(() => acceptedNow() >= wanted, BUSY_WITHIN_MS);
	await wait(thenMs);
}

async function until(holds: () => boolean, withinMs: number): Promise<void> {
	const deadline = Date.now() + withinMs;
	while (!holds() && Date.now() < deadline) await wait(20);
}

function openOf(graph: GraphSandbox): number {
	return graph.deliveries.filter(({ outcome }) => outcome === 'pending').length;
}

void runScript('faults', ['without-gate'], main);
