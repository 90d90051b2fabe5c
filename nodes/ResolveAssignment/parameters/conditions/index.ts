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

/** All that a rule can ask. All conditions that are added must be true. */
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
	options: Object.values(CONDITIONS).flatMap(({ fields }) =>
		fields.flatMap((field) => addedWithCard(field, 'rules')),
	),
};

/**
 * What a rule asks. Conditions that were not added are left out; null is one that is never true.
 * @param rule what errors call the rule
 * @param path of the rule in the plan
 */
export function whenFrom(
	value: unknown,
	{ rule, path }: { rule: string; path: string },
	report: Report,
): unknown {
	const added = fieldsOf(value);
	const complain: Complain = ({ displayName, name }, problem) => {
		const between = /^'/.test(problem) ? ': ' : ' ';
		report(new PlanError(rule, `${path}.when.${name}`, `'${displayName}'${between}${problem}`));
	};
	const read = Object.entries(CONDITIONS).map(([name, condition]) => [
		name,
		condition.read(added, complain),
	]);
	return Object.fromEntries(read.filter(([, asked]) => asked !== undefined)) as object;
}
