import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { MOVES } from './operation';
import { fieldError } from '../../shared/fieldError';
import { DAY } from '../../../routing/model/durations';

export const openContactsParameters: INodeProperties[] = [
	{
		displayName: 'Which Contacts',
		name: 'which',
		type: 'options',
		displayOptions: { show: { operation: MOVES } },
		options: [
			{ name: 'All', value: 'all', description: 'Every contact that has this owner in HighLevel' },
			{
				name: 'Open Only',
				value: 'open',
				description:
					'Those that Resolve Assignment decided about, that Assignment Ledger has not closed, and that are not silent for too long',
			},
		],
		default: 'all',
	},
	{
		displayName: 'Open Contacts Count For (Days)',
		name: 'openDays',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 400 },
		default: 30,
		displayOptions: { show: { operation: MOVES, which: ['open'] } },
		description: 'How long after their last message contacts count as open',
	},
];

/**
 * Since when contacts count as open, milliseconds since 1970; null when closed ones are meant, too.
 * @throws {NodeOperationError} when the days are no number above 0
 */
export function readOpenSince(
	context: IExecuteFunctions,
	itemIndex: number,
	now: number,
): number | null {
	if (context.getNodeParameter('which', itemIndex) !== 'open') return null;
	return now - openDays(context, itemIndex) * DAY;
}

function openDays(context: IExecuteFunctions, itemIndex: number): number {
	const days = Number(context.getNodeParameter('openDays', itemIndex));
	if (Number.isFinite(days) && days > 0) return days;
	throw fieldError(
		context,
		itemIndex,
		"'Open Contacts Count For (Days)' is not a number above 0",
		'Fill in a number of days, e.g. 30.',
	);
}
