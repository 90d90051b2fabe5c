import type { PostgresPlace } from '../../../ledger/postgres';
import type { TablesPlace } from '../../../ledger/postgresTables';
import { flagOf, numberOf, processKind, textOf } from './n8nEnvironment';

// n8n's own settings of its database, with n8n's own defaults (@n8n/config, database.config).

/** n8n's own Postgres. */
export interface N8nDatabase {
	place: PostgresPlace;
	/** Where in it n8n has its tables. */
	n8n: TablesPlace;
}

/**
 * Whether n8n hands its executions to workers. A worker is one, whatever its own environment says: n8n
 * takes queue mode for said then, and who sets it for the main process only has workers all the same.
 */
export function isQueueMode(): boolean {
	return processKind() !== 'main' || textOf('EXECUTIONS_MODE', 'regular') === 'queue';
}

/**
 * Where n8n keeps its own data; null when that is SQLite.
 * @throws {LedgerError} when a file with a setting cannot be read
 */
export function n8nDatabase(): N8nDatabase | null {
	if (textOf('DB_TYPE', 'sqlite') !== 'postgresdb') return null;
	return {
		place: {
			setIn: 'environment',
			host: textOf('DB_POSTGRESDB_HOST', 'localhost'),
			port: numberOf('DB_POSTGRESDB_PORT', 5432),
			database: textOf('DB_POSTGRESDB_DATABASE', 'n8n'),
			user: textOf('DB_POSTGRESDB_USER', 'postgres'),
			password: textOf('DB_POSTGRESDB_PASSWORD', ''),
			ssl: ssl(),
			// What n8n may have itself; the ledger has as many beside it, and never more than two.
			connections: numberOf('DB_POSTGRESDB_POOL_SIZE', 2),
		},
		n8n: {
			schema: textOf('DB_POSTGRESDB_SCHEMA', 'public'),
			prefix: textOf('DB_TABLE_PREFIX', ''),
		},
	};
}

/** Certificates switch SSL on by themselves, as in n8n. */
function ssl(): PostgresPlace['ssl'] {
	const [ca, cert, key] = ['CA', 'CERT', 'KEY'].map((name) =>
		textOf(`DB_POSTGRESDB_SSL_${name}`, ''),
	);
	const rejectUnauthorized = flagOf('DB_POSTGRESDB_SSL_REJECT_UNAUTHORIZED', true);
	if (!ca && !cert && !key && rejectUnauthorized) return flagOf('DB_POSTGRESDB_SSL_ENABLED', false);
	return {
		ca: ca || undefined,
		cert: cert || undefined,
		key: key || undefined,
		rejectUnauthorized,
	};
}
