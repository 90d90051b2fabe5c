import type { Database } from './database';
import type { Secrets } from './secrets';
import { DAY } from '../routing/model/durations';

/** How long Meta may deliver the same webhook again, and a day to spare. */
const KEEP_MS = 8 * DAY;
const STEP = 200;

/** As workers of an older version have it: two of them may run at the same time. */
const LOCK = 'deliveries';

/** The keys of what triggers have done with, so that a repeated delivery does not run them again. */
export class IdempotencyKeys {
	constructor(
		private readonly database: Database,
		private readonly secrets: Secrets,
	) {}

	/** Those of the keys that were noted as done. */
	async done(keys: readonly string[]): Promise<Set<string>> {
		const byHash = new Map(keys.map((key) => [this.secrets.hash(key), key]));
		return await this.database.transaction(LOCK, async (sql) => {
			const rows = await sql.all<{ key: string }>(
				'SELECT key FROM contact_assignment_deliveries WHERE key IN (SELECT value FROM EACH(?))',
				[...byHash.keys()],
			);
			return new Set(rows.map(({ key }) => byHash.get(key) ?? ''));
		});
	}

	/** Notes keys as done, and drops some of the oldest. */
	async note(keys: readonly string[], now: number): Promise<void> {
		await this.database.transaction(LOCK, async (sql) => {
			await sql.insert(
				'contact_assignment_deliveries',
				[...new Set(keys)].map((key) => ({ key: this.secrets.hash(key), at: now })),
				'ON CONFLICT (key) DO NOTHING',
			);
			await sql.run(
				`DELETE FROM contact_assignment_deliveries WHERE key IN (
					SELECT key FROM contact_assignment_deliveries WHERE at < ? ORDER BY at LIMIT ${STEP})`,
				now - KEEP_MS,
			);
		});
	}
}
