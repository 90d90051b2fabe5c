import {
	NodeOperationError,
	type ICredentialDataDecryptedObject,
	type IExecuteFunctions,
	type IPollFunctions,
	type IWebhookFunctions,
} from 'n8n-workflow';
import type { PostgresPlace } from '../../../ledger/postgres';
import type { LedgerStore } from '../../../ledger/store';
import { openPostgresStore } from './stores';

/** What a node or trigger that uses the ledger runs in. */
export type LedgerContext = IExecuteFunctions | IWebhookFunctions | IPollFunctions;

/**
 * The store that the node's Postgres credential leads to.
 * @throws {LedgerError} when it cannot be used
 * @throws {NodeOperationError} when the credential asks for what is not supported
 */
export async function openCredentialStore(context: LedgerContext): Promise<LedgerStore> {
	return await openPostgresStore(await credentialPlace(context));
}

/**
 * The database that the node's Postgres credential leads to.
 * @throws {NodeOperationError} when the credential asks for what is not supported
 */
export async function credentialPlace(context: LedgerContext): Promise<PostgresPlace> {
	const credential = await context.getCredentials('postgres');
	if (credential.sshTunnel) {
		throw new NodeOperationError(
			context.getNode(),
			'The Postgres credential goes through an SSH tunnel, which the ledger cannot use',
			{
				description:
					"Choose a credential that reaches the database directly, over SSL if need be, or set the option 'Ledger' to 'Automatic'.",
			},
		);
	}
	return {
		host: text(credential, 'host', 'localhost'),
		port: Number(credential.port) || 5432,
		database: text(credential, 'database', 'postgres'),
		user: text(credential, 'user', 'postgres'),
		password: text(credential, 'password', ''),
		ssl: sslOf(credential),
		connections: Number(credential.maxConnections) || 100,
	};
}

/** As n8n's own Postgres node reads these fields. */
function sslOf({ allowUnauthorizedCerts, ssl }: ICredentialDataDecryptedObject) {
	if (allowUnauthorizedCerts === true) return { rejectUnauthorized: false };
	return ssl !== undefined && ssl !== 'disable';
}

function text(credential: ICredentialDataDecryptedObject, field: string, fallback: string): string {
	const value = credential[field];
	return typeof value === 'string' && value !== '' ? value : fallback;
}
