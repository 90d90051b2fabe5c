import type { INodeProperties } from 'n8n-workflow';
import { fieldsOf } from '../../shared/parameterValues';

/** n8n's own conditions, for what 'Only If' has no field for. */
export const moreConditions: INodeProperties = {
	displayName: 'More Conditions',
	name: 'conditions',
	type: 'filter',
	default: {},
	description: 'Compare any field of the item, as in the If node',
	typeOptions: {
		filter: { version: 3, caseSensitive: false, typeValidation: 'loose' },
	},
};

/** What the editor saves for a value that nobody filled in. */
const UNTOUCHED = new Set<unknown>([undefined, null, '', '=']);

/**
 * The filter as the plan keeps it: raw, with its options; null when it was not touched. A filter
 * that was begun and not finished stays, so that its rule matches nothing and says why.
 */
export function filterFrom(raw: unknown): unknown {
	const { conditions } = fieldsOf(raw);
	if (raw === undefined || raw === null) return null;
	if (typeof raw === 'object' && !('conditions' in raw)) return null;
	if (Array.isArray(conditions)) {
		if (conditions.length === 0) return null;
		if (conditions.length === 1) {
			const { leftValue, rightValue } = fieldsOf(conditions[0]);
			if (UNTOUCHED.has(leftValue) && UNTOUCHED.has(rightValue)) return null;
		}
	}
	return raw;
}
