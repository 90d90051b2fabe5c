import { beginningOf, type Beginning } from './beginning';
import { ContactTags } from './contactTags';
import { Cursors } from './cursors';
import type { Database } from './database';
import { IdempotencyKeys } from './idempotencyKeys';
import { KnownUsers } from './knownUsers';
import { LastSeen } from './lastSeen';
import type { Ledger } from './ledger';
import { unmoved } from './moved';
import { Retention } from './retention';
import { LOCKS } from './locks';
import { forgetOlder, noteOlder, olderLedgers, type OlderLedger } from './olderLedger';
import { migrate } from './schema';
import { IS_LIVE } from './scopes';
import { Secrets } from './secrets';
import { SqlLedger } from './sqlLedger';
import { storeTime } from './storeClock';
import { scopesWaiting } from './scopesWaiting';

/** An open store: the ledgers of all locations that are kept in one database. */
export class LedgerStore {
	readonly contactTags: ContactTags;
	readonly idempotencyKeys: IdempotencyKeys;
	readonly cursors: Cursors;
	readonly lastSeen: LastSeen;
	readonly users: KnownUsers;
	private readonly ledgers = new Map<string, Ledger>();
	private readonly secrets: Secrets;
	private readonly retention: Retention;

	private constructor(
		private readonly database: Database,
		key: Buffer,
	) {
		this.secrets = new Secrets(key);
		this.retention = new Retention(database);
		this.contactTags = new ContactTags(database, this.secrets, this.retention);
		this.idempotencyKeys = new IdempotencyKeys(database, this.secrets, this.retention);
		this.cursors = new Cursors(database, this.secrets, this.retention);
		this.lastSeen = new LastSeen(database, this.secrets, this.retention);
		this.users = new KnownUsers(database);
	}

	/**
	 * Brings the database to the newest form and opens it.
	 * @throws {LedgerError} when it cannot be used, was written by a newer version, or is used elsewhere
	 * by now
	 * @param isUsedMoved whether it is used also when what it holds is used elsewhere by now: for what is
	 * no decision
	 */
	static async open(database: Database, isUsedMoved = false): Promise<LedgerStore> {
		try {
			const key = await migrate(database);
			return new LedgerStore(isUsedMoved ? database : await unmoved(database), key);
		} catch (error) {
			await database.close();
			throw error;
		}
	}

	/** It cannot be used any more, and has to be opened anew. */
	get isLost(): boolean {
		return this.database.isLost;
	}

	/** The ledger of one scope, for example a HighLevel location. */
	ledger(scope: string): Ledger {
		let ledger = this.ledgers.get(scope);
		if (!ledger) {
			ledger = new SqlLedger(this.database, scope, this.secrets, this.retention);
			this.ledgers.set(scope, ledger);
		}
		return ledger;
	}

	/**
	 * The ledgers of the locations of which messages came to this account: WhatsApp does not say which.
	 * @throws {LedgerError} when the store cannot be asked
	 */
	async ledgersOfAccount(accountId: string): Promise<Ledger[]> {
		const rows = await this.database.transaction(
			LOCKS.schema,
			async (sql) =>
				await sql.all<{ scope: string }>(
					`SELECT scope FROM contact_assignment_accounts WHERE id = ? AND ${IS_LIVE} ORDER BY scope`,
					accountId,
				),
		);
		return rows.map(({ scope }) => this.ledger(scope));
	}

	/**
	 * The ledgers of one location, wherever HighLevel is reached: its webhooks do not say where. Only where
	 * a plan has decided.
	 * @throws {LedgerError} when the store cannot be asked
	 */
	async ledgersOfLocation(locationId: string): Promise<Ledger[]> {
		const beginning = `${locationId} `;
		const rows = await this.database.transaction(
			LOCKS.schema,
			async (sql) =>
				await sql.all<{ scope: string }>(
					`SELECT DISTINCT scope FROM contact_assignment_plans
					WHERE substr(scope, 1, ?) = ? AND ${IS_LIVE} ORDER BY scope`,
					beginning.length,
					beginning,
				),
		);
		return rows.map(({ scope }) => this.ledger(scope));
	}

	/**
	 * The scopes of the locations in which somebody waits: for an answer, or for somebody to be available.
	 * @throws {LedgerError} when the store cannot be asked
	 */
	async locationsWaiting(): Promise<string[]> {
		return await this.database.transaction(LOCKS.schema, scopesWaiting);
	}

	/**
	 * The scopes of all locations in which a plan has decided, without test runs: for whoever has no
	 * credential that says which one is meant.
	 * @throws {LedgerError} when the store cannot be asked
	 */
	async locations(): Promise<string[]> {
		const rows = await this.database.reading(
			async (sql) =>
				await sql.all<{ scope: string }>(
					`SELECT DISTINCT scope FROM contact_assignment_plans WHERE ${IS_LIVE} ORDER BY scope`,
				),
		);
		return rows.map(({ scope }) => scope);
	}

	/** The time that all who use the store go by, milliseconds since 1970: see {@link Ledger.now}. */
	now(): number {
		return storeTime(this.database.clock);
	}

	/**
	 * Compares this machine's clock with the store's, unless that was done a moment ago.
	 * @returns how far this machine's is ahead, milliseconds; negative when it is behind
	 * @throws {LedgerError} when the store cannot be asked
	 */
	async compareClocks(): Promise<number> {
		const { clock } = this.database;
		// Every transaction compares them.
		if (clock?.isDue) await this.database.transaction('clock', async () => undefined);
		return clock?.ahead ?? 0;
	}

	/**
	 * How it was begun; null when nobody has used it yet.
	 * @throws {LedgerError} when the store cannot be asked
	 */
	async beginning(): Promise<Beginning | null> {
		return await this.database.transaction(LOCKS.schema, beginningOf);
	}

	/**
	 * Tells all who use this store whether a process sees a SQLite ledger in use.
	 * @returns all that are told, whichever process sees them
	 * @throws {LedgerError} when the store cannot be used
	 */
	async tellOlder(place: OlderLedger, isInUse: boolean): Promise<OlderLedger[]> {
		return await this.database.transaction(LOCKS.schema, async (sql) => {
			await (isInUse ? noteOlder : forgetOlder)(sql, place);
			return await olderLedgers(sql);
		});
	}

	/** As people call it, for messages. */
	get name(): string {
		return this.database.name;
	}

	/** Resolves once no old entries are being removed, which happens beside other work. */
	async idle(): Promise<void> {
		await this.retention.ended();
	}

	async close(): Promise<void> {
		await this.idle();
		await this.database.close();
	}
}
