import type {
	IExecuteFunctions,
	INodeCredentialDescription,
	INodeProperties,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { choices } from '../choices';

/** Where decisions, turns and owners may be kept. */
const LEDGERS = {
	postgres: {
		name: 'Postgres',
		description: 'For queue mode, and for several n8n instances that share the work',
	},
	sqlite: {
		name: 'SQLite (Built In)',
		description: "A file in n8n's own folder, with nothing to set up",
	},
} as const;

export type LedgerKind = keyof typeof LEDGERS;

export const LEDGER_KINDS = Object.keys(LEDGERS) as [LedgerKind, ...LedgerKind[]];

const DEFAULT: LedgerKind = 'sqlite';

/** An option of the collection 'Options': whoever runs one n8n never has to know of it. */
export const ledgerOption: INodeProperties = {
	displayName: 'Ledger',
	name: 'ledger',
	type: 'options',
	noDataExpression: true,
	options: choices(LEDGERS),
	default: DEFAULT,
	description:
		'Where decisions, turns and owners are remembered. All nodes that deal with the same contacts need the same one.',
};

/** The same for a trigger, which only remembers what it has told. */
export const triggerLedgerOption: INodeProperties = {
	...ledgerOption,
	description:
		'Where it is remembered which contacts and tags have started the workflow already. All nodes that deal with the same contacts need the same one.',
};

/** Where the node keeps it: the editor and n8n look for it by this path, too. */
const PATH = 'options.ledger';

/** n8n's own Postgres credential, for the `credentials` of a node with {@link ledgerOption}. */
export const ledgerCredential: INodeCredentialDescription = {
	name: 'postgres',
	displayName: 'Credential for Ledger',
	required: true,
	displayOptions: { show: { [PATH]: ['postgres'] } },
};

/** Which ledger a node with items uses. */
export function ledgerKindOf(context: IExecuteFunctions): LedgerKind {
	return kindOf(context.getNodeParameter(PATH, 0, DEFAULT));
}

/** Which one a trigger uses, whose parameters belong to no item. */
export function triggerLedgerKindOf(context: IWebhookFunctions | IPollFunctions): LedgerKind {
	return kindOf(context.getNodeParameter(PATH, DEFAULT));
}

function kindOf(chosen: unknown): LedgerKind {
	return LEDGER_KINDS.find((kind) => kind === chosen) ?? DEFAULT;
}

/** A ledger as people choose it. */
export function ledgerName(kind: LedgerKind): string {
	return LEDGERS[kind].name;
}
