import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { fieldError, repeated } from '../../shared/fieldError';
import { number, text } from '../../shared/parameterValues';
import { forOperations } from './operation';

const LABEL = 'Target (Minutes)';
const DEFAULT = 15;
const LARGEST = 525_600;

export const targetParameter: INodeProperties = {
	displayName: LABEL,
	name: 'targetMinutes',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: LARGEST },
	default: DEFAULT,
	displayOptions: forOperations('report'),
	description: 'Within how many minutes a contact is to be answered',
};

/** @throws {NodeOperationError} when it is no whole number of minutes */
export function readTarget(context: IExecuteFunctions, itemIndex: number): number {
	const given = context.getNodeParameter('targetMinutes', itemIndex, DEFAULT) as unknown;
	const minutes = number(given) ?? DEFAULT;
	if (Number.isInteger(minutes) && minutes >= 1 && minutes <= LARGEST) return minutes;
	throw fieldError(
		context,
		itemIndex,
		`'${LABEL}' is not a number of minutes: ${repeated(text(given))}`,
		`Write a whole number from 1 to ${LARGEST}, e.g. 15.`,
	);
}
