import { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { isNativeError } from 'node:util/types';
import { Client, types, type ClientConfig, type QueryResult } from 'pg';
import { postgresFailure, type SettingsPlace } from './postgresErrors';

/** Where the database is and who may in. */
export interface PostgresLogin {
	/** Where people would change it. Default: in n8n's Postgres credential. */
	setIn?: SettingsPlace;
	host: string;
	port: number;
	database: string;
	user: string;
	password: string;
	ssl: ClientConfig['ssl'];
}

type Row = Record<string, unknown>;

const CONNECT_MS = 10_000;
/** A connection that is well says goodbye at once. */
const GOODBYE_MS = 1_000;

/** Postgres' type int8, which would come as text: our times fit a number. */
const INT8 = 20;

/**
 * One connection, on which nothing is waited for without end: the other side may have vanished
 * without a word, and then no limit of the server's helps.
 */
export class PostgresConnection {
	/** Ours, so that it can be ended whatever state the client is in. */
	private readonly socket = new Socket();
	private readonly client: Client;
	private failure: Error | undefined;

	private constructor(private readonly login: PostgresLogin) {
		this.client = new Client({
			...login,
			stream: () => this.socket,
			keepAlive: true,
			// Nothing else is said at the start: PgBouncer refuses settings there.
			application_name: 'n8n-nodes-contact-assignment',
			types: {
				getTypeParser: (type: number, format?: 'text' | 'binary') =>
					type === INT8 ? Number : (types.getTypeParser(type, format) as (text: string) => unknown),
			},
		});
		// Without a listener the error of a connection that breaks would end n8n. The first one tells why.
		this.client.on('error', (error) => {
			this.failure ??= error;
		});
	}

	/** @throws {LedgerError} when the network or Postgres refuses */
	static async open(login: PostgresLogin): Promise<PostgresConnection> {
		const connection = new PostgresConnection(login);
		try {
			await connection.within(CONNECT_MS, connection.client.connect());
			return connection;
		} catch (error) {
			connection.socket.destroy();
			throw error;
		}
	}

	/** Whether it can be used no more. */
	get isBroken(): boolean {
		return this.failure !== undefined;
	}

	/**
	 * Asks something, and waits no longer than that for the answer: the connection is broken then.
	 * @throws {LedgerError} when the network or Postgres refuses
	 */
	async query(ms: number, sql: string, values?: unknown[]): Promise<QueryResult<Row>> {
		return await this.within(ms, this.client.query<Row>(sql, values));
	}

	/** The same with rows as lists of their columns. */
	async lists(ms: number, text: string, values: unknown[]): Promise<unknown[][]> {
		const query = { text, values, rowMode: 'array' as const };
		return (await this.within(ms, this.client.query<unknown[]>(query))).rows;
	}

	/**
	 * The same with several statements.
	 * @returns the first row of the last one
	 */
	async last(ms: number, statements: string): Promise<Row | undefined> {
		// With several statements there is a list of results.
		const results: unknown = await this.query(ms, statements);
		return [results as QueryResult<Row> | Array<QueryResult<Row>>].flat().at(-1)?.rows[0];
	}

	/** Lets the process end although the connection is open. */
	unref(): void {
		this.socket.unref();
	}

	ref(): void {
		this.socket.ref();
	}

	async close(): Promise<void> {
		if (!this.failure)
			await Promise.race([this.client.end(), wait(GOODBYE_MS, undefined, { ref: false })]);
		this.failure ??= new Error('The connection was closed');
		this.socket.destroy();
	}

	private async within<T>(ms: number, asked: Promise<T>): Promise<T> {
		const timer = setTimeout(() => {
			this.failure ??= new Error(`no answer within ${ms / 1_000} seconds`);
			this.socket.destroy(this.failure);
		}, ms);
		try {
			return await asked;
		} catch (error) {
			// What comes after the first one only says that the connection is gone.
			const reason = this.failure ?? error;
			throw isNativeError(reason) ? postgresFailure(this.login, reason) : reason;
		} finally {
			clearTimeout(timer);
		}
	}
}
