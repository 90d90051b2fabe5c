import { setTimeout as wait } from 'node:timers/promises';
import {
	ALL_SCOPES,
	demoTeam,
	NO_RATE_LIMIT,
	startHighLevelSandbox,
} from '../../sandbox/highlevel';
import { N8nApi } from '../../sandbox/n8n/api';
import { seededRandom } from '../../sandbox/random';
import { runScript, type Script } from '../../sandbox/script';
import { DEMO_WABA, startGraphSandbox } from '../../sandbox/whatsapp';
import { Answering } from './answering';
import { countDeliveries, countExecutions, countFaults } from './counts';
import { checkEscalations } from './escalationChecks';
import { makeUnreliable } from './highLevelFaults';
import { LINES, makeQuestions } from './questions';
import { publishReplies } from './repliesWorkflow';
import { publish } from './report';
import { restartableN8n } from './restartable';
import { Uptime } from './uptime';

const FULL = { people: 90, askMs: 12 * 60_000, kills: 10 };
const SHORT = { people: 18, askMs: 90_000, kills: 2 };
const SEED = 3;

/** How long HighLevel's export of messages is behind. */
const EXPORT_LAG_MS = 30_000;
const EXPORT = '/conversations/messages/export';

/** Kills are so far apart, at least and at most. */
const KILL_AFTER_MS = [15_000, 75_000] as const;

/** The last question has gone through all hands by then. */
const SETTLE_MS = 14 * 60_000;

/** So long nothing more happens, or it should not. */
const STILL_MS = 3.5 * 60_000;
const LOOK_EVERY_MS = 250;

const REDELIVERY = {
	delaysMs: [500, 1_000, 2_000, 4_000, 8_000, ...Array<number>(50).fill(15_000)],
	duplicates: { probability: 0.3, seed: SEED, withinMs: 15_000 },
};

/**
 * `npm run test:replies`: people ask, bots answer all of them, humans some, in a real n8n that is killed
 * again and again, while HighLevel tells messages late and fails one time in ten. Whom nobody answers
 * must go to the same people as without all that, and soon.
 */
async function main(script: Script): Promise<boolean> {
	const { people, askMs, kills } = script.short ? SHORT : FULL;
	const highLevel = await startHighLevelSandbox({
		rateLimit: NO_RATE_LIMIT,
		exportLagMs: EXPORT_LAG_MS,
		tokens: [{ token: demoTeam.token, locationId: demoTeam.locationId, scopes: [...ALL_SCOPES] }],
	});
	script.later(async () => await highLevel.close());
	const wabas = [{ ...DEMO_WABA, numbers: LINES }];
	const graph = await startGraphSandbox({ wabas, redelivery: REDELIVERY });
	script.later(async () => await graph.close());
	const { start, ledgerPath } = await restartableN8n(script);
	const uptime = new Uptime();
	let n8n = await start();
	const api = await N8nApi.signIn(n8n.url);
	const workflowId = await publishReplies(api, graph, highLevel);
	uptime.back();
	const faults = makeUnreliable(highLevel, SEED, EXPORT);

	const questions = makeQuestions(people, askMs, SEED, highLevel);
	const answering = new Answering(questions, graph, highLevel, Date.now());
	const looking = setInterval(() => answering.look(), LOOK_EVERY_MS);
	script.later(async () => await Promise.resolve(clearInterval(looking)));
	const random = seededRandom(SEED);
	for (let kill = 1; kill <= kills; kill++) {
		const [least, most] = KILL_AFTER_MS;
		await wait(least + random() * (most - least));
		uptime.gone();
		await n8n.kill();
		script.say(`Kill ${kill} of ${kills}`);
		n8n = await start();
		uptime.back();
	}
	script.say('Waiting until everybody is where they belong');
	await until(() => answering.isOver, SETTLE_MS);
	await wait(STILL_MS);
	clearInterval(looking);
	await answering.settled();
	// The checks are wanted most when n8n does not answer any more.
	const executions = await api.countExecutions(workflowId).catch(() => ({}));
	return await publish(script, 'replies', [
		{
			run: 'Answers, kills and faults',
			counts: {
				people,
				...countDeliveries(answering.sent),
				'n8n killed': kills,
				...countExecutions(executions),
				...countFaults(faults, highLevel.requests.length),
			},
			checks: checkEscalations(answering.asked, uptime, ledgerPath),
		},
	]);
}

async function until(holds: () => boolean, withinMs: number): Promise<void> {
	const deadline = Date.now() + withinMs;
	while (!holds() && Date.now() < deadline) await wait(LOOK_EVERY_MS);
}

void runScript('replies', ['without-gate'], main);
