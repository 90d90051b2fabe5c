import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureN8n } from '../../sandbox/n8n/install';
import { startPostgres } from '../../sandbox/postgres';
import { WorkerProcesses } from './workerProcesses';
import { fill } from './fill';
import type { Place, SubjectName } from './jobs';
import { speed, type SpeedCell } from './speed';
import { storm, type StormCell } from './storm';
import { sayOpen, saySpeed, sayStorm, sayWaits } from './tables';
import { measureWaits, type WaitsCell } from './waits';

const SIZES = [1, 10, 100];
const WRITERS = [1, 2, 4, 8];
const STORM_WRITERS = [1, 4, 8];
const OPEN = [0, 10_000, 100_000];
const PEERS = ['staticData', 'removeDuplicates'] as const;

const json = process.argv.includes('--json');
const say = (text: string) => {
	if (!json) process.stdout.write(text);
};

let scopes = 0;
const newScope = () => `scope-${(scopes += 1)}`;

/** All measurements on one engine. */
async function measure(workers: WorkerProcesses, place: Place, n8nPlace: Place) {
	const cells: SpeedCell[] = [];
	const storms: StormCell[] = [];
	const sqlite = place.engine === 'SQLite';
	const workflow = async (remembers: number) => {
		const id = newScope();
		await workers.one({ do: 'addWorkflow', place: n8nPlace, id, remembers });
		return id;
	};
	const cell = async (
		subject: SubjectName,
		scope: string,
		more: Partial<Pick<SpeedCell, 'size' | 'writers' | 'overlapping' | 'before'>>,
		capacity = false,
	) => {
		const one = {
			subject,
			scope,
			capacity,
			size: 1,
			writers: 1,
			overlapping: 1,
			before: 0,
			...more,
		};
		const measured = await speed(workers, subject === 'ledger' ? place : n8nPlace, one);
		cells.push(measured);
		return measured;
	};

	for (const size of SIZES) {
		for (const writers of WRITERS) await cell('ledger', newScope(), { size, writers });
		// A main process or a worker of n8n runs several executions at once.
		await cell('ledger', newScope(), { size, overlapping: 8 });
	}
	for (const subject of PEERS) {
		for (const before of subject === 'removeDuplicates' ? [0, 9_000] : [0]) {
			for (const writers of WRITERS) {
				// With SQLite, n8n is one process.
				const many = sqlite ? { overlapping: writers } : { writers };
				await cell(subject, await workflow(before), { ...many, before });
			}
		}
	}
	say(saySpeed(place.engine, cells, SIZES, WRITERS));

	const open: SpeedCell[] = [];
	const scope = newScope();
	for (const [i, before] of OPEN.entries()) {
		await fill(place, scope, OPEN[i - 1] ?? 0, before);
		for (const more of [{}, { writers: 4 }, { size: 100 }]) {
			open.push(await cell('ledger', scope, { ...more, before }, true));
		}
	}
	say(sayOpen(place.engine, open));
	const waits = await measureWaits(place, scope);
	say(sayWaits(place.engine, waits));

	for (const subject of ['ledger', ...PEERS] as const) {
		for (const writers of STORM_WRITERS) {
			const ours = subject === 'ledger';
			const where = ours ? newScope() : await workflow(0);
			storms.push(await storm(workers, ours ? place : n8nPlace, subject, where, writers, !sqlite));
		}
	}
	say(sayStorm(place.engine, storms));
	return { cells, storms, waits };
}

async function main(): Promise<void> {
	await ensureN8n(say);
	// What other programs were at: with more than there are cores, all numbers are too low.
	const [busyBefore] = loadavg();
	const folder = mkdtempSync(join(tmpdir(), 'contact-assignment-bench-'));
	const postgres = await startPostgres();
	try {
		const places: Array<[Place, Place]> = [
			[
				{ engine: 'SQLite', file: join(folder, 'ledger.sqlite') },
				{ engine: 'SQLite', file: join(folder, 'n8n.sqlite') },
			],
			[
				{ engine: 'Postgres', ...(await postgres.createDatabase('ledger')) },
				{ engine: 'Postgres', ...(await postgres.createDatabase('n8n')) },
			],
		];
		const cells: SpeedCell[] = [];
		const storms: StormCell[] = [];
		const waits: WaitsCell[] = [];
		for (const [place, n8nPlace] of places) {
			const workers = await WorkerProcesses.start(Math.max(...WRITERS), place.engine, folder);
			try {
				// One makes the tables before the others come.
				await workers.one({ do: 'open', place });
				await workers.all({ do: 'open', place });
				await workers.one({ do: 'prepareN8n', place: n8nPlace });
				const found = await measure(workers, place, n8nPlace);
				cells.push(...found.cells);
				storms.push(...found.storms);
				waits.push(...found.waits);
			} finally {
				await workers.stop();
			}
		}
		const wrong = errors(cells, storms);
		say(`Errors of the ledger: ${wrong}\n`);
		if (json) {
			const cores = cpus().length;
			const machine = { cpu: cpus()[0]?.model, cores, busyBefore, node: process.version };
			process.stdout.write(`${JSON.stringify({ machine, cells, storms, waits, wrong })}\n`);
		}
		process.exitCode = wrong > 0 ? 1 : 0;
	} finally {
		await postgres.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Whatever a ledger must never do. */
function errors(cells: readonly SpeedCell[], storms: readonly StormCell[]): number {
	const unfair = (apart: number | null) => Math.max(0, (apart ?? 0) - 1);
	let count = 0;
	for (const { subject, apart, failed, capacity } of cells) {
		// Cells with capacities go on where others stopped, perhaps in the middle of a round.
		if (subject === 'ledger') count += failed + (capacity ? 0 : unfair(apart));
	}
	for (const { subject, apart, failed, twiceAtOnce, againLater } of storms) {
		if (subject === 'ledger') count += unfair(apart) + failed + twiceAtOnce + againLater;
	}
	return count;
}

void main();
