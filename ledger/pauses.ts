import type { Database, Queries, Transaction } from './database';

/** A person who gets no new contacts for a while. */
export interface Pause {
	/** HighLevel's user ID. */
	user: string;
	/** Milliseconds since 1970; null until somebody ends it. */
	until: number | null;
	since: number;
}

/** Who is paused by hand in one location. Every method is one transaction. */
export class Pauses {
	constructor(
		private readonly database: Database,
		private readonly scope: string,
	) {}

	/** A later pause of the same person takes the place of the one before. */
	async pause(user: string, until: number | null, now: number): Promise<void> {
		await this.database.transaction(this.scope, async (sql) => {
			await removeOver(sql, this.scope, now);
			await sql.insert(
				'contact_assignment_pauses',
				[{ scope: this.scope, user_id: user, since: now, until_at: until }],
				`ON CONFLICT (scope, user_id) DO UPDATE SET
					since = excluded.since, until_at = excluded.until_at`,
			);
		});
	}

	/** @returns whether the person was paused */
	async resume(user: string, now: number): Promise<boolean> {
		return await this.database.transaction(this.scope, async (sql) => {
			await removeOver(sql, this.scope, now);
			const removed = await sql.run(
				'DELETE FROM contact_assignment_pauses WHERE scope = ? AND user_id = ?',
				this.scope,
				user,
			);
			return removed > 0;
		});
	}

	/** Those that last now, the longest first. */
	async all(now: number): Promise<Pause[]> {
		return await this.database.transaction(
			this.scope,
			async (sql) => await readPauses(sql, this.scope, now),
		);
	}
}

/** The pauses that last now. */
export async function readPauses(sql: Queries, scope: string, now: number): Promise<Pause[]> {
	const rows = await sql.all<{ user_id: string; since: number; until_at: number | null }>(
		`SELECT user_id, since, until_at FROM contact_assignment_pauses
		WHERE scope = ? AND (until_at IS NULL OR until_at > ?) ORDER BY since, user_id`,
		scope,
		now,
	);
	return rows.map(({ user_id, since, until_at }) => ({ user: user_id, since, until: until_at }));
}

async function removeOver(sql: Transaction, scope: string, now: number): Promise<void> {
	await sql.run(
		'DELETE FROM contact_assignment_pauses WHERE scope = ? AND until_at <= ?',
		scope,
		now,
	);
}
