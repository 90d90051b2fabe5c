import type { INodeProperties } from 'n8n-workflow';
import type { RuleKind } from '../../../routing/model/decision';
import { cardsOf, fieldsOf, nameIn, text, type Fields } from '../../shared/parameterValues';
import { onlyIf, whenFrom } from './conditions';
import { filterFrom, moreConditions } from './filter';
import { accountFrom, accountLocator } from './locators';
import { outcomeFields, outcomeFrom } from './target';
import { own } from '../../../routing/model/own';

/** A list of rule cards; each card shows the name of its rule. */
function ruleList(
	field: Pick<INodeProperties, 'displayName' | 'name' | 'description'>,
	card: string,
	example: string,
	values: INodeProperties[],
): INodeProperties {
	const ruleName: INodeProperties = {
		displayName: 'Rule Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: `e.g. ${example}`,
		description: 'Shown in the receipt that says why somebody got a contact',
	};
	return {
		...field,
		type: 'fixedCollection',
		placeholder: `Add ${card}`,
		default: {},
		displayOptions: { show: { planSource: ['fields'] } },
		typeOptions: {
			multipleValues: true,
			sortable: true,
			multipleValueButtonText: `Add ${card}`,
			fixedCollection: { itemTitle: '={{ $collection.item.value.name || "" }}' },
		},
		options: [
			{ displayName: card, name: 'values', values: [ruleName, ...values, ...outcomeFields] },
		],
	};
}

export const accountRules = ruleList(
	{
		displayName: 'Account Rules',
		name: 'rules',
		description: 'Tried from top to bottom; the first rule for the account decides',
	},
	'Account Rule',
	'Sales Line to Nathan',
	[
		accountLocator({
			displayName: 'WhatsApp Account',
			name: 'account',
			required: true,
			description: 'The number that the person wrote to',
		}),
	],
);

export const conditionalRules = ruleList(
	{
		displayName: 'Conditional Rules',
		name: 'conditionalRules',
		description:
			'Tried before tag rules and account rules, from top to bottom. The first rule whose conditions are all true decides.',
	},
	'Conditional Rule',
	'Google Ads to Senior Sales',
	[onlyIf, moreConditions],
);

export const tagRules = ruleList(
	{
		displayName: 'Tag Rules',
		name: 'tagRules',
		description: 'Tried from top to bottom; the first rule whose tag the contact has decides',
	},
	'Tag Rule',
	'VIP to Nathan',
	[
		{
			displayName: 'Tag',
			name: 'tag',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. vip',
			description: 'A tag in HighLevel. Upper and lower case are the same.',
		},
	],
);

/**
 * The rules of all kinds, each kind as it stands on the screen.
 * @param order kinds of rules in the order in which they are tried
 * @throws {PlanError} for a condition that was added and is empty
 */
export function rulesFrom(fields: Fields, order: readonly string[]): unknown[] {
	const rules: Record<RuleKind, unknown[]> = {
		conditional: cardsOf(fields.conditionalRules).map(conditionalRuleFrom),
		tag: cardsOf(fields.tagRules).map(tagRuleFrom),
		account: cardsOf(fields.rules).map(accountRuleFrom),
	};
	return order.flatMap((kind) => own(rules, kind) ?? []);
}

function conditionalRuleFrom(card: Fields, index: number) {
	const name = text(card.name) || `Conditional Rule ${index + 1}`;
	return {
		kind: 'conditional',
		name,
		...outcomeFrom(card),
		when: whenFrom(fieldsOf(card.only), name),
		conditions: filterFrom(card.conditions),
	};
}

function tagRuleFrom(card: Fields, index: number) {
	const name = text(card.name) || `Tag Rule ${index + 1}`;
	return { kind: 'tag', name, ...outcomeFrom(card), tag: nameIn(card.tag) };
}

function accountRuleFrom(card: Fields, index: number) {
	const name = text(card.name) || `Account Rule ${index + 1}`;
	return { kind: 'account', name, ...outcomeFrom(card), account: accountFrom(card.account) };
}
