import { isNativeError } from 'node:util/types';
import { LedgerError } from './ledger';
import type { TablesPlace } from './postgresTables';

/** Where people say how to get into a database. */
export type SettingsPlace = 'credential' | 'environment';

/** A database, and where people named it. */
interface NamedDatabase {
	host: string;
	port: number;
	database: string;
	setIn?: SettingsPlace;
}

/** A database as people call it. */
export function nameOf(place: NamedDatabase, tables?: TablesPlace): string {
	const database = `the Postgres database '${place.database}' at ${place.host}:${place.port}`;
	return tables ? `the schema '${tables.schema}' of ${database}` : database;
}

/** What the server or the network refused, as people read it. */
export function postgresFailure(place: NamedDatabase, error: Error): LedgerError {
	return new LedgerError(
		`The ledger in ${nameOf(place)} cannot be used: ${error.message || 'no connection'}`,
		wayOut(codeOf(error), error.message, SETTINGS[place.setIn ?? 'credential']),
		{ cause: error },
	);
}

// All codes: https://www.postgresql.org/docs/current/errcodes-appendix.html

/**
 * Postgres has rolled the transaction back, at whichever statement it says so: others were in the way
 * (40001, 40P01), or it had heard nothing for too long (25P03).
 */
const ROLLED_BACK: ReadonlySet<string> = new Set(['40001', '40P01', '25P03']);

/** The connection is gone, and with it the transaction, if it was not told to commit. */
const DISCONNECTED =
	/^(?:08...|57P0[123]|ECONNRESET|EPIPE)$|Connection terminated|server conn|server closed the connection/;

/**
 * Whether nothing of a transaction lasts and the same one may go well now.
 * @param committing whether Postgres was told to commit: then a lost connection says nothing
 */
export function mayRepeat(error: unknown, committing: boolean): boolean {
	// What the work itself threw is no error of the store, whatever it looks like.
	if (!(error instanceof LedgerError) || !isNativeError(error.cause)) return false;
	const { cause } = error;
	const code = codeOf(cause);
	if (ROLLED_BACK.has(code)) return true;
	return !committing && (DISCONNECTED.test(code) || DISCONNECTED.test(cause.message));
}

function codeOf(error: Error): string {
	return 'code' in error ? String(error.code) : '';
}

/** What people change, as they know it. */
interface Settings {
	/** All of it. */
	name: string;
	ssl: string;
}

const SETTINGS: Record<SettingsPlace, Settings> = {
	credential: {
		name: 'the Postgres credential',
		ssl: "Compare 'SSL' in the Postgres credential with what the server offers. For a certificate that nobody signed, switch on 'Ignore SSL Issues'.",
	},
	environment: {
		name: "n8n's environment variables DB_POSTGRESDB_…",
		ssl: "Compare n8n's environment variables DB_POSTGRESDB_SSL_… with what the server offers. For a certificate that nobody signed, give DB_POSTGRESDB_SSL_CA, or set DB_POSTGRESDB_SSL_REJECT_UNAUTHORIZED to false.",
	},
};

const WAYS_OUT: ReadonlyArray<
	readonly [codes: readonly string[], wayOut: (settings: string) => string]
> = [
	[['28P01', '28000'], (settings) => `Check user and password in ${settings}.`],
	[['3D000'], (settings) => `Create the database, or name another one in ${settings}.`],
	[
		['42501'],
		(settings) =>
			`The user in ${settings} must be allowed to create tables, and to read and write them.`,
	],
	[['57014'], () => 'The database was too busy to answer within 30 seconds.'],
	[
		['55P03'],
		() =>
			'Another n8n process keeps the ledger of these contacts, or Copy Ledger has not ended yet. Try again; if it stays like this, look in the database for connections of n8n-nodes-contact-assignment that hang.',
	],
	[
		['25006', '0A000'],
		(settings) => `The database can only be read. Name its primary server in ${settings}.`,
	],
	[
		['53300'],
		() => 'The database has no connection left. Raise its limit, or end what holds connections.',
	],
	[
		['40001', '40P01'],
		() => 'Other transactions of the database were in the way again and again. Try again.',
	],
];

function wayOut(code: string, message: string, settings: Settings): string {
	if (/SSL|certificate|no encryption/i.test(message)) return settings.ssl;
	if (/statement pooling/.test(message)) {
		return "Set 'pool_mode' of PgBouncer to 'transaction' or 'session' for this database.";
	}
	if (/work before it did not end/.test(message)) {
		return 'Too much work waits for the database. Try again; if it stays like this, look what keeps the database busy.';
	}
	const known = WAYS_OUT.find(([codes]) => codes.includes(code));
	if (known) return known[1](settings.name);
	const reach = `Check host, port and database in ${settings.name}, and that n8n can reach the server.`;
	return /no answer within/.test(message)
		? `${reach} A pool in between, such as PgBouncer with 'pool_mode' session, needs room for three connections of each n8n process: one of them is for reports.`
		: reach;
}
