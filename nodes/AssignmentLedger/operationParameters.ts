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
		name: 'Take Turn Again',
		value: 'takeTurnAgain',
		description: "Undo 'Give Turn Back'",
		action: 'Take a turn again',
	},
] as const;

/** What the node can be told to do. */
export type Operation = (typeof operations)[number]['value'];

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
