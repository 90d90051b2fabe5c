import { isNativeError } from 'node:util/types';
import { LedgerError } from './ledger';

/** A database as people call it. */
export function nameOf(place: { host: string; port: number; database: string }): string {
	return `the Postgres database '${place.database}' at ${place.host}:${place.port}`;
}

/** What the server or the network refused, as people read it. */
export function postgresFailure(place: Parameters<typeof nameOf>[0], error: Error): LedgerError {
	return new LedgerError(
		`The ledger in ${nameOf(place)} cannot be used: ${error.message || 'no connection'}`,
		wayOut(codeOf(error), error.message),
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

const WAYS_OUT: ReadonlyArray<readonly [codes: readonly string[], wayOut: string]> = [
	[['28P01', '28000'], 'Check user and password in the Postgres credential.'],
	[['3D000'], 'Create the database, or name another one in the Postgres credential.'],
	[
		['42501'],
		'The user of the Postgres credential must be allowed to create tables, and to read and write them.',
	],
	[['57014'], 'The database was too busy to answer within 30 seconds.'],
	[
		['55P03'],
		'Another n8n process keeps the ledger of these contacts, or Copy Ledger has not ended yet. Try again; if it stays like this, look in the database for connections of n8n-nodes-contact-assignment that hang.',
	],
	[
		['25006', '0A000'],
		'The database can only be read. Name its primary server in the Postgres credential.',
	],
	[
		['53300'],
		'The database has no connection left. Raise its limit, or end what holds connections.',
	],
	[
		['40001', '40P01'],
		'Other transactions of the database were in the way again and again. Try again.',
	],
];

function wayOut(code: string, message: string): string {
	if (/SSL|certificate|no encryption/i.test(message)) {
		return "Compare 'SSL' in the Postgres credential with what the server offers. For a certificate that nobody signed, switch on 'Ignore SSL Issues'.";
	}
	if (/statement pooling/.test(message)) {
		return "Set 'pool_mode' of PgBouncer to 'transaction' or 'session' for this database.";
	}
	if (/work before it did not end/.test(message)) {
		return 'Too much work waits for the database. Try again; if it stays like this, look what keeps the database busy.';
	}
	const known = WAYS_OUT.find(([codes]) => codes.includes(code));
	if (known) return known[1];
	const reach =
		'Check host, port and database in the Postgres credential, and that n8n can reach the server.';
	return /no answer within/.test(message)
		? `${reach} A pool in between, such as PgBouncer with 'pool_mode' session, needs room for two connections of each n8n process.`
		: reach;
}
