import type { PostgresDatabase, PostgresPlace } from '../../../ledger/postgres';

/** Loads the driver, without which n8n starts faster where nobody uses Postgres. */
export async function postgresAt(place: PostgresPlace): Promise<PostgresDatabase> {
	const engine = await import('../../../ledger/postgres');
	return new engine.PostgresDatabase(place);
}

/** The same for where in n8n's own Postgres the ledger is. */
export async function postgresHome(): Promise<typeof import('../../../ledger/postgresHome')> {
	return await import('../../../ledger/postgresHome');
}
