import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { TimeCounts } from '../../../report/request';
import { choices } from '../../shared/choices';
import { optionOf } from '../../shared/optionOf';
import { oneOf } from './oneOf';
import { optionFor } from './operation';

const TIMES: Readonly<Record<TimeCounts, { name: string; description: string }>> = {
	working: {
		name: 'Working Time',
		description: 'Of whoever has to answer: nights and days off do not count',
	},
	all: { name: 'All Hours', description: 'As the contact waits, day and night' },
};

const DEFAULT: TimeCounts = 'working';

export const timeCountsOption: INodeProperties = {
	displayName: 'Time Counts',
	name: 'timeCounts',
	type: 'options',
	options: choices<TimeCounts>(TIMES),
	default: DEFAULT,
	displayOptions: optionFor('report'),
	description: 'Which time goes by while a contact waits',
};

/** @throws {NodeOperationError} when it is none of the choices */
export function readTimeCounts(context: IExecuteFunctions, itemIndex: number): TimeCounts {
	const given = optionOf(context, itemIndex, timeCountsOption.name);
	return oneOf(context, itemIndex, 'Time Counts', TIMES, given) ?? DEFAULT;
}
