import type { INodeProperties } from 'n8n-workflow';
import { cardsOf, text } from '../../shared/parameterValues';
import { daysList, hoursField, timeZone, workingTimeFrom } from './hours';

export const schedules: INodeProperties = {
	displayName: 'Working Hours',
	name: 'schedules',
	type: 'fixedCollection',
	placeholder: 'Add Working Hours',
	default: {},
	description: 'Hours of the week that rules, teams and people can refer to',
	typeOptions: {
		multipleValues: true,
		sortable: true,
		fixedCollection: { itemTitle: '={{ $collection.item.value.name || "" }}' },
	},
	options: [
		{
			displayName: 'Working Hours',
			name: 'values',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. Office Hours',
				},
				hoursField,
				timeZone(),
				daysList({
					displayName: 'Holidays',
					name: 'holidays',
					placeholder: 'Add Holiday',
					description: 'Days on which these hours do not count',
				}),
			],
		},
	],
};

/**
 * The working hours that have a name, unchecked.
 * @param timeZone of hours that name none
 */
export function schedulesFrom(value: unknown, timeZone: string) {
	return cardsOf(value).map((card) => ({
		name: text(card.name),
		...workingTimeFrom(card, timeZone),
	}));
}
