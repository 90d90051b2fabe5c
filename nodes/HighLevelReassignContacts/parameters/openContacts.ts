import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { DAY } from '../../../routing/model/durations';
import { fieldError } from '../../shared/fieldError';
import { optionOf } from '../../shared/optionOf';
import { number } from '../../shared/parameterValues';
import { MOVES } from './operation';

/** Without it, every contact that has this owner in HighLevel is meant. */
export const openContactsOption: INodeProperties = {
	displayName: 'Only Open Contacts (Days)',
	name: 'openDays',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 400 },
	default: 30,
	displayOptions: { show: { '/operation': MOVES } },
	description:
		'How long after their last message contacts count as open; all others stay where they are. Those count that Resolve Assignment decided about and that Assignment Ledger has not closed.',
};

/**
 * Since when contacts count as open, milliseconds since 1970; null when closed ones are meant, too.
 * @throws {NodeOperationError} when the days are no number above 0
 */
export function readOpenSince(
	context: IExecuteFunctions,
	itemIndex: number,
	now: number,
): number | null {
	const added = optionOf(context, itemIndex, 'openDays');
	if (added === undefined) return null;
	const days = number(added) ?? 0;
	if (Number.isFinite(days) && days > 0) return now - days * DAY;
	throw fieldError(
		context,
		itemIndex,
		"'Only Open Contacts (Days)' is not a number above 0",
		'Fill in a number of days, e.g. 30, or remove the option to mean all contacts.',
	);
}
