import type {
	IExecuteFunctions,
	INodeCredentialDescription,
	INodeProperties,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { choices } from '../choices';
import { wantsCredential } from './operatorChoice';

/** Where decisions, turns and owners may be kept, as people choose it. */
const LEDGERS = {
	automatic: {
		name: 'Automatic',
		description:
			"The same for all nodes: a file in n8n's own folder, and in queue mode n8n's own Postgres",
	},
	postgres: {
		name: 'Postgres',
		description: 'A database of your choice, by its credential',
	},
	sqlite: {
		name: 'SQLite (Built In)',
		description: "A file in n8n's own folder, also in queue mode",
	},
} as const;

export type LedgerChoice = keyof typeof LEDGERS;

const LEDGER_CHOICES = Object.keys(LEDGERS) as LedgerChoice[];

const DEFAULT: LedgerChoice = 'automatic';

/** An option of the collection 'Options': hardly anybody has to know of it. */
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

/**
 * n8n's own Postgres credential, for the `credentials` of a node with {@link ledgerOption}. Without a
 * choice the node has it only where whoever runs n8n wants that.
 */
export const ledgerCredential: INodeCredentialDescription = {
	name: 'postgres',
	displayName: 'Credential for Ledger',
	required: true,
	displayOptions: wantsCredential()
		? { hide: { [PATH]: ['sqlite'] } }
		: { show: { [PATH]: ['postgres'] } },
};

/** Which ledger a node with items uses. */
export function ledgerChoiceOf(context: IExecuteFunctions): LedgerChoice {
	return choiceOf(context.getNodeParameter(PATH, 0, DEFAULT));
}

/** Which one a trigger uses, whose parameters belong to no item. */
export function triggerLedgerChoiceOf(context: IWebhookFunctions | IPollFunctions): LedgerChoice {
	return choiceOf(context.getNodeParameter(PATH, DEFAULT));
}

function choiceOf(chosen: unknown): LedgerChoice {
	return LEDGER_CHOICES.find((choice) => choice === chosen) ?? DEFAULT;
}

/** A ledger as people choose it. */
export function ledgerName(choice: LedgerChoice): string {
	return LEDGERS[choice].name;
}
