import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';

/** Where decisions, turns and owners are kept. */
export type LedgerKind = 'sqlite' | 'postgres';

export const ledgerField: INodeProperties = {
	displayName: 'Ledger',
	name: 'ledger',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Postgres',
			value: 'postgres',
			description: 'For queue mode, and for several n8n instances that share the work',
		},
		{
			name: 'SQLite (Built In)',
			value: 'sqlite',
			description: "A file in n8n's own folder, with nothing to set up",
		},
	],
	default: 'sqlite',
	description:
		'Where decisions, turns and owners are remembered. All nodes that deal with the same contacts need the same one.',
};

/** The same for a trigger, which only remembers what it has told. */
export const triggerLedgerField: INodeProperties = {
	...ledgerField,
	description:
		'Where it is remembered which contacts and tags have started the workflow already. All nodes that deal with the same contacts need the same one.',
};

/** n8n's own Postgres credential, for the `credentials` of a node with {@link ledgerField}. */
export const ledgerCredential: INodeCredentialDescription = {
	name: 'postgres',
	displayName: 'Credential for Ledger',
	required: true,
	displayOptions: { show: { ledger: ['postgres'] } },
};
