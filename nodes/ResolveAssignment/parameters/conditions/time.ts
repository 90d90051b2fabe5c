import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { text } from '../../../shared/parameterValues';
import { ADD_SECTION } from '../addSection';
import { loadedOptions } from '../loadedOptions';
import type { PanelCondition } from './condition';

/** Values that name working hours begin so. */
const WITHIN = 'within:';
const OUTSIDE = 'outside:';

const field: INodeProperties = {
	displayName: 'Time',
	name: 'time',
	...loadedOptions('getTimes'),
	default: 'businessHours',
	description: "When the message comes. The hours are those of the section 'Working Hours'.",
};

/** When the message comes. */
export const time: PanelCondition = {
	fields: [field],
	read: (added) => (added.time === null ? null : timeFrom(text(added.time))),
};

/** What the field offers, beside the hours that the node defines. */
export function timesOf(schedules: readonly string[]): INodePropertyOptions[] {
	const of = schedules.length > 0 ? '' : `. Add them first: '${ADD_SECTION}' below`;
	return [
		{
			name: 'Business Hours',
			value: 'businessHours',
			description: `Within the business hours${of}`,
		},
		{ name: 'After Hours', value: 'afterHours', description: `Outside the business hours${of}` },
		...schedules.flatMap((name) => [
			{ name: `Within '${name}'`, value: `${WITHIN}${name}` },
			{ name: `Outside '${name}'`, value: `${OUTSIDE}${name}` },
		]),
	];
}

function timeFrom(value: string): unknown {
	if (value.startsWith(WITHIN)) return { schedule: value.slice(WITHIN.length) };
	if (value.startsWith(OUTSIDE)) return { schedule: value.slice(OUTSIDE.length), outside: true };
	return value || undefined;
}
