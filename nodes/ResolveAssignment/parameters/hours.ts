import type { INodeProperties } from 'n8n-workflow';
import { WEEKDAYS } from '../../../routing/model/hours';
import { cardsOf, text, texts, type Fields } from '../../shared/parameterValues';
import { ALWAYS_SHOWN } from './shownFields';
import { timeZoneField } from './timeZone';

/** Days of the week with a time from and a time to. */
export function hoursList(): INodeProperties {
	return {
		displayName: 'Hours',
		name: 'hours',
		type: 'fixedCollection',
		placeholder: 'Add Hours',
		default: {},
		description: 'Add several for a lunch break, or for days with other hours',
		typeOptions: {
			...ALWAYS_SHOWN,
			multipleValues: true,
			fixedCollection: {
				layout: 'inline',
				itemTitle:
					'={{ $collection.item.value.days.map((day) => day.slice(0, 1).toUpperCase() + day.slice(1, 3)).join(", ") + " " + $collection.item.value.from + " to " + $collection.item.value.to }}',
			},
		},
		options: [
			{
				displayName: 'Hours',
				name: 'values',
				values: [
					{
						displayName: 'Days',
						name: 'days',
						type: 'multiOptions',
						// In the order of the week.
						options: WEEKDAYS.map((day) => ({
							name: day.slice(0, 1).toUpperCase() + day.slice(1),
							value: day,
						})),
						default: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
					},
					{
						displayName: 'From',
						name: 'from',
						type: 'string',
						default: '09:00',
						placeholder: 'e.g. 09:00',
					},
					{
						displayName: 'To',
						name: 'to',
						type: 'string',
						default: '17:00',
						placeholder: 'e.g. 17:00',
						description:
							'24:00 or 23:59 is midnight. Earlier than the start, it is a time of the next day.',
					},
				],
			},
		],
	};
}

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

/** Hours of the week; `timeZone` is for those that name none. */
export function workingTimeFrom(card: Fields, timeZone: string) {
	return {
		timeZone: text(card.timeZone) || timeZone,
		hours: cardsOf(card.hours).map(({ days, from, to }) => ({
			days: texts(days).map((day) => day.toLowerCase()),
			from: timeOfDay(from),
			to: timeOfDay(to),
		})),
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

const TIME = /^(\d{1,2})(?::(\d{2}))?(?::00)?\s*([ap]m)?$/i;

/** `9:00`, `9 am` and `09:00` are one; what is no time stays for the plan to refuse. */
function timeOfDay(value: unknown): string {
	const written = text(value);
	const [, hour, minute = '00', half] = TIME.exec(written) ?? [];
	if (hour === undefined) return written;
	if (!half) return `${hour.padStart(2, '0')}:${minute}`;
	if (Number(hour) < 1 || Number(hour) > 12) return written;
	const hours = (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
	return `${String(hours).padStart(2, '0')}:${minute}`;
}
