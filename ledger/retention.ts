import { DAY, MINUTE } from '../routing/model/durations';
import { removeContacts } from './contacts';
import type { Database, Transaction } from './database';
import { LedgerError } from './ledger';
import { LOCKS } from './locks';
import { endPreviews } from './previews';

/** Meta delivers a webhook again for up to 7 days; the rest is for people who look back. */
const DECISIONS_MS = 30 * DAY;

/** A year and a month: long enough to compare a month with the same one a year ago. */
export const HISTORY_MS = 400 * DAY;

/** How long Meta may deliver the same webhook again, and a day to spare. */
const DELIVERIES_MS = 8 * DAY;

/** How many rows of a kind go at a time, so that nobody waits long. */
const STEP = 200;

/** How often old entries are looked for. */
const EVERY_MS = MINUTE;

/** Of how many scopes they are looked for at a time. */
const SCOPES = 5;

/** The tables of a scope that are not kept for good. */
const KEPT_FOR_A_TIME = ['decisions', 'assignments', 'moves', 'contacts', 'previews'] as const;

/**
 * Removes a few of the oldest entries of all scopes in turn, also of those in which nothing happens
 * any more: decisions after 30 days; what triggers have handled after 8; assignments, reassignments,
 * positions of searches, and contacts and tags of whom nothing was heard, after 400; previews after an
 * hour.
 */
export class Retention {
	/** By the scope that decides; '' for all of them in turn. */
	private readonly lookedAt = new Map<string, number>();
	/** The last one whose entries were looked for. */
	private scope = '';

	constructor(private readonly database: Database) {}

	/**
	 * Looks for old entries unless that was done within a minute; never fails for a busy store.
	 * @param own the scope in which something happens, which has its turn at once
	 */
	async prune(now: number, own: string | null = null): Promise<void> {
		try {
			if (own !== null && this.isDue(own, now)) await this.pruneOne(own, now);
			if (!this.isDue('', now)) return;
			for (const [lock, work] of OF_ALL_SCOPES) {
				await this.database.transaction(lock, async (sql) => await work(sql, now));
			}
			for (const scope of await this.nextScopes()) {
				if (scope !== own) await this.pruneOne(scope, now);
			}
		} catch (error) {
			// Nobody's decision has to wait for this: what is old now is old in a minute.
			if (!(error instanceof LedgerError)) throw error;
		}
	}

	private isDue(name: string, now: number): boolean {
		const before = this.lookedAt.get(name);
		// Either way: a clock that was set back has not seen this minute yet.
		if (before !== undefined && Math.abs(now - before) < EVERY_MS) return false;
		this.lookedAt.set(name, now);
		return true;
	}

	private async pruneOne(scope: string, now: number): Promise<void> {
		await this.database.transaction(scope, async (sql) => await pruneScope(sql, scope, now));
	}

	/** The scopes whose turn it is, from the first again after the last. */
	private async nextScopes(): Promise<string[]> {
		const scopes: string[] = [];
		await this.database.transaction(LOCKS.retention, async (sql) => {
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

/** What belongs to no scope, by the lock of who writes it. */
const OF_ALL_SCOPES: ReadonlyArray<
	readonly [lock: string, work: (sql: Transaction, now: number) => Promise<void>]
> = [
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
];

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

async function pruneScope(sql: Transaction, scope: string, now: number): Promise<void> {
	for (const [table, before] of [
		['decisions', now - DECISIONS_MS],
		['assignments', now - HISTORY_MS],
		['moves', now - HISTORY_MS],
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
		);
	}
}
