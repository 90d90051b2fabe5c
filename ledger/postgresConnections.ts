import { createHash } from 'node:crypto';
import { PostgresConnection, type PostgresLogin } from './postgresConnection';
import { postgresFailure } from './postgresErrors';

/**
 * For one database and process. Decisions of one location wait for each other, so more would only
 * wait; a second one lets other locations go on meanwhile.
 */
const MAX_CONNECTIONS = 2;

/** How long somebody waits for the work before theirs. */
const QUEUE_MS = 30_000;

const TOO_LONG = `the work before it did not end within ${QUEUE_MS / 1_000} seconds`;

/** How long a connection stays open unused. */
const IDLE_MS = 10_000;

interface Waiting {
	lock: string;
	/** The credential's own limit. */
	most: number;
	begin: () => void;
}

interface Idle {
	connection: PostgresConnection;
	key: string;
	timer: NodeJS.Timeout;
}

const databases = new Map<string, PostgresConnections>();

/**
 * The connections of this process to one database, whichever credentials they come with. Work under
 * one lock goes one after the other already here: it needs one connection, and the server sees no
 * longer queue than there are processes.
 */
export class PostgresConnections {
	private readonly waiting: Waiting[] = [];
	/** The locks of the work that has a connection. */
	private readonly working = new Set<string>();
	private idle: Idle[] = [];

	/** Those of the database that the login is for. */
	static to(login: PostgresLogin): PostgresConnections {
		return PostgresConnections.of(login, 'work');
	}

	/**
	 * One more, for who only reads, and so that nobody waits for them; when the credential allows no more,
	 * they take turns with the others.
	 */
	static toRead(login: PostgresLogin, most: number): PostgresConnections {
		return PostgresConnections.of(login, most > MAX_CONNECTIONS ? 'reading' : 'work');
	}

	private static of(
		{ host, port, database }: PostgresLogin,
		use: 'work' | 'reading',
	): PostgresConnections {
		const key = JSON.stringify([host.toLowerCase(), port, database, use]);
		let connections = databases.get(key);
		if (!connections) databases.set(key, (connections = new PostgresConnections()));
		return connections;
	}

	/**
	 * Runs work with a connection of its own, when all earlier work under the same lock has ended.
	 * @param most how many connections the credential allows
	 * @param begin asked first of each connection: an unused one may have broken unnoticed, and is replaced then
	 * @throws {LedgerError} when the network or Postgres refuses, or the work before does not end
	 */
	async use<T>(
		lock: string,
		login: PostgresLogin,
		most: number,
		begin: (connection: PostgresConnection) => Promise<void>,
		work: (connection: PostgresConnection) => Promise<T>,
	): Promise<T> {
		await this.turn(lock, login, Math.max(1, Math.min(most, MAX_CONNECTIONS)));
		const key = keyOf(login);
		let connection: PostgresConnection | undefined;
		try {
			connection = await this.begun(login, key, begin);
			return await work(connection);
		} finally {
			if (connection) this.release(connection, key);
			this.working.delete(lock);
			this.next();
		}
	}

	/** Ends the unused connections of a login. */
	async close(login: PostgresLogin): Promise<void> {
		const key = keyOf(login);
		await Promise.all(
			this.idle.filter((one) => one.key === key).map(async (one) => await this.take(one).close()),
		);
	}

	private async turn(lock: string, login: PostgresLogin, most: number): Promise<void> {
		await new Promise<void>((done, fail) => {
			const timer = setTimeout(() => {
				this.waiting.splice(this.waiting.indexOf(waiting), 1);
				fail(postgresFailure(login, new Error(TOO_LONG)));
			}, QUEUE_MS);
			const begin = () => {
				clearTimeout(timer);
				done();
			};
			const waiting = { lock, most, begin };
			this.waiting.push(waiting);
			this.next();
		});
	}

	/** Starts what may start, in the order in which it came. */
	private next(): void {
		for (const waiting of [...this.waiting]) {
			if (this.working.size >= MAX_CONNECTIONS) return;
			if (this.working.has(waiting.lock) || this.working.size >= waiting.most) continue;
			this.waiting.splice(this.waiting.indexOf(waiting), 1);
			this.working.add(waiting.lock);
			waiting.begin();
		}
	}

	private async begun(
		login: PostgresLogin,
		key: string,
		begin: (connection: PostgresConnection) => Promise<void>,
	): Promise<PostgresConnection> {
		const unused = this.idle.find((one) => one.key === key);
		if (unused) {
			const connection = this.take(unused);
			try {
				await begin(connection);
				return connection;
			} catch {
				// Whatever it was, a new one tells better.
				await connection.close();
			}
		}
		await this.makeRoom();
		const connection = await PostgresConnection.open(login);
		try {
			await begin(connection);
			return connection;
		} catch (error) {
			await connection.close();
			throw error;
		}
	}

	/** For one more connection: another login may have left one. */
	private async makeRoom(): Promise<void> {
		while (this.idle.length > 0 && this.idle.length + this.working.size > MAX_CONNECTIONS) {
			const [oldest] = this.idle;
			if (oldest) await this.take(oldest).close();
		}
	}

	private take(one: Idle): PostgresConnection {
		clearTimeout(one.timer);
		this.idle = this.idle.filter((other) => other !== one);
		one.connection.ref();
		return one.connection;
	}

	private release(connection: PostgresConnection, key: string): void {
		if (connection.isBroken) return void connection.close();
		const timer = setTimeout(() => void this.take(one).close(), IDLE_MS);
		timer.unref();
		const one = { connection, key, timer };
		// Nothing is lost with it, so it keeps no process from ending.
		connection.unref();
		this.idle.push(one);
	}
}

/** Who logs in, and how; nobody can read a password from it. */
function keyOf({ user, password, ssl }: PostgresLogin): string {
	return createHash('sha256')
		.update(JSON.stringify([user, password, ssl]))
		.digest('base64');
}
