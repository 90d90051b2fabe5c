import { DateTime } from 'luxon';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { textOf } from '../../shared/json';
import { fieldError } from '../../shared/fieldError';

export const backOnParameter: INodeProperties = {
	displayName: 'Back On',
	name: 'backOn',
	type: 'dateTime',
	default: '',
	required: true,
	displayOptions: { show: { operation: ['handOver'] } },
	description:
		"From when on 'Hand Back' returns the contacts. Enter the days also as 'Away' under 'People' of Resolve Assignment, so that no new contacts come in between.",
};

/** @throws {NodeOperationError} when it is no date, or one in the past */
export function readBackOn(context: IExecuteFunctions, itemIndex: number, now: number): DateTime {
	const value = context.getNodeParameter('backOn', itemIndex) as unknown;
	const zone = context.getTimezone();
	const date = DateTime.isDateTime(value) ? value : DateTime.fromISO(textOf(value), { zone });
	if (!date.isValid) {
		throw fieldError(
			context,
			itemIndex,
			textOf(value) === '' ? "'Back On' is empty" : `'Back On' is not a date: ${textOf(value)}`,
			'Choose the first day on which the person works again.',
		);
	}
	if (date.toMillis() > now) return date;
	throw fieldError(
		context,
		itemIndex,
		`'Back On' is in the past: ${date.toISODate() ?? ''}`,
		"Choose a day to come. For somebody who is back already, use the operation 'Hand Back'.",
	);
}
