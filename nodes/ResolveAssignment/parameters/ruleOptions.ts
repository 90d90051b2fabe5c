import type { INodeProperties } from 'n8n-workflow';
import { cardsOf, fieldsOf, text } from '../../shared/parameterValues';
import { skillsField, skillsFrom } from './skills';
import { requiredTarget, ruleTarget, type ReadTarget } from './target';

const backups: INodeProperties = {
	displayName: 'Backups',
	name: 'backups',
	type: 'fixedCollection',
	placeholder: 'Add Backup',
	default: {},
	description: 'Asked in this order when nobody above is available',
	typeOptions: { multipleValues: true, sortable: true },
	options: [{ displayName: 'Backup', name: 'values', values: [ruleTarget] }],
};

/** What a rule can say beyond what it asks and whom it names. */
export const ruleOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		backups,
		{
			displayName: 'Label',
			name: 'label',
			type: 'string',
			default: '',
			placeholder: 'e.g. Billing',
			description:
				"What this rule is about. The owner choice 'Owner by Rule Label' keeps one owner for each label; empty means the name of the rule.",
		},
		skillsField({
			displayName: 'Optional Skills',
			name: 'optionalSkills',
			description:
				'Skills that are wanted but can be done without, the least important last. A number is the lowest level, from 1 to 10.',
		}),
		{
			displayName: 'Required Skills Also Bind Owner and Fallback',
			name: 'bindOwner',
			type: 'boolean',
			default: true,
			description:
				'Whether an owner without the required skills loses the contact, and the fallback needs them too. If nobody has them, nobody gets the contact.',
		},
		skillsField({
			displayName: 'Required Skills',
			name: 'requiredSkills',
			description:
				"Only people with all these skills in 'People' get the contact. A number is the lowest level, from 1 to 10.",
		}),
		{
			displayName: 'Switched Off',
			name: 'off',
			type: 'boolean',
			default: true,
			description: 'Whether the rule is passed over, as if it were not there',
		},
	],
};

/**
 * What {@link ruleOptions} say; label and skills only when there are any.
 * @param rule what errors call the rule
 * @param path of the rule in the plan
 */
export function ruleOptionsFrom(
	value: unknown,
	{ rule, path }: { rule: string; path: string },
	read: ReadTarget,
) {
	const options = fieldsOf(value);
	const label = text(options.label);
	const required = skillsFrom(options.requiredSkills);
	const optional = skillsFrom(options.optionalSkills);
	const bindOwner = required.length > 0 && options.bindOwner === true;
	return {
		...(options.off === true && { off: true }),
		backups: cardsOf(options.backups).map(({ assignTo }, i) =>
			requiredTarget(read(assignTo, { rule, path: `${path}.backups.${i}`, field: backups })),
		),
		...(label && { label }),
		...((required.length > 0 || optional.length > 0) && {
			skills: { required, optional, ...(bindOwner && { bindOwner }) },
		}),
	};
}
