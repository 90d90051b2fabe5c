import type { INodeProperties } from 'n8n-workflow';
import { PlanError, type When } from '../../../../routing/plan/plan';
import { fieldsOf } from '../../../shared/parameterValues';
import { addedWithCard, ALWAYS_SHOWN } from '../shownFields';
import type { Report } from '../report';
import { accounts, firstAccount } from './accounts';
import { ad } from './ad';
import type { Complain, PanelCondition } from './condition';
import { contact } from './contact';
import { countries } from './countries';
import { item } from './item';
import { message } from './message';
import { source } from './source';
import { tags } from './tags';
import { time } from './time';

/** In the order of the panel: what most rules ask comes first, what is alike stands together. */
const CONDITIONS: Record<keyof When, PanelCondition> = {
	accounts,
	contact,
	countries,
	tags,
	source,
	ad,
	time,
	message,
	item,
};

/**
 * Everything that can be asked, as entries of a collection. All that are added must be true.
 * @param root the field at the top of the panel in which the collection is
 */
export function conditionEntries(root: string): INodeProperties[] {
	return Object.values(CONDITIONS).flatMap(({ fields }) =>
		fields.flatMap((field) => addedWithCard(field, root)),
	);
}

/** All that a rule can ask. */
export const conditions: INodeProperties = {
	// Its button says what is below it, and a heading would take room in every rule.
	displayName: '',
	name: 'if',
	type: 'collection',
	placeholder: 'Add Condition',
	typeOptions: ALWAYS_SHOWN,
	// A new card asks for the account, as most rules do; whoever wants none removes it.
	default: { [firstAccount.name]: firstAccount.default },
	description: 'All of these must be true. A rule without any condition is never used.',
	options: conditionEntries('rules'),
};

/**
 * What is asked. Conditions that were not added are left out; null is one that is never true.
 * @param rule what errors call the rule; null when it is none
 * @param path of the conditions in the plan
 */
export function whenFrom(
	value: unknown,
	{ rule, path }: { rule: string | null; path: string },
	report: Report,
): unknown {
	const added = fieldsOf(value);
	const complain: Complain = ({ displayName, name }, problem) => {
		const between = /^'/.test(problem) ? ': ' : ' ';
		report(new PlanError(rule, `${path}.${name}`, `'${displayName}'${between}${problem}`));
	};
	const read = Object.entries(CONDITIONS).map(([name, condition]) => [
		name,
		condition.read(added, complain),
	]);
	return Object.fromEntries(read.filter(([, asked]) => asked !== undefined)) as object;
}
