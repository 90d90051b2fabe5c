import { once } from 'node:events';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { forgetBeginning } from '../../ledger/beginning';
import { copyLedger } from '../../ledger/copy';
import { PostgresDatabase } from '../../ledger/postgres';
import { SqliteDatabase } from '../../ledger/sqlite';
import { LedgerStore } from '../../ledger/store';
import { startPostgres } from '../../sandbox/postgres';
import { killProcess, startProcess } from '../../sandbox/processes';
import { runScript, type Script } from '../../sandbox/script';
import { LedgerFixture } from '../ledger/ledgerFixture';
import { sumsOfFile, sumsOfPostgres } from './copyChecks';
import { SCOPE, type CopyAnswer } from './copyWorker';
import type { Check } from './outsideChecks';
import { publish } from './report';

const FULL = { contacts: 100_000, replayed: 1_000 };
const SHORT = { contacts: 5_000, replayed: 200 };
const WORKERS = 2;
/** Messages that are decided at a time, to have so many contacts soon. */
const BATCH = 500;
/** How many are decided beside before the copying begins. */
const BEFORE = 50;

const nameOf = (number: number) => `9${String(number).padStart(6, '0')}`;

/**
 * `npm run test:copy`: a SQLite ledger with 100,000 contacts is copied to PostgreSQL while two other
 * processes decide in it as fast as they can. Then every row must be there as it was, every decision
 * that somebody was told of, and the same messages must be decided the same in both.
 */
async function main(script: Script): Promise<boolean> {
	const { contacts, replayed } = script.short ? SHORT : FULL;
	const server = await startPostgres();
	script.later(async () => await server.stop());
	const place = await server.createDatabase('ledger');
	const file = join(await script.folder('file'), 'ledger.sqlite');

	script.say(`Deciding ${contacts} messages of as many people`);
	await fill(file, contacts);

	script.say(`Copying while ${WORKERS} processes decide`);
	const answers: CopyAnswer[] = [];
	const ended = Array.from(
		{ length: WORKERS },
		async (_, i) => await startWorker(script, file, String(i + 1), answers),
	);
	while (answers.length < BEFORE && !script.isStopping) await wait(100);
	const before = answers.length;
	const took = await copyTimed(file, place);
	await Promise.all(ended);

	script.say('Comparing');
	const [there, here] = [await sumsOfPostgres(place), sumsOfFile(file)];
	const told = answers.filter(({ user }) => user !== null);
	const refused = answers.filter(({ user }) => user === null);
	// While it is copied, SQLite itself refuses who has waited for 10 seconds.
	const late = refused.filter(({ error }) => !/is locked/.test(error ?? ''));
	const { host, port, database, user, password } = place;
	const to = { host, port, database, user, password, ssl: false, connections: 4 };
	const store = await LedgerStore.open(new PostgresDatabase(to));
	const old = await asBefore(file);
	const checks: Check[] = [
		equal('every row is as it was', there, here),
		equal(
			'every decision that was told is there',
			await keptBy(store, told),
			told.map((one) => one.user),
		),
		equal(
			'the same messages are decided the same',
			await replay(store, contacts, replayed),
			await replay(old, contacts, replayed),
		),
		{
			check: 'who came too late was told where the ledger is',
			holds:
				late.length === WORKERS && late.every(({ error }) => /was copied to/.test(error ?? '')),
			found: late[0]?.error ?? 'nobody was refused',
		},
	];
	await store.close();
	await old.close();
	const report = {
		run: `${contacts} contacts from SQLite to PostgreSQL`,
		counts: {
			'rows copied': Object.values(there).reduce((sum, { rows }) => sum + rows, 0),
			'seconds it took': took.seconds,
			'longest pause of its process, ms': took.pause,
			'memory it took at most, MB': took.megabytes,
			'messages decided before': before,
			'messages decided and copied': told.length,
			'messages refused meanwhile': refused.length - late.length,
			'longest wait of a message, ms': Math.round(
				answers.reduce((most, { waited }) => Math.max(most, waited), 0),
			),
		},
		checks,
	};
	return await publish(script, 'copy', [report]);
}

