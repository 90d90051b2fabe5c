import { fieldsOf } from './values';

/** What the editor saves for a value that nobody filled in. */
const UNTOUCHED = new Set<unknown>([undefined, null, '', '=']);

/**
 * The filter as the plan keeps it: raw, with its options; null when it was not touched. A filter
 * that was begun and not finished stays, so that its rule matches nothing and says why.
 */
export function readFilter(raw: unknown): unknown {
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
