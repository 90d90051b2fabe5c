import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { MINUTE } from '../../routing/model/durations';
import { startPostgres, type PostgresDatabase } from '../../sandbox/postgres';
import { seededRandom } from '../../sandbox/random';
import { runScript, type Script } from '../../sandbox/script';
import type { WorkerSettings } from './ledgerWorker';
import { publish } from './report';
import { checkWorkers, percentile } from './workerChecks';
import { WorkerFleet } from './workerFleet';

const FULL = { messages: 400, everyMs: 100, kills: 6 };
const SHORT = { messages: 150, everyMs: 100, kills: 2 };
const AHEAD_MS = 20 * MINUTE;
/** Longer than Postgres waits for a transaction in which nothing happens. */
const FROZEN_MS = 10_000;
const FREEZES_IN = 10;
/** So many messages come to two workers at once. */
const TWICE_EVERY = 10;
const SETTLE_MS = 30_000;
const SEED = 5;

/**
 * `npm run test:workers`: four processes that decide in one ledger in PostgreSQL, whose default
 * isolation is `serializable`. One freezes inside a transaction, one has a clock that is 20 minutes
 * ahead, one is killed at random and started again. Every message is from somebody new and must be
 * decided once, within a few seconds, and the team must share them as fairly as one process would.
 */
async function main(script: Script): Promise<boolean> {
	const { messages, everyMs, kills } = script.short ? SHORT : FULL;
	const server = await startPostgres();
	script.later(async () => await server.stop());
	const place = await server.createDatabase('ledger');
	await makeSerializable(place);

	script.say('Starting four workers at once');
	const thawed: Array<Promise<void>> = [];
	const fleet = new WorkerFleet((wake) => {
		thawed.push(wait(FROZEN_MS).then(wake));
	});
	script.later(async () => await fleet.stop());
	const usual = { place, aheadMs: 0, freezesIn: 0 };
	const mortal = { ...usual };
	const others = [usual, { ...usual, freezesIn: FREEZES_IN }, { ...usual, aheadMs: AHEAD_MS }];
	await Promise.all([mortal, ...others].map(async (settings) => await fleet.start(settings)));

	script.say(`${messages} messages, one every ${everyMs} ms`);
	const killed = killAtRandom(fleet, mortal, kills, messages * everyMs);
	for (let number = 1; number <= messages && !script.isStopping; number += 1) {
		fleet.send(`msg:${number}`, number % TWICE_EVERY === 0 ? 2 : 1);
		await wait(everyMs);
	}
	await killed;
	await Promise.all(thawed);
	await untilDecided(fleet);

	const waits = fleet.messages.map(({ waited }) => waited ?? Infinity);
	const report = {
		run: 'Four workers, one PostgreSQL',
		counts: {
			messages: fleet.messages.length,
			answers: fleet.messages.flatMap(({ answers }) => answers).length,
			'workers killed': fleet.kills,
			'workers frozen': fleet.freezes,
			'median wait, ms': percentile(waits, 0.5),
			'p99 wait, ms': percentile(waits, 0.99),
			'longest wait, ms': percentile(waits, 1),
		},
		checks: await checkWorkers(place, fleet),
	};
	return await publish(script, 'workers', [report]);
}

/** As some administrators set it for all of a server. */
async function makeSerializable({ url, database }: PostgresDatabase): Promise<void> {
	const admin = new Client({ connectionString: url });
	await admin.connect();
	await admin.query(
		`ALTER DATABASE ${database} SET default_transaction_isolation = 'serializable'`,
	);
	await admin.end();
}

async function killAtRandom(
	fleet: WorkerFleet,
	mortal: WorkerSettings,
	kills: number,
	withinMs: number,
): Promise<void> {
	const random = seededRandom(SEED);
	for (let i = 0; i < kills; i += 1) {
		await wait((withinMs / kills) * random());
		await fleet.replace(mortal);
	}
}

async function untilDecided(fleet: WorkerFleet): Promise<void> {
	const deadline = performance.now() + SETTLE_MS;
	while (fleet.messages.some(({ waited }) => waited === null) && performance.now() < deadline) {
		await wait(100);
	}
}

void runScript('workers', [], main);
