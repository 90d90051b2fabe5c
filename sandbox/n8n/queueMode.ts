import { cp, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { freePort } from '../ports';
import type { PostgresDatabase } from '../postgres';
import type { RedisServer } from '../redis';
import type { Report } from './npm';
import { startN8n, type N8nServer } from './server';

/** Made up; all processes of one n8n have to know the same. */
const ENCRYPTION_KEY = 'sandbox-encryption-key';

interface QueueModeOptions {
	/** See {@link ensureN8n}. */
	n8nFolder: string;
	/** A community package as {@link installPack} leaves it; every process gets a copy. */
	packageFolder: string;
	/** An empty folder. Every process gets a user folder of its own in it. */
	folder: string;
	redis: Pick<RedisServer, 'host' | 'port'>;
	/** An empty database for n8n. */
	database: PostgresDatabase;
	workers: number;
	/**
	 * Default true: Redis remembers runs that have ended. n8n's own default is to forget them; then
	 * the webhook processor cannot see the end of a run that was faster than itself, and now and then
	 * a webhook is never answered.
	 */
	keepEndedJobs?: boolean;
	report: Report;
}

/** An n8n that is several processes, which share nothing but PostgreSQL and Redis. */
interface QueueMode {
	/** Editor, REST and activation of workflows; answers no production webhooks. */
	main: N8nServer;
	/** Answers the production webhooks and hands the executions to the workers. */
	webhooks: N8nServer;
	workers: N8nServer[];
	/** All of the above, with names for people. */
	processes: Array<{ name: string; server: N8nServer }>;
	/** Ends all processes. */
	stop(): Promise<void>;
}

/**
 * Starts n8n in queue mode: a main process, a webhook processor and workers.
 * @throws {Error} when one of them does not start; the others are stopped again
 */
export async function startQueueMode(options: QueueModeOptions): Promise<QueueMode> {
	const webhookPort = await freePort();
	const env = sharedEnvironment(options, `http://127.0.0.1:${webhookPort}/`);
	const processes: QueueMode['processes'] = [];
	// First the webhook processor: it waits for what the workers are still at.
	const stop = async () => {
		const [main, ...others] = processes;
		for (const { server } of others) await server.stop();
		await main?.server.stop();
	};
	const start = async (
		name: string,
		command: 'start' | 'webhook' | 'worker',
		more: { port?: number; env?: Record<string, string> } = {},
	) => {
		options.report(`Starting n8n's ${name}`);
		const server = await startN8n({
			n8nFolder: options.n8nFolder,
			userFolder: await newUserFolder(options, name),
			command,
			port: more.port,
			env: { ...env, ...more.env },
		});
		processes.push({ name, server });
		return server;
	};
	try {
		// First and alone, because it creates the tables.
		const main = await start('main process', 'start', {
			env: { N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true' },
		});
		const webhooks = await start('webhook processor', 'webhook', { port: webhookPort });
		const workers: N8nServer[] = [];
		for (let number = 1; number <= options.workers; number++) {
			workers.push(await start(`worker ${number}`, 'worker'));
		}
		return { main, webhooks, workers, processes, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

function sharedEnvironment(
	{ redis, database, keepEndedJobs = true }: QueueModeOptions,
	webhookUrl: string,
): Record<string, string> {
	return {
		EXECUTIONS_MODE: 'queue',
		N8N_EXECUTIONS_QUEUE_KEEP_LAST_COMPLETED: keepEndedJobs ? '1000' : '0',
		N8N_EXECUTIONS_QUEUE_KEEP_LAST_FAILED: keepEndedJobs ? '1000' : '0',
		N8N_ENCRYPTION_KEY: ENCRYPTION_KEY,
		WEBHOOK_URL: webhookUrl,
		QUEUE_BULL_REDIS_HOST: redis.host,
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: database.host,
		DB_POSTGRESDB_PORT: String(database.port),
		DB_POSTGRESDB_DATABASE: database.database,
		DB_POSTGRESDB_USER: database.user,
		DB_POSTGRESDB_PASSWORD: database.password,
	};
}

async function newUserFolder(
	{ folder, packageFolder }: QueueModeOptions,
	name: string,
): Promise<string> {
	const userFolder = join(folder, name.replaceAll(' ', '-'));
	const packages = join(userFolder, '.n8n', 'nodes', 'node_modules');
	await mkdir(packages, { recursive: true });
	await cp(packageFolder, join(packages, basename(packageFolder)), { recursive: true });
	return userFolder;
}
