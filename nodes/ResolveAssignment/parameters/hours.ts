import type { INodeProperties } from 'n8n-workflow';
import { WEEK_EXAMPLE } from '../../../routing/model/writtenWeek';
import { cardsOf, text, type Fields } from '../../shared/parameterValues';
import { timeZoneField } from './timeZone';

/** Hours of the week, as people write them. */
export const hoursField: INodeProperties = {
	displayName: 'Hours',
	name: 'hours',
	type: 'string',
	default: 'Mon-Fri 9:00-17:00',
	placeholder: `e.g. ${WEEK_EXAMPLE}`,
	description:
		'Days and times as you would write them. For a lunch break: Mon-Fri 9-12 and 13-17. Also daily, all day, closed, and times like 5 pm. An end before the start is a time of the next day.',
};

/** Stretches of whole days. */
export function daysList(
	field: Pick<INodeProperties, 'displayName' | 'name' | 'placeholder' | 'description'>,
): INodeProperties {
	return {
		...field,
		type: 'fixedCollection',
		default: {},
		typeOptions: {
			multipleValues: true,
			fixedCollection: {
				itemTitle:
					'={{ [$collection.item.value.from, $collection.item.value.to].filter(Boolean).map((day) => String(day).slice(0, 10)).join(" to ") }}',
			},
		},
		options: [
			{
				displayName: 'Dates',
				name: 'values',
				values: [
					{
						displayName: 'From',
						name: 'from',
						type: 'dateTime',
						typeOptions: { dateOnly: true },
						default: '',
						required: true,
					},
					{
						displayName: 'To',
						name: 'to',
						type: 'dateTime',
						typeOptions: { dateOnly: true },
						default: '',
						description: 'The last day. Empty means one day.',
					},
				],
			},
		],
	};
}

/** The zone of hours, if they name one. */
export function timeZone(): INodeProperties {
	return timeZoneField('getTimeZones', {
		description:
			"Of these hours. Without one, that of 'Time Zone' in the options, or else of the workflow.",
	});
}

/** Working time, unchecked. */
export type WorkingTimeInput = ReturnType<typeof workingTimeFrom>;

/** Hours of the week; `timeZone` is for those that name none. */
export function workingTimeFrom(card: Fields, timeZone: string) {
	return {
		timeZone: text(card.timeZone) || timeZone,
		hours: text(card.hours),
		holidays: daysFrom(card.holidays),
	};
}

/** Stretches of days. The editor's calendar adds a time to a day, which says nothing. */
export function daysFrom(value: unknown) {
	return cardsOf(value).map((card) => {
		const to = day(card.to);
		return { from: day(card.from), ...(to && { to }) };
	});
}

function day(value: unknown): string {
	return text(value).replace(/^(\d{4}-\d\d-\d\d)[T ].*$/, '$1');
}
