import type { Database } from './database';
import { LOCKS } from './locks';
import type { Retention } from './retention';
import type { Secrets } from './secrets';

/**
 * How far something has come that goes on after a restart, for example a search; JSON by name. It may
 * say at which contact, so it is encrypted.
 */
export class Cursors {
	constructor(
		private readonly database: Database,
		private readonly secrets: Secrets,
		private readonly retention: Retention,
	) {}

	/** @returns what was written last; undefined when nothing was */
	async read(name: string): Promise<unknown> {
		const [row] = await this.database.transaction(
			LOCKS.cursors,
			async (sql) =>
				await sql.all<{ value: string }>(
					'SELECT value FROM contact_assignment_meta WHERE name = ?',
					this.key(name),
				),
		);
		return row && (JSON.parse(this.secrets.open(row.value)) as unknown);
	}

	/** @param now milliseconds since 1970: what is not written for long is forgotten */
	async write(name: string, cursor: object, now: number): Promise<void> {
		await this.retention.transaction(LOCKS.cursors, now, async (sql) => {
			await sql.insert(
				'contact_assignment_meta',
				[{ name: this.key(name), value: this.secrets.seal(JSON.stringify(cursor)), at: now }],
				'ON CONFLICT (name) DO UPDATE SET value = excluded.value, at = excluded.at',
			);
		});
	}

	/** Apart from what the ledger itself keeps in the same table. */
	private key(name: string): string {
		return `position ${this.secrets.hash(name)}`;
	}
}
