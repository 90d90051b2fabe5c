import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort } from './ports';
import { hasEnded, killProcess, startProcess } from './processes';

const HOST = '127.0.0.1';
const USER = 'sandbox';
const STOP_TIMEOUT_MS = 10_000;

/** An empty PostgreSQL on loopback; its data is gone when it is stopped. */
export interface PostgresServer extends PostgresDatabase {
	/** Adds a database. The names of databases that exist are refused by PostgreSQL. */
	createDatabase(name: string): Promise<PostgresDatabase>;
	stop(): Promise<void>;
}

/** How to get into one database of the server. */
export interface PostgresDatabase {
	host: string;
	port: number;
	database: string;
	user: string;
	/** Made up; opens nothing but this server. */
	password: string;
	/** `postgres://…` with all of the above. */
	url: string;
}

/**
 * Starts a PostgreSQL server in about a second; nothing has to be installed on the machine.
 * @param isDurable false: what was written need not survive a crash of the machine, which is faster
 * @throws {Error} with PostgreSQL's own words when it does not start
 */
export async function startPostgres({ isDurable = true } = {}): Promise<PostgresServer> {
	const databaseDir = await mkdtemp(join(tmpdir(), 'contact-assignment-postgres-'));
	const port = await freePort();
	const password = 'sandbox-postgres';
	const settings = {
		databaseDir,
		port,
		user: USER,
		password,
		// Queue mode has many processes, and each its own connections for n8n and for the ledger.
		postgresFlags: [
			...['-c', `listen_addresses=${HOST}`, '-c', 'max_connections=200'],
			...(isDurable ? [] : ['-c', 'fsync=off', '-c', 'full_page_writes=off']),
		],
	};
	const child = startProcess(
		process.execPath,
		[join(__dirname, 'postgresServer.mjs'), JSON.stringify(settings)],
		{ stdio: ['pipe', 'pipe', 'pipe'] },
		true,
	);
	let errors = '';
	child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
	const removeData = async () => await rm(databaseDir, { recursive: true, force: true });

	const started = new Promise<boolean>((done) => {
		child.stdout?.once('data', () => done(true));
		child.once('exit', () => done(false));
		child.once('error', () => done(false));
	});
	if (!(await started)) {
		await removeData();
		throw new Error(`PostgreSQL did not start:\n${errors.slice(-3_000)}`);
	}
	const reach = (database: string): PostgresDatabase => ({
		host: HOST,
		port,
		database,
		user: USER,
		password,
		url: `postgres://${USER}:${password}@${HOST}:${port}/${database}`,
	});
	return {
		...reach('postgres'),
		async createDatabase(name) {
			const client = new Client({ connectionString: reach('postgres').url });
			await client.connect();
			try {
				await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
			} finally {
				await client.end();
			}
			return reach(name);
		},
		async stop() {
			if (!hasEnded(child)) {
				const ended = once(child, 'exit');
				child.stdin?.end();
				const force = setTimeout(() => void killProcess(child), STOP_TIMEOUT_MS);
				await ended;
				clearTimeout(force);
			}
			await removeData();
		},
	};
}
