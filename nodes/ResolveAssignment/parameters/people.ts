import type { INodeProperties } from 'n8n-workflow';
import { userLocator } from '../../shared/highLevel/userLocator';
import type { Limit } from '../../../routing/plan/plan';
import { cardsOf, fieldsOf, nameIn, number, text } from '../../shared/parameterValues';
import { choices } from '../../shared/choices';
import { daysFrom, daysList } from './hours';
import { NO_CHOICE, USER_TITLE, userFrom } from './locators';
import { skillsField, skillsFrom } from './skills';
import { worksFields, worksFrom, type NamedHours } from './works';

const limits: INodeProperties = {
	displayName: 'Limits',
	name: 'limits',
	type: 'fixedCollection',
	placeholder: 'Add Limit',
	default: {},
	description: 'The most new contacts in an hour, a day or a week',
	typeOptions: { multipleValues: true },
	options: [
		{
			displayName: 'Limit',
			name: 'values',
			values: [
				{
					displayName: 'Most New Contacts',
					name: 'max',
					type: 'number',
					default: 10,
					typeOptions: { minValue: 0 },
				},
				{
					displayName: 'Per',
					name: 'per',
					type: 'options',
					options: choices<Limit['per']>({
						hour: { name: 'Hour' },
						day: { name: 'Day' },
						week: { name: 'Week' },
					}),
					default: 'day',
				},
				{
					displayName: 'Counted',
					name: 'window',
					type: 'options',
					options: choices<Limit['window']>({
						calendar: {
							name: 'From the Start of the Hour, Day or Week',
							description: 'Starts again at midnight, on Monday or with the hour',
						},
						rolling: {
							name: 'Over the Last Hour, Day or Week',
							description: 'Looks back 1 hour, 24 hours or 7 days',
						},
					}),
					default: 'calendar',
				},
			],
		},
	],
};

const more: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		daysList({
			displayName: 'Away',
			name: 'away',
			placeholder: 'Add Dates',
			description: 'Days on which the person gets no contacts',
		}),
		userLocator({
			displayName: 'Backup Person',
			name: 'backup',
			default: NO_CHOICE,
			description: 'Who stands in when this person cannot take a contact',
		}),
		{
			displayName: 'Capacity',
			name: 'capacity',
			type: 'number',
			default: 20,
			typeOptions: { minValue: 1 },
			description:
				"The most open contacts at the same time, or the most of what 'Load From' counts",
		},
		limits,
		{
			displayName: 'Paused',
			name: 'paused',
			type: 'boolean',
			default: true,
			description: 'Whether the person gets no contacts for now',
		},
		skillsField({
			displayName: 'Skills',
			name: 'skills',
			description: 'Separated by commas. A number is the level, from 1 to 10.',
		}),
	],
};

export const people: INodeProperties = {
	displayName: 'People',
	name: 'people',
	type: 'fixedCollection',
	placeholder: 'Add Person',
	default: {},
	description:
		'When people work and how much they can take. Who is not listed is always available.',
	typeOptions: {
		multipleValues: true,
		sortable: true,
		fixedCollection: {
			itemTitle: USER_TITLE,
		},
	},
	options: [
		{
			displayName: 'Person',
			name: 'values',
			values: [
				userLocator({ displayName: 'User', name: 'user', default: NO_CHOICE, required: true }),
				...worksFields(
					"When the person works. Always: or as HighLevel says, if the section 'Data From HighLevel' says so.",
				),
				more,
			],
		},
	],
};

/**
 * The people, unchecked.
 * @param hours for those that name working hours, or have hours of their own without a time zone
 */
export function peopleFrom(value: unknown, hours: NamedHours): unknown[] {
	return cardsOf(value).map((person) => {
		const options = fieldsOf(person.options);
		return {
			user: userFrom(person.user),
			works: worksFrom(person, hours),
			away: daysFrom(options.away),
			paused: options.paused === true,
			capacity: number(options.capacity) ?? null,
			limits: cardsOf(options.limits).map((limit) => ({
				max: number(limit.max),
				per: text(limit.per) || 'day',
				window: text(limit.window) || undefined,
			})),
			skills: skillsFrom(options.skills),
			backup: nameIn(options.backup) === undefined ? null : userFrom(options.backup),
		};
	});
}
