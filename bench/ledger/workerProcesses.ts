import { once } from 'node:events';
import { join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { killProcess, startProcess } from '../../sandbox/processes';
import type { Job, JobResult, Place } from './jobs';
import type { Order } from './worker';

/** Enough for every worker to have read its order before all begin. */
const START_MS = 60;

/** Worker processes, as those of n8n's queue mode: they share nothing but the database. */
export class WorkerProcesses {
	private constructor(private readonly children: readonly ChildProcess[]) {}

	/**
	 * Starts so many workers.
	 * @param folder empty, for what n8n's classes want to keep
	 */
	static async start(
		size: number,
		engine: Place['engine'],
		folder: string,
	): Promise<WorkerProcesses> {
		const children = Array.from({ length: size }, () =>
			startProcess(process.execPath, ['--import', 'tsx', join(__dirname, 'worker.ts')], {
				cwd: join(__dirname, '..', '..'),
				env: {
					...process.env,
					// n8n's classes ask for it when they are loaded.
					DB_TYPE: engine === 'SQLite' ? 'sqlite' : 'postgresdb',
					N8N_USER_FOLDER: folder,
					N8N_ENCRYPTION_KEY: 'only-for-benchmarks',
				},
				stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
			}),
		);
		await Promise.all(children.map(async (child) => await once(child, 'message')));
		return new WorkerProcesses(children);
	}

	/** Gives all workers the same order. */
	async all(order: Order): Promise<void> {
		await Promise.all(this.children.map(async (child) => await ask(child, order)));
	}

	/** Gives one worker an order. */
	async one(order: Order): Promise<void> {
		const [child] = this.children;
		if (child) await ask(child, order);
	}

	/** The same job for the first workers, at the same time. */
	async run(writers: number, job: (worker: number) => Omit<Job, 'startAt'>): Promise<JobResult[]> {
		const startAt = Date.now() + START_MS;
		return await Promise.all(
			this.children.slice(0, writers).map(async (child, i) => {
				const result = await ask(child, { do: 'run', job: { ...job(i), startAt } });
				if (!result) throw new TypeError('A job has a result');
				return result;
			}),
		);
	}

	async stop(): Promise<void> {
		await Promise.all(this.children.map(killProcess));
	}
}

async function ask(child: ChildProcess, order: Order): Promise<JobResult | null> {
	const answered = once(child, 'message');
	child.send(order);
	const [{ result, error }] = (await answered) as [{ result: JobResult | null; error?: string }];
	if (error) throw new Error(`A worker failed: ${error}`);
	return result;
}
