import type { INodeProperties } from 'n8n-workflow';
import type { Sources } from '../../../routing/plan/plan';
import { fieldsOf, number, text } from '../../shared/parameterValues';
import { choices } from '../../shared/choices';

/** What HighLevel may say of people in place of the plan. */
export const staffData: INodeProperties = {
	displayName: 'Data From HighLevel',
	name: 'sources',
	type: 'collection',
	placeholder: 'Add Data',
	default: { hours: 'calendars', away: 'blockedSlots' },
	description:
		'Working hours, time away and load as HighLevel knows them. Without these, they come from this node and from what it assigned.',
	options: [
		{
			displayName: 'Away From',
			name: 'away',
			type: 'options',
			options: choices<Sources['away']>({
				blockedSlots: {
					name: 'HighLevel Blocked Slots',
					description:
						"Nobody gets a contact during time that they blocked in their calendar, nor on the days in 'People'. Needs 'View Calendar Events' and one request for each person.",
				},
				plan: {
					name: 'This Node',
					description: "Only the days in 'People'",
				},
			}),
			default: 'blockedSlots',
			description: 'When people are not there',
		},
		{
			displayName: 'Load From',
			name: 'load',
			type: 'options',
			options: choices<Sources['load']>({
				ledger: {
					name: 'Assignments in the Ledger',
					description: 'Open contacts that were assigned by Resolve Assignment, in any workflow',
				},
				contacts: {
					name: 'HighLevel Contacts',
					description:
						"Contacts whom a person owns in HighLevel and that changed in the days of 'Open Contacts Count For'. Needs one request for each person.",
				},
				unreadConversations: {
					name: 'HighLevel Unread Conversations',
					description:
						"Unread conversations of a person in which the contact wrote last. Needs 'View Conversations'.",
				},
			}),
			default: 'unreadConversations',
			description:
				"What counts for 'Capacity' and for teams that choose by open contacts or load. What is assigned after HighLevel was asked is added.",
		},
		{
			displayName: 'Refresh Every (Minutes)',
			name: 'refreshMinutes',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 60 },
			default: 5,
			description:
				'How long what HighLevel said is used before it is asked again. All workflows of this n8n process share it.',
		},
		{
			displayName: 'Working Hours From',
			name: 'hours',
			type: 'options',
			options: choices<Sources['hours']>({
				calendars: {
					name: 'HighLevel Calendars',
					description:
						"The availability of each person in HighLevel, with dates and time zone. Hours in 'People' go before it; who has neither always works. Needs 'View Calendars'.",
				},
				plan: {
					name: 'This Node',
					description: "Only the hours in 'People'",
				},
			}),
			default: 'calendars',
			description:
				'Somebody with several schedules works whenever one of them is open, but not on a day that is off in any of them',
		},
	],
};

/** Where data about people comes from, unchecked; what was not added comes from the plan itself. */
export function staffDataFrom(value: unknown): unknown {
	const { hours, away, load, refreshMinutes } = fieldsOf(value);
	return {
		hours: text(hours) || undefined,
		away: text(away) || undefined,
		load: text(load) || undefined,
		refreshMinutes: number(refreshMinutes),
	};
}
