import { accounts } from './accounts';
import { ad } from './ad';
import type { Condition } from './condition';
import { contact } from './contact';
import { countries } from './countries';
import { item } from './item';
import { message } from './message';
import { source } from './source';
import { tags } from './tags';
import { time } from './time';

/**
 * The conditions, by the name of their field in a rule's `when`. In the order of the plan's schema, in
 * which they are asked too.
 */
export const CONDITIONS = {
	accounts,
	tags,
	source,
	ad,
	countries,
	contact,
	time,
	message,
	item,
} satisfies Record<string, Condition>;

export type ConditionName = keyof typeof CONDITIONS;
