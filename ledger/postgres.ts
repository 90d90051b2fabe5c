import { createHash } from 'node:crypto';
import { isNativeError } from 'node:util/types';
import { Pool, types, type PoolClient, type PoolConfig } from 'pg';
import type { Database, Transaction, Value } from './database';
import { LedgerError } from './ledger';
import { withAnyText } from './storedText';

/** Where the database is: what n8n's Postgres credential says. */
export interface PostgresConnection {
	host: string;
	port: number;
	database: string;
	user: string;
	password: string;
	ssl: PoolConfig['ssl'];
	/** At most, for this process. */
	connections: number;
}

/** Decisions of one location wait for each other, so more connections would only wait. */
const MAX_CONNECTIONS = 8;
const CONNECT_MS = 10_000;
const STATEMENT_MS = 30_000;

/** Postgres' type int8, which would come as text: our times fit a number. */
const INT8 = 20;

/** Postgres, for n8n's queue mode and several machines. */
export class PostgresDatabase implements Database {
	readonly name: string;
	/** Connections that break are replaced. */
	readonly isLost = false;
	private readonly pool: Pool;

	/** Connects when it is first used. */
	constructor({ connections, ...connection }: PostgresConnection) {
		this.name = `the Postgres database '${connection.database}' at ${connection.host}:${connection.port}`;
		this.pool = new Pool({
			...connection,
			max: Math.max(1, Math.min(connections, MAX_CONNECTIONS)),
			connectionTimeoutMillis: CONNECT_MS,
			statement_timeout: STATEMENT_MS,
			keepAlive: true,
			allowExitOnIdle: true,
			application_name: 'n8n-nodes-contact-assignment',
			types: {
				getTypeParser: (type: number, format?: 'text' | 'binary') =>
					type === INT8 ? Number : (types.getTypeParser(type, format) as (text: string) => unknown),
			},
		});
		// A connection that breaks is replaced when it is needed. Without a listener its error would end
		// n8n, also between two queries of a transaction; the next query of that one fails.
		this.pool.on('error', () => undefined);
		this.pool.on('connect', (client) => client.on('error', () => undefined));
	}

	async transaction<T>(lock: string, work: (sql: Transaction) => Promise<T>): Promise<T> {
		let client: PoolClient | undefined;
		let broken = false;
		try {
			client = await this.orLedgerError(this.pool.connect());
			await this.orLedgerError(client.query('BEGIN'));
			await this.orLedgerError(
				client.query('SELECT pg_advisory_xact_lock($1)', [lockNumber(lock)]),
			);
			const result = await work(withAnyText(this.statementsOf(client)));
			await this.orLedgerError(client.query('COMMIT'));
			return result;
		} catch (error) {
			await client?.query('ROLLBACK').catch(() => {
				broken = true;
			});
			throw error;
		} finally {
			client?.release(broken);
		}
	}

	/** Postgres does it by itself, when it vacuums. */
	async wipe(): Promise<void> {
		await Promise.resolve();
	}

	async close(): Promise<void> {
		await this.pool.end();
	}

	/** What Postgres or the network refuses here is the store; what the work itself throws is not. */
	private async orLedgerError<T>(asked: Promise<T>): Promise<T> {
		return await asked.catch((error: unknown) => {
			if (!isNativeError(error)) throw error;
			throw new LedgerError(
				`The ledger in ${this.name} cannot be used: ${error.message || 'no connection'}`,
				wayOut('code' in error ? String(error.code) : '', error.message),
				{ cause: error },
			);
		});
	}

	private statementsOf(client: PoolClient): Transaction {
		const query = async (sql: string, values: unknown[]) =>
			await this.orLedgerError(client.query<Record<string, unknown>>(sql, values));
		return {
			all: async <Row>(sql: string, ...values: Value[]) =>
				(await query(numbered(sql), values)).rows as Row[],
			run: async (sql, ...values) => (await query(numbered(sql), values)).rowCount ?? 0,
			insert: async (table, rows, conflict = '') => {
				const [first] = rows;
				if (!first) return;
				const columns = Object.keys(first);
				// Columns as arrays: however many rows, the same statement and no limit of parameters.
				const arrays = columns.map((column) => rows.map((row) => row[column] ?? null));
				await query(
					`INSERT INTO ${table} (${columns.join(', ')}) SELECT * FROM unnest(${columns
						.map((column, i) => `$${i + 1}::${ARRAY_TYPES[column] ?? 'text[]'}`)
						.join(', ')}) ${conflict}`,
					arrays,
				);
			},
		};
	}
}

function wayOut(code: string, message: string): string {
	if (/SSL|certificate|no encryption/i.test(message)) {
		return "Compare 'SSL' in the Postgres credential with what the server offers. For a certificate that nobody signed, switch on 'Ignore SSL Issues'.";
	}
	// https://www.postgresql.org/docs/current/errcodes-appendix.html
	if (code === '28P01' || code === '28000') {
		return 'Check user and password in the Postgres credential.';
	}
	if (code === '3D000')
		return 'Create the database, or name another one in the Postgres credential.';
	if (code === '42501')
		return 'The user of the Postgres credential must be allowed to create tables.';
	if (code === '57014') return 'The database was too busy to answer within 30 seconds.';
	return 'Check host, port and database in the Postgres credential, and that n8n can reach the server.';
}

/** The columns that hold no text. */
const ARRAY_TYPES: Record<string, string> = {
	at: 'bigint[]',
	seen_at: 'bigint[]',
	seen_in_highlevel_at: 'bigint[]',
	touched_at: 'bigint[]',
	changed_at: 'bigint[]',
	expires_at: 'bigint[]',
	credit: 'double precision[]',
	lift: 'double precision[]',
	away: 'integer[]',
	is_open: 'integer[]',
	is_primary: 'integer[]',
	until_at: 'bigint[]',
	is_over: 'integer[]',
	place: 'integer[]',
};

function numbered(sql: string): string {
	let count = 0;
	return sql
		.replaceAll('EACH(?)', 'unnest(?::text[]) AS list(value)')
		.replaceAll('?', () => `$${++count}`);
}

/** Advisory locks have numbers of 64 bits. */
function lockNumber(lock: string): string {
	const hash = createHash('sha256').update(`n8n-nodes-contact-assignment ${lock}`).digest();
	return hash.readBigInt64BE().toString();
}
