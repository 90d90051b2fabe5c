import type { INodeProperties } from 'n8n-workflow';
import { cardsOf, text } from '../../shared/parameterValues';
import { conditions, whenFrom } from './conditions';
import { WITH_FIELDS } from './planOrigin';
import { withoutConditions, withoutTeams } from '../liveCheck/notices';
import type { Report } from './report';
import { ruleOptions, ruleOptionsFrom } from './ruleOptions';
import { requiredTarget, ruleTarget, type ReadTarget } from './target';

/** How rules are tried, said where they are made. */
export const rulesNotice: INodeProperties = {
	displayName:
		'Rules are tried from top to bottom; the first one that fits decides. Put the most special one on top.',
	name: 'rulesNotice',
	type: 'notice',
	default: '',
	// There is no order before there are two.
	displayOptions: { show: { ...WITH_FIELDS, 'rules.values.length': [{ _cnd: { gte: 2 } }] } },
};

/** An empty list says so by being empty: n8n's sentence about it is left out. */
const WITHOUT_EMPTY_MESSAGE = { hideEmptyMessage: true };

/** One list of rules; each card shows the name of its rule. */
export const rules: INodeProperties = {
	displayName: 'Rules',
	name: 'rules',
	type: 'fixedCollection',
	placeholder: 'Add Rule',
	default: {},
	description: 'Who gets the contact, and when',
	typeOptions: {
		multipleValues: true,
		sortable: true,
		multipleValueButtonText: 'Add Rule',
		hideOptionalFields: true,
		addOptionalFieldButtonText: 'Add Name or Options',
		...WITHOUT_EMPTY_MESSAGE,
		fixedCollection: { itemTitle: '={{ $collection.item.value.name || "" }}' },
	},
	options: [
		{
			displayName: 'Rule',
			name: 'values',
			values: [
				{
					displayName: 'Rule Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. Sales Line to Nathan',
					description:
						'Shown wherever it is said why somebody got a contact. Empty: the rule is called after what it says.',
				},
				conditions,
				withoutConditions(conditions),
				ruleTarget,
				...withoutTeams(ruleTarget),
				ruleOptions,
			],
		},
	],
};

/** The rules as they stand on the screen, unchecked. */
export function rulesFrom(value: unknown, read: ReadTarget, report: Report): unknown[] {
	return cardsOf(value).map((card, index) => {
		const name = text(card.name);
		const rule = name ? `Rule '${name}'` : `Rule ${index + 1}`;
		const path = `rules.${index}`;
		const target = read(card.assignTo, { rule, path: `${path}.target`, field: ruleTarget });
		return {
			...(name && { name }),
			when: whenFrom(card.if, { rule, path: `${path}.when` }, report),
			target: requiredTarget(target),
			...ruleOptionsFrom(card.options, { rule, path }, read),
		};
	});
}
