import type { z } from 'zod/v4';
import { own } from '../model/own';

/** How plans were written before, and how to write them now; by the name of the field. */
export type FormerFields = Readonly<Record<string, string>>;

const ACCOUNTS = '"when": {"accounts": [{"by": "number", "value": "+12025550143"}]}';
const TAGS = '"when": {"tags": {"any": ["vip"]}}';
const ITEM = '"when": {"item": {"combinator": "and", "conditions": […]}}';

/** Of a rule. */
export const FORMER_RULE_FIELDS: FormerFields = {
	kind: `'kind' is no longer written: all rules are of one kind, and differ in what they ask. Leave it out, and write for an account rule ${ACCOUNTS}, for a tag rule ${TAGS}, for n8n's conditions ${ITEM}`,
	account: `'account' is no longer written; write ${ACCOUNTS}`,
	tag: `'tag' is no longer written; write ${TAGS}`,
	conditions: `'conditions' is no longer written; write ${ITEM}`,
};

/** Of the plan itself. */
export const FORMER_PLAN_FIELDS: FormerFields = {
	order:
		"'order' is no longer written: rules are tried from top to bottom, whatever they ask. Leave it out, and put the rules in the order in which they shall be tried",
};

/** The way out for a field that the object at a path had once; null when it had none such. */
export function formerField(path: readonly PropertyKey[], field: string): string | null {
	const isRule = path[0] === 'rules' && path.length === 2;
	const former = isRule ? FORMER_RULE_FIELDS : FORMER_PLAN_FIELDS;
	return isRule || path.length === 0 ? (own(former, field) ?? null) : null;
}

/** For a strict object: the way out for fields that it had once. */
export function wayOut(former: FormerFields): z.core.$ZodErrorMap {
	return (issue) => {
		if (issue.code !== 'unrecognized_keys') return undefined;
		const [key = ''] = issue.keys;
		return Object.hasOwn(former, key) ? former[key] : undefined;
	};
}
