import { cp, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { N8nApi } from '../../sandbox/n8n/api';
import { startQueueMode } from '../../sandbox/n8n/queueMode';
import { startN8n } from '../../sandbox/n8n/server';
import { startPostgres } from '../../sandbox/postgres';
import { startRedis } from '../../sandbox/redis';
import type { Script } from '../../sandbox/script';
import type { LedgerPlace } from './ledgerTables';

/** An n8n that is up and has this package. */
export interface Target {
	name: string;
	api: N8nApi;
	ledger: LedgerPlace;
	stop(): Promise<void>;
}

/** Where n8n and the packed package lie. */
interface Installed {
	n8nFolder: string;
	packageFolder: string;
}

/** One process with SQLite, as most people run n8n. */
export async function startRegular(
	script: Script,
	{ n8nFolder, packageFolder }: Installed,
): Promise<Target> {
	const userFolder = await script.folder('regular');
	const packages = join(userFolder, '.n8n', 'nodes', 'node_modules');
	await mkdir(packages, { recursive: true });
	await cp(packageFolder, join(packages, basename(packageFolder)), { recursive: true });
	script.say('Starting n8n');
	const n8n = await startN8n({ n8nFolder, userFolder });
	script.later(async () => await n8n.stop());
	script.explainedBy('regular', n8n.logPath);
	return {
		name: 'Regular mode: one n8n, SQLite',
		api: await N8nApi.signIn(n8n.url),
		ledger: { kind: 'sqlite', path: join(userFolder, '.n8n', 'contact-assignment.sqlite') },
		stop: async () => await n8n.stop(),
	};
}

/** Main process, webhook processor and workers, with PostgreSQL for n8n and for the ledger. */
export async function startQueue(
	script: Script,
	{ n8nFolder, packageFolder }: Installed,
	workers: number,
): Promise<Target> {
	const redis = await startRedis();
	script.later(async () => await redis.stop());
	const postgres = await startPostgres();
	script.later(async () => await postgres.stop());
	const database = await postgres.createDatabase('n8n');
	const n8n = await startQueueMode({
		n8nFolder,
		packageFolder,
		folder: await script.folder('queue'),
		redis,
		database,
		workers,
		keepEndedJobs: !script.options['without-kept-jobs'],
		report: script.say,
	});
	script.later(async () => await n8n.stop());
	for (const { name, server } of n8n.processes) {
		script.explainedBy(name.replaceAll(' ', '-'), server.logPath);
	}
	return {
		name: `Queue mode: main, webhook processor, ${workers} workers, PostgreSQL, Redis`,
		api: await N8nApi.signIn(n8n.main.url),
		// Nothing says so: the nodes find it by themselves, all the same one.
		ledger: {
			kind: 'postgres',
			url: `${database.url}?options=-csearch_path%3Dcontact_assignment_public`,
		},
		stop: async () => await n8n.stop(),
	};
}
