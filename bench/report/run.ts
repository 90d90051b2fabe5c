import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import type { Database } from '../../ledger/database';
import type { Ledger } from '../../ledger/ledger';
import { PostgresDatabase } from '../../ledger/postgres';
import type { Span } from '../../ledger/reading';
import { SqliteDatabase } from '../../ledger/sqlite';
import { LedgerStore } from '../../ledger/store';
import { makeReport, type Report } from '../../report/report';
import type { ReportRequest } from '../../report/request';
import { DAY } from '../../routing/model/durations';
import { startPostgres } from '../../sandbox/postgres';
import { reception } from '../ledger/scenario';
import { fillYear, YEAR_MS, type Year } from './fill';
import { plainCurves } from './plainSql';
import { watched, type Seen } from './probe';

const short = process.argv.includes('--short');
const json = process.argv.includes('--json');

/** Of 50 people. */
const WAITS = short ? 100_000 : 1_000_000;
const PEOPLE = 50;
const FEW = 10_000;

/** What is wanted. */
const MOST = { seconds: 5, timesPlain: 3, holdMs: 50, timesSlower: 2, fewMs: 150 };

/** How long decisions are measured without a report. */
const ALONE_MS = 3_000;

interface Row {
	engine: string;
	waits: number;
	fillSeconds: number;
	plain: Seen;
	/** Everything that is read, and nothing done with it. */
	reading: Seen;
	report: Seen;
	few: Seen;
	/** Milliseconds of the middle decision. */
	alone: number;
	meanwhile: number;
}

async function main(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'contact-assignment-bench-'));
	const server = await startPostgres();
	const [busyBefore] = loadavg();
	try {
		const engines: Array<[string, () => Promise<Database>]> = [
			['SQLite', async () => await SqliteDatabase.open(join(folder, 'ledger.sqlite'))],
			[
				'Postgres',
				async () =>
					await Promise.resolve(new PostgresDatabase({ ...server, ssl: false, connections: 8 })),
			],
		];
		const rows: Row[] = [];
		for (const [engine, open] of engines) {
			const row = await measure(engine, await open());
			rows.push(row);
			if (!json) process.stdout.write(described(row));
		}
		if (json) {
			const machine = { cpu: cpus()[0]?.model, cores: cpus().length, busyBefore };
			process.stdout.write(`${JSON.stringify({ machine, node: process.version, rows })}\n`);
		}
		process.exitCode = rows.every(isGood) ? 0 : 1;
	} finally {
		await server.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}

async function measure(engine: string, database: Database): Promise<Row> {
	const store = await LedgerStore.open(database);
	const from = Math.floor(Date.now() / DAY) * DAY - YEAR_MS;
	const [many, few] = [yearOf('many', from, WAITS), yearOf('few', from, FEW)];
	const started = performance.now();
	for (const year of [many, few]) await filled(store, database, year);
	await analyzed(engine, database);
	const fillSeconds = (performance.now() - started) / 1_000;

	const span = { from, to: from + YEAR_MS };
	const { reading } = store.ledger(many.scope);
	await plainCurves(database, many.scope, span, Date.now());
	const plain = await watched(
		async () => await plainCurves(database, many.scope, span, Date.now()),
	);
	const read = await watched(async () => await readAll(store.ledger(many.scope), span));
	const report = await watched(async () => await reported(reading, span));
	const fewReading = store.ledger(few.scope).reading;
	await reported(fewReading, span);
	const fewReport = await watched(async () => await reported(fewReading, span));
	const decisions = await decided(store, async () => {
		await reported(reading, span);
	});
	await store.close();
	return {
		...{ engine, waits: WAITS, fillSeconds, plain: plain.seen },
		...{ reading: read.seen, report: report.seen, few: fewReport.seen },
		...decisions,
	};
}

function yearOf(scope: string, from: number, waits: number): Year {
	return { scope, from, waits, people: PEOPLE };
}

