import { MINUTE } from '../routing/model/durations';
import { removeContacts } from './contacts';
import type { Database, Transaction } from './database';
import { DECISIONS_MS, DELIVERIES_MS, HISTORY_MS } from './keptFor';
import { LedgerError } from './ledger';
import { LOCKS } from './locks';
import { removeEmptyCounts } from './openSlots';
import { endPreviews } from './previews';

/** How many rows of a kind go at a time, so that nobody waits long. */
const STEP = 200;

/** How often old entries are looked for. */
const EVERY_MS = MINUTE;

/** Of how many scopes they are looked for at a time. */
const SCOPES = 5;

/** The tables of a scope that are not kept for good. */
const KEPT_FOR_A_TIME = [
	...(['decisions', 'assignments', 'moves', 'contacts', 'previews'] as const),
	...(['waits', 'replies', 'plans', 'staff', 'outcomes', 'kept'] as const),
] as const;

/**
 * Removes a few of the oldest entries of all scopes in turn, also of those in which nothing happens
 * any more: decisions after 30 days; what triggers have handled after 8; assignments, reassignments,
 * outcomes, counts of who kept
 * contacts, positions of searches, what triggers last received, and contacts and tags of whom nothing was heard, after 400; previews after an
 * hour.
 */
export class Retention {
	/** By the lock of who writes; '' for the others in turn. */
	private readonly lookedAt = new Map<string, number>();
	/** The last one whose entries were looked for. */
	private scope = '';
	private running: Promise<void> = Promise.resolve();

	constructor(private readonly database: Database) {}

	/**
	 * Runs work in a transaction in which its own old entries are gone, unless that was done within a
	 * minute. Then those of others go, for which nobody waits: what is old now is old in a minute.
	 * @param lock the scope, or one of the `LOCKS`
	 * @throws {LedgerError} when the store fails
	 */
	async transaction<T>(
		lock: string,
		now: number,
		work: (sql: Transaction) => Promise<T>,
	): Promise<T> {
		const result = await this.database.transaction(lock, async (sql) => {
			if (this.isDue(lock, now)) await remove(sql, lock, now);
			return await work(sql);
		});
		this.pruneOthers(now, lock);
		return result;
	}

	/** Begins to remove the old entries of others, unless that was done within a minute. */
	pruneOthers(now: number, own = ''): void {
		if (!this.isDue('', now)) return;
		this.running = this.running
			.catch(() => undefined)
			.then(async () => await this.pruneInTurn(now, own))
			.catch((error: unknown) => {
				// The next one who needs the store hears of it.
				if (!(error instanceof LedgerError)) throw error;
			});
		// Told by `ended`; until then it must not end n8n.
		this.running.catch(() => undefined);
	}

	/**
	 * Resolves once nothing is being removed.
	 * @throws {Error} what has gone wrong, other than the store
	 */
	async ended(): Promise<void> {
		await this.running;
	}

	private async pruneInTurn(now: number, own: string): Promise<void> {
		for (const lock of [...OF_ALL_SCOPES.keys(), ...(await this.nextScopes())]) {
			if (lock === own) continue;
			await this.database.unwaited(lock, async (sql) => await remove(sql, lock, now));
		}
	}

	private isDue(name: string, now: number): boolean {
		const before = this.lookedAt.get(name);
		// Either way: a clock that was set back has not seen this minute yet.
		if (before !== undefined && Math.abs(now - before) < EVERY_MS) return false;
		this.lookedAt.set(name, now);
		return true;
	}

	/** The scopes whose turn it is, from the first again after the last. */
	private async nextScopes(): Promise<string[]> {
		const scopes: string[] = [];
		await this.database.unwaited(LOCKS.retention, async (sql) => {
			while (scopes.length < SCOPES) {
				const next = await scopeAfter(sql, this.scope);
				this.scope = next ?? '';
				if (next === null || scopes.includes(next)) return;
				scopes.push(next);
			}
		});
		return scopes;
	}
}

type Remove = (sql: Transaction, now: number) => Promise<void>;

/** What belongs to no scope, by the lock of who writes it. */
const OF_ALL_SCOPES: ReadonlyMap<string, Remove> = new Map<string, Remove>([
	[
		LOCKS.idempotencyKeys,
		async (sql, now) => await removeOld(sql, 'deliveries', 'key', 'at', now - DELIVERIES_MS),
	],
	[
		LOCKS.contactTags,
		async (sql, now) =>
			await removeOld(sql, 'contact_tags', 'contact', 'seen_at', now - HISTORY_MS),
	],
	[LOCKS.cursors, pruneCursors],
]);

async function scopeAfter(sql: Transaction, scope: string): Promise<string | null> {
	const firsts = KEPT_FOR_A_TIME.map(
		(table) => `SELECT MIN(scope) AS scope FROM contact_assignment_${table} WHERE scope > ?`,
	);
	const [row] = await sql.all<{ scope: string | null }>(
		`SELECT MIN(scope) AS scope FROM (${firsts.join(' UNION ALL ')}) AS firsts`,
		...firsts.map(() => scope),
	);
	return row?.scope ?? null;
}

