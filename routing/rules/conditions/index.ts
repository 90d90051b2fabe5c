import { accounts } from './accounts';
import { ad } from './ad';
import type { Condition } from './condition';
import { contact } from './contact';
import { countries } from './countries';
import { source } from './source';
import { tags } from './tags';
import { time } from './time';

/**
 * The conditions with a field of their own in a rule's `when`, by the name of the field. In the order
 * of the plan's schema, in which they are asked too.
 */
export const CONDITIONS = {
	accounts,
	tags,
	source,
	ad,
	countries,
	contact,
	time,
} satisfies Record<string, Condition>;

export type ConditionName = keyof typeof CONDITIONS;
