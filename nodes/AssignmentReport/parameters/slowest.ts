import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { fieldError, repeated } from '../../shared/fieldError';
import { optionOf } from '../../shared/optionOf';
import { number, text } from '../../shared/parameterValues';
import { optionFor } from './operation';

const LABEL = 'List Slowest';
const MOST = 100;

export const slowestOption: INodeProperties = {
	displayName: LABEL,
	name: 'listSlowest',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: MOST },
	default: 10,
	displayOptions: optionFor('report'),
	description:
		'How many of the longest waits are listed, each with the ID of its contact in HighLevel. Without this option a report names no contact.',
};

/** @throws {NodeOperationError} when it is no such number */
export function readSlowest(context: IExecuteFunctions, itemIndex: number): number {
	const given = optionOf(context, itemIndex, slowestOption.name);
	const wanted = number(given) ?? 0;
	if (Number.isInteger(wanted) && wanted >= 0 && wanted <= MOST) return wanted;
	throw fieldError(
		context,
		itemIndex,
		`'${LABEL}' is not a number of waits: ${repeated(text(given))}`,
		`Write a whole number from 0 to ${MOST}.`,
	);
}
