import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { fieldError } from '../shared/fieldError';

const operations = [
	{
		name: 'Close Contact',
		value: 'close',
		description: 'The contact is done and no longer counts as open. Its owner stays.',
		action: 'Close a contact',
	},
	{
		name: 'Copy Ledger',
		value: 'copyLedger',
		description: 'Take all that the SQLite file remembers along to Postgres, once',
		action: 'Copy the ledger to postgres',
	},
	{
		name: 'Forget Contact',
		value: 'forget',
		description: 'Remove all that is remembered about a person, e.g. when they ask for it',
		action: 'Forget a contact',
	},
	{
		name: 'Give Turn Back',
		value: 'giveTurnBack',
		description:
			'The last assignment of the contact was worth nothing: its turn goes to the same person again',
		action: 'Give a turn back',
	},
	{
		name: 'Start Empty',
		value: 'startEmpty',
		description: 'Begin in Postgres without what a SQLite file remembers',
		action: 'Start an empty ledger',
	},
	{
		name: 'Take Turn Again',
		value: 'takeTurnAgain',
		description: "Undo 'Give Turn Back'",
		action: 'Take a turn again',
	},
] as const;

/** What the node can be told to do. */
export type Operation = (typeof operations)[number]['value'];

/** What is about the ledger as a whole, and no contact of it. */
export const WHOLE_OPERATIONS = ['copyLedger', 'startEmpty'] as const satisfies Operation[];

export type WholeOperation = (typeof WHOLE_OPERATIONS)[number];

export type ContactOperation = Exclude<Operation, WholeOperation>;

/** Of what is only asked about a contact. */
export const ofContact = { hide: { operation: [...WHOLE_OPERATIONS] } };

/** The name of the operation, below the node. */
export const subtitle = `={{ { ${operations
	.map(({ name, value }) => `${value}: "${name}"`)
	.join(', ')} }[$parameter["operation"]] }}`;

export const operationParameters: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [...operations],
		default: 'close',
	},
	{
		displayName:
			"Run it once, by hand. All that the SQLite file in n8n's folder remembers goes to the Postgres ledger, which must be new; then the file decides nothing any more. With <b>Options > Ledger</b> on Automatic that is n8n's own Postgres; Postgres there asks for a credential.",
		name: 'copyNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { operation: ['copyLedger'] } },
	},
	{
		displayName:
			"Run it once, by hand. The Postgres ledger begins without what a SQLite file remembers: contacts have no owner yet, and all turns begin anew. To take everything along, choose <b>Copy Ledger</b>. With <b>Options > Ledger</b> on Automatic it is n8n's own Postgres; Postgres there asks for a credential.",
		name: 'emptyNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { operation: ['startEmpty'] } },
	},
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Wrong number',
		displayOptions: { show: { operation: ['giveTurnBack'] } },
		description: 'Why the contact was worth no turn, e.g. a bad lead',
	},
];

export function readOperation(context: IExecuteFunctions): Operation {
	const given = context.getNodeParameter('operation', 0);
	return operations.find(({ value }) => value === given)?.value ?? 'close';
}

/** Whether it is about the ledger as a whole. */
export function isWhole(operation: Operation): operation is WholeOperation {
	return WHOLE_OPERATIONS.some((one) => one === operation);
}

/**
 * Why the contact of an item was worth no turn.
 * @throws {NodeOperationError} when it is empty
 */
export function readReason(context: IExecuteFunctions, itemIndex: number): string {
	const reason = String(context.getNodeParameter('reason', itemIndex)).trim();
	if (reason !== '') return reason;
	throw fieldError(
		context,
		itemIndex,
		"'Reason' is empty",
		'Say why the contact was worth no turn, e.g. "Wrong number".',
	);
}
