import type { INodeProperties } from 'n8n-workflow';
import { DEFAULT_TAG_PREFIX } from '../../../routing/model/accounts';
import { PLAN_DEFAULTS, type Plan } from '../../../routing/plan/plan';
import { locationOption } from '../../shared/highLevel/location';
import { trustOption } from '../../shared/highLevel/trust';
import { ledgerOption } from '../../shared/ledger/ledgerParameter';
import { chosen, fieldsOf, text } from '../../shared/parameterValues';
import { choices } from '../../shared/choices';
import { scheduleLocator } from './locators';
import { confirmedByOption } from './reservation';
import { timeZoneField } from './timeZone';

const DEFAULT_ORDER = PLAN_DEFAULTS.order.join(',');
const { whenNobody: DEFAULT_WHEN_NOBODY, staleAfterDays: DEFAULT_STALE_AFTER } = PLAN_DEFAULTS;

const businessHours = scheduleLocator({
	displayName: 'Business Hours',
	name: 'businessHours',
	description:
		"What rules mean by business hours and after hours. Without this option, it is the first of 'Working Hours'.",
});

/** What a plan as JSON says itself. */
const withFields = { displayOptions: { show: { '/planSource': ['fields'] } } };

export const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Account Tag Prefix',
			name: 'accountTagPrefix',
			type: 'string',
			default: DEFAULT_TAG_PREFIX,
			placeholder: `e.g. ${DEFAULT_TAG_PREFIX}`,
			description:
				"How account tags begin, the same as in the WhatsApp trigger. When an event of HighLevel does not tell its account, the contact's account tag does.",
			...withFields,
		},
		{ ...businessHours, ...withFields },
		confirmedByOption,
		{
			displayName: 'If Nobody Is Available',
			name: 'whenNobody',
			type: 'options',
			options: choices<Plan['whenNobody']>({
				unassigned: {
					name: 'Assign Nobody',
					description: "The outcome is 'unassigned'",
				},
				wait: {
					name: 'Wait',
					description: "The outcome is 'waiting', with the time when somebody will be available",
				},
			}),
			default: DEFAULT_WHEN_NOBODY,
			description:
				"What the item says when neither a rule nor the fallback finds anybody. It leaves through 'Not Assigned' at once.",
			...withFields,
		},
		ledgerOption,
		locationOption,
		{
			displayName: 'Open Contacts Count For (Days)',
			name: 'staleAfterDays',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 3650 },
			default: DEFAULT_STALE_AFTER,
			description:
				'How long after their last message contacts count as open, unless Assignment Ledger closes them before. Matters for capacity and for teams that go by open contacts.',
			...withFields,
		},
		{
			displayName: 'Respect Manual Changes',
			name: 'respectManual',
			type: 'boolean',
			default: true,
			description:
				'Whether somebody who was made the owner by hand in HighLevel stays the owner. If not, the person whom this node chooses takes their place.',
			...withFields,
		},
		{
			displayName: 'Rule Order',
			name: 'ruleOrder',
			type: 'options',
			options: [
				{ name: 'Account, Conditional, Tag', value: 'account,conditional,tag' },
				{ name: 'Account, Tag, Conditional', value: 'account,tag,conditional' },
				{ name: 'Conditional, Account, Tag', value: 'conditional,account,tag' },
				{ name: 'Conditional, Tag, Account', value: 'conditional,tag,account' },
				{ name: 'Tag, Account, Conditional', value: 'tag,account,conditional' },
				{ name: 'Tag, Conditional, Account', value: 'tag,conditional,account' },
			],
			default: DEFAULT_ORDER,
			description: 'Which kind of rules is tried first',
			...withFields,
		},
		timeZoneField('As in the Workflow', {
			description: 'For working hours, away days and limits that name no other',
			...withFields,
		}),
		trustOption,
	],
};

/**
 * What the options say of the plan.
 * @param value of the collection
 * @param workflowTimeZone for plans that name none
 */
export function optionsFrom(value: unknown, workflowTimeZone: () => string) {
	const fields = fieldsOf(value);
	return {
		order: (text(fields.ruleOrder) || DEFAULT_ORDER).split(','),
		whenNobody: text(fields.whenNobody) || undefined,
		/** Empty when the option was not added. */
		businessHours: chosen(fields.businessHours),
		timeZone: text(fields.timeZone) || workflowTimeZone(),
		staleAfterDays: fields.staleAfterDays ?? undefined,
		accountTagPrefix: fields.accountTagPrefix ?? undefined,
		respectManual: fields.respectManual ?? undefined,
	};
}
