import type { INodePropertyOptions } from 'n8n-workflow';

/** How people see one choice of a list. */
type Words = Pick<INodePropertyOptions, 'name' | 'description'>;

/** The choices of a list, in the order of the table, which has words for every value of a type. */
export function choices<Value extends string>(
	table: Readonly<Record<Value, Words>>,
): INodePropertyOptions[] {
	return Object.entries<Words>(table).map(([value, { name, ...more }]) => ({
		name,
		value,
		...more,
	}));
}