async function removeOld(
	sql: Transaction,
	table: string,
	key: string,
	time: string,
	before: number,
): Promise<void> {
	await sql.run(
		`DELETE FROM contact_assignment_${table} WHERE ${key} IN (
			SELECT ${key} FROM contact_assignment_${table}
			WHERE ${time} < ? ORDER BY ${time} LIMIT ${STEP})`,
		before,
	);
}

/** The table has other entries too, which are for good and have no time. */
async function pruneCursors(sql: Transaction, now: number): Promise<void> {
	await sql.run(
		`UPDATE contact_assignment_meta SET at = ? WHERE at IS NULL AND name LIKE 'position %'`,
		now,
	);
	await sql.run('DELETE FROM contact_assignment_meta WHERE at < ?', now - HISTORY_MS);
}

async function remove(sql: Transaction, lock: string, now: number): Promise<void> {
	const ofAll = OF_ALL_SCOPES.get(lock);
	await (ofAll ? ofAll(sql, now) : pruneScope(sql, lock, now));
}

async function pruneScope(sql: Transaction, scope: string, now: number): Promise<void> {
	for (const [table, before] of [
		['decisions', now - DECISIONS_MS],
		['assignments', now - HISTORY_MS],
		['moves', now - HISTORY_MS],
		['outcomes', now - HISTORY_MS],
		['kept', now - HISTORY_MS],
	] as const) {
		await sql.run(
			`DELETE FROM contact_assignment_${table} WHERE scope = ? AND id IN (
				SELECT id FROM contact_assignment_${table}
				WHERE scope = ? AND at < ? ORDER BY at LIMIT ${STEP})`,
			scope,
			scope,
			before,
		);
	}
	await endPreviews(sql, scope, now);
	const silent = await sql.all<{ id: string }>(
		`SELECT id FROM contact_assignment_contacts WHERE scope = ? AND seen_at < ?
		ORDER BY seen_at LIMIT ${STEP}`,
		scope,
		now - HISTORY_MS,
	);
	if (silent.length > 0) {
		await removeContacts(
			sql,
			silent.map(({ id }) => id),
			now,
		);
	}
	await pruneWaits(sql, scope, now);
	await removeEmptyCounts(sql, scope);
}

/** Waits and replies without contacts too: their times are kept as long as the assignments. */
async function pruneWaits(sql: Transaction, scope: string, now: number): Promise<void> {
	await sql.run(
		`DELETE FROM contact_assignment_waits WHERE scope = ? AND id IN (
			SELECT id FROM contact_assignment_waits
			WHERE scope = ? AND asked_at < ? AND ended_at IS NOT NULL ORDER BY asked_at LIMIT ${STEP})`,
		scope,
		scope,
		now - HISTORY_MS,
	);
	await sql.run(
		`UPDATE contact_assignment_waits SET sealed = NULL WHERE scope = ? AND id IN (
			SELECT id FROM contact_assignment_waits
			WHERE scope = ? AND ended_at IS NOT NULL AND sealed IS NOT NULL AND ended_at < ?
			ORDER BY ended_at LIMIT ${STEP})`,
		scope,
		scope,
		now - DELIVERIES_MS,
	);
	await pruneReplies(sql, scope, `verdict = 'person'`, now - HISTORY_MS);
	await pruneReplies(sql, scope, `verdict = 'unclear'`, now - HISTORY_MS);
	// Only so that another way does not take them for an answer.
	await pruneReplies(sql, scope, `verdict = 'bot'`, now - DELIVERIES_MS);
	await pruneReplies(sql, scope, `verdict = 'none'`, now - DELIVERIES_MS);
	for (const table of ['plans', 'staff']) {
		await sql.run(
			`DELETE FROM contact_assignment_${table} WHERE scope = ? AND hash IN (
				SELECT hash FROM contact_assignment_${table}
				WHERE scope = ? AND used_at < ? ORDER BY used_at LIMIT ${STEP})`,
			scope,
			scope,
			now - HISTORY_MS,
		);
	}
}

async function pruneReplies(
	sql: Transaction,
	scope: string,
	which: string,
	before: number,
): Promise<void> {
	const old = await sql.all<{ id: string }>(
		`SELECT id FROM contact_assignment_replies
		WHERE scope = ? AND ${which} AND at < ? ORDER BY at LIMIT ${STEP}`,
		scope,
		before,
	);
	if (old.length === 0) return;
	const ids = old.map(({ id }) => id);
	for (const [table, column] of [
		['reply_ids', 'reply'],
		['replies', 'id'],
	] as const) {
		await sql.run(
			`DELETE FROM contact_assignment_${table}
			WHERE scope = ? AND ${column} IN (SELECT value FROM EACH(?))`,
			scope,
			ids,
		);
	}
}
