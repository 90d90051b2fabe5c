import { allOf, type Database } from './database';
import { LOCKS } from './locks';
import type { Retention } from './retention';
import type { Secrets } from './secrets';

/** The keys of what triggers have done with, so that a repeated delivery does not run them again. */
export class IdempotencyKeys {
	constructor(
		private readonly database: Database,
		private readonly secrets: Secrets,
		private readonly retention: Retention,
	) {}

	/** Those of the keys that were noted as done. */
	async done(keys: readonly string[]): Promise<Set<string>> {
		const hashes = await this.secrets.hashes(keys);
		const byHash = new Map(hashes.map((hash, i) => [hash, keys[i] ?? '']));
		return await this.database.transaction(LOCKS.idempotencyKeys, async (sql) => {
			const rows = await allOf<{ key: string }>(
				sql,
				'SELECT key FROM contact_assignment_deliveries WHERE key IN (SELECT value FROM EACH(?))',
				[],
				hashes,
			);
			return new Set(rows.map(({ key }) => byHash.get(key) ?? ''));
		});
	}

	/** Notes keys as done. */
	async note(keys: readonly string[], now: number): Promise<void> {
		const hashes = await this.secrets.hashes([...new Set(keys)]);
		await this.retention.transaction(LOCKS.idempotencyKeys, now, async (sql) => {
			await sql.insert(
				'contact_assignment_deliveries',
				hashes.map((key) => ({ key, at: now })),
				'ON CONFLICT (key) DO NOTHING',
			);
		});
	}
}