async function fill(file: string, contacts: number): Promise<void> {
	const store = await LedgerStore.open(await SqliteDatabase.open(file));
	const ledger = store.ledger(SCOPE);
	const fixture = new LedgerFixture(ledger);
	for (let from = 0; from < contacts; from += BATCH) {
		const people = Array.from({ length: Math.min(BATCH, contacts - from) }, (_, i) =>
			fixture.person(nameOf(from + i), { key: `msg:${from + i}` }),
		);
		const requests = people.map((one) => fixture.request(one));
		await ledger.decide(requests, fixture.now, null);
	}
	await store.close();
}

/** @returns once it has ended */
async function startWorker(
	script: Script,
	file: string,
	prefix: string,
	answers: CopyAnswer[],
): Promise<void> {
	const child = startProcess(
		process.execPath,
		['--import', 'tsx', join(__dirname, 'copyWorker.ts'), file, prefix],
		{ stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
	);
	child.on('message', (answer: CopyAnswer) => void answers.push(answer));
	script.later(async () => await killProcess(child));
	await once(child, 'exit');
}

async function copyTimed(file: string, place: Parameters<typeof sumsOfPostgres>[0]) {
	const { host, port, database, user, password } = place;
	const from = await SqliteDatabase.open(file);
	const to = new PostgresDatabase({
		...{ host, port, database, user, password },
		...{ ssl: false, connections: 4 },
	});
	const delay = monitorEventLoopDelay();
	const memory = process.memoryUsage().rss;
	let most = memory;
	const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50);
	delay.enable();
	const since = performance.now();
	await copyLedger(from, to);
	const seconds = Math.round((performance.now() - since) / 100) / 10;
	delay.disable();
	clearInterval(watch);
	await from.close();
	await to.close();
	return {
		seconds,
		pause: Math.round(delay.max / 1e6),
		megabytes: Math.round((most - memory) / 1e6),
	};
}

/** The old ledger, as if it had not been copied. */
async function asBefore(file: string): Promise<LedgerStore> {
	const same = `${file}.before`;
	copyFileSync(file, same);
	copyFileSync(`${file}-wal`, `${same}-wal`);
	const database = await SqliteDatabase.open(same);
	await database.transaction('test', forgetBeginning);
	return await LedgerStore.open(database);
}

async function keptBy(store: LedgerStore, told: readonly CopyAnswer[]) {
	const recalled = await store.ledger(SCOPE).recall(
		told.map(({ name }) => name),
		new LedgerFixture(store.ledger(SCOPE)).now,
	);
	return told.map(({ name }) => recalled.get(name)?.decision.user?.id ?? null);
}

/** What becomes of messages of people who wrote before, of new ones, and of messages that come again. */
async function replay(store: LedgerStore, contacts: number, count: number) {
	const fixture = new LedgerFixture(store.ledger(SCOPE));
	const decisions = [];
	for (let i = 0; i < count; i++) {
		const known = Math.floor((i * contacts) / count);
		const name = i % 3 === 0 ? nameOf(contacts + i) : nameOf(known);
		const key = i % 3 === 1 ? `msg:${known}` : `again:${i}`;
		const { repeated, decision } = await fixture.decide(fixture.person(name, { key }));
		decisions.push({ repeated, decision });
	}
	return decisions;
}

function equal(check: string, found: unknown, expected: unknown): Check {
	const holds = isDeepStrictEqual(found, expected);
	const size = Array.isArray(found) ? found.length : Object.keys(found as object).length;
	return { check, holds, found: holds ? `${size} compared` : firstDifference(found, expected) };
}

function firstDifference(found: unknown, expected: unknown): string {
	const [one, other] = [Object.entries(found as object), Object.entries(expected as object)];
	const at = one.findIndex((entry, i) => !isDeepStrictEqual(entry, other[i]));
	return `${JSON.stringify(one[at])} instead of ${JSON.stringify(other[at])}`.slice(0, 500);
}

void runScript('copy', [], main);