/** With the plan of a first decision. */
async function filled(store: LedgerStore, database: Database, year: Year): Promise<void> {
	const ledger = store.ledger(year.scope);
	await ledger.decide(
		[reception(false)({ key: 'first', phone: '+14155550100' })],
		Date.now(),
		null,
	);
	const plan = await ledger.plans.latest();
	if (!plan) throw new Error('The plan was not kept');
	await fillYear(database, year, plan);
}

/** What a server does by itself within a minute or two. */
async function analyzed(engine: string, database: Database): Promise<void> {
	if (engine !== 'Postgres') return;
	await database.transaction('', async (sql) => await sql.run('ANALYZE'));
}

async function readAll({ reading }: Ledger, span: Span): Promise<number> {
	let count = 0;
	const now = Date.now();
	const all = [
		reading.waits(span, now),
		reading.assignments(span, now),
		reading.outcomes(span),
		reading.kept(span),
		reading.unclearReplies(span),
	];
	for (const blocks of all) for await (const block of blocks) count += block.length;
	return count;
}

async function reported(reading: Ledger['reading'], period: Span): Promise<Report> {
	const request: ReportRequest = {
		...{ period, before: null, now: Date.now(), zone: 'Europe/Berlin' },
		...{ groupBy: ['person', 'team', 'account'], trend: 'month', timeCounts: 'working' },
		...{ targetMinutes: 15, slowest: 10, location: 'location' },
	};
	return await makeReport(request, reading, { users: {}, accounts: {} });
}

let messages = 0;

/** How long a decision takes, one after the other, alone and while something else goes on. */
async function decided(
	store: LedgerStore,
	meanwhile: () => Promise<void>,
): Promise<Pick<Row, 'alone' | 'meanwhile'>> {
	const ledger = store.ledger('decisions');
	const alone = await decisionsUntil(ledger, async () => await wait(ALONE_MS));
	return { alone, meanwhile: await decisionsUntil(ledger, meanwhile) };
}

async function decisionsUntil(ledger: Ledger, end: () => Promise<void>): Promise<number> {
	const request = reception(true);
	const took: number[] = [];
	let isOver = false;
	const ending = end().finally(() => (isOver = true));
	while (!isOver) {
		const number = (messages += 1);
		const phone = `+1415${String(number).padStart(7, '0')}`;
		const before = performance.now();
		await ledger.decide([request({ key: `message ${number}`, phone })], Date.now(), null);
		took.push(performance.now() - before);
		await turn();
	}
	await ending;
	return took.sort((a, b) => a - b)[Math.floor(took.length / 2)] ?? Number.NaN;
}

function isGood({ plain, report, few, alone, meanwhile, waits }: Row): boolean {
	return (
		report.seconds <=
			Math.min(MOST.timesPlain * plain.seconds, (MOST.seconds * waits) / 1_000_000) &&
		report.longestHoldMs <= MOST.holdMs &&
		meanwhile <= MOST.timesSlower * alone &&
		few.seconds * 1_000 <= MOST.fewMs
	);
}

function described(row: Row): string {
	const { engine, waits, fillSeconds, plain, reading, report, few, alone, meanwhile } = row;
	const line = (label: string, value: string) => `  ${label.padEnd(44)}${value.padStart(24)}\n`;
	const seen = ({ seconds, cpuSeconds, longestHoldMs, memoryMb }: Seen) =>
		`${seconds.toFixed(2)} s, CPU ${cpuSeconds.toFixed(2)} s, ${longestHoldMs.toFixed(0)} ms, ${memoryMb.toFixed(0)} MB`;
	return [
		`\n${engine}, a year with ${waits} waits of ${PEOPLE} people (filled in ${fillSeconds.toFixed(0)} s)\n`,
		line('plain SQL for the same curves', seen(plain)),
		line('reading alone (longest hold, memory)', seen(reading)),
		line('report (longest hold, memory)', seen(report)),
		line('  times plain SQL', (report.seconds / plain.seconds).toFixed(2)),
		line(`report of ${FEW} waits`, seen(few)),
		line(
			'decision alone, and while a report is made',
			`${alone.toFixed(2)} ms, ${meanwhile.toFixed(2)} ms`,
		),
	].join('');
}

void main();
