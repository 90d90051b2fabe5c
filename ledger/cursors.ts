import type { Database } from './database';
import type { Secrets } from './secrets';

/** As workers of an older version have it: two of them may run at the same time. */
const LOCK = 'positions';

/**
 * How far something has come that goes on after a restart, for example a search; JSON by name. It may
 * say at which contact, so it is encrypted.
 */
export class Cursors {
	constructor(
		private readonly database: Database,
		private readonly secrets: Secrets,
	) {}

	/** @returns what was written last; undefined when nothing was */
	async read(name: string): Promise<unknown> {
		const [row] = await this.database.transaction(
			LOCK,
			async (sql) =>
				await sql.all<{ value: string }>(
					'SELECT value FROM contact_assignment_meta WHERE name = ?',
					this.key(name),
				),
		);
		return row && (JSON.parse(this.secrets.open(row.value)) as unknown);
	}

	async write(name: string, cursor: object): Promise<void> {
		await this.database.transaction(LOCK, async (sql) => {
			await sql.insert(
				'contact_assignment_meta',
				[{ name: this.key(name), value: this.secrets.seal(JSON.stringify(cursor)) }],
				'ON CONFLICT (name) DO UPDATE SET value = excluded.value',
			);
		});
	}

	/** Apart from what the ledger itself keeps in the same table. */
	private key(name: string): string {
		return `position ${this.secrets.hash(name)}`;
	}
}
