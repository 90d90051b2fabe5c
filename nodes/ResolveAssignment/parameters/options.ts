import type { INodeProperties } from 'n8n-workflow';
import { DEFAULT_TAG_PREFIX } from '../../../routing/model/accounts';
import { PLAN_DEFAULTS, type Plan } from '../../../routing/plan/plan';
import { locationOption } from '../../shared/highLevel/location';
import { trustOption } from '../../shared/highLevel/trust';
import { ledgerOption } from '../../shared/ledger/ledgerParameter';
import { chosen, fieldsOf, text } from '../../shared/parameterValues';
import { choices } from '../../shared/choices';
import { scheduleField } from './locators';
import { ownerUnavailable } from './owners';
import { confirmedByOption } from './reservation';
import { withoutEmptySentence } from './shownFields';
import { simplifyOption } from './simplify';
import { timeZoneField } from './timeZone';

const { whenNobody: DEFAULT_WHEN_NOBODY, staleAfterDays: DEFAULT_STALE_AFTER } = PLAN_DEFAULTS;

/** What a plan as JSON says itself. */
const withFields = { displayOptions: { show: { '/planSource': ['fields'] } } };

/** Those that are a part of the plan. */
const ofPlan: INodeProperties[] = [
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
	scheduleField({
		displayName: 'Business Hours',
		name: 'businessHours',
		description:
			"What rules mean by business hours and after hours. Without this option, it is the first of 'Working Hours'.",
		...withFields,
	}),
	{
		displayName: 'Outcome If Nobody Is Available',
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
	ownerUnavailable,
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
	timeZoneField('getPlanTimeZones', {
		description: 'For working hours, away days and limits that name no other',
		...withFields,
	}),
];

/** What the node does with decisions, whatever the plan is. */
const others: INodeProperties[] = [
	confirmedByOption,
	ledgerOption,
	locationOption,
	simplifyOption,
	trustOption,
];

/** Last in the panel, where its button says enough: a heading would only take room. */
export const options: INodeProperties = {
	...withoutEmptySentence(
		collectionOf(
			[...ofPlan, ...others].sort((a, b) => a.displayName.localeCompare(b.displayName, 'en')),
		),
	),
	displayName: '',
};

/** The same without what is no part of the plan. */
export const planOptions: INodeProperties = collectionOf(ofPlan);

function collectionOf(fields: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: fields,
	};
}

/**
 * What the options say of the plan.
 * @param value of the collection
 * @param workflowTimeZone for plans that name none
 */
export function optionsFrom(value: unknown, workflowTimeZone: () => string) {
	const fields = fieldsOf(value);
	return {
		whenNobody: text(fields.whenNobody) || undefined,
		/** Empty when the option was not added. */
		businessHours: chosen(fields.businessHours),
		timeZone: text(fields.timeZone) || workflowTimeZone(),
		staleAfterDays: fields.staleAfterDays ?? undefined,
		accountTagPrefix: fields.accountTagPrefix ?? undefined,
		respectManual: fields.respectManual ?? undefined,
		whenUnavailable: text(fields.ownerUnavailable) || undefined,
	};
}
