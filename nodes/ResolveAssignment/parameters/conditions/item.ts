import type { INodeProperties } from 'n8n-workflow';
import { fieldsOf } from '../../../shared/parameterValues';
import { EMPTY, type PanelCondition } from './condition';

/** n8n's own conditions, for what the others have no field for. */
export const moreConditions: INodeProperties = {
	displayName: 'More Conditions',
	name: 'item',
	type: 'filter',
	default: {},
	description: 'Compare any field of the item, as in the If node',
	typeOptions: {
		filter: { version: 3, caseSensitive: false, typeValidation: 'loose' },
	},
};

/** What n8n's IF node can ask. */
export const item: PanelCondition = {
	fields: [moreConditions],
	read: (added, complain) => {
		if (!(moreConditions.name in added)) return undefined;
		const raw = added[moreConditions.name];
		if (!isUntouched(raw)) return raw;
		complain(moreConditions, EMPTY);
		return null;
	},
};

/** What the editor saves for a value that nobody filled in. */
const NOTHING = new Set<unknown>([undefined, null, '', '=']);

/**
 * Whether nobody filled in the filter. One that was begun and not finished stays, so that its rule
 * matches nothing and says why.
 */
function isUntouched(raw: unknown): boolean {
	if (raw === undefined || raw === null) return true;
	const { conditions } = fieldsOf(raw);
	if (typeof raw === 'object' && !('conditions' in raw)) return true;
	if (!Array.isArray(conditions)) return false;
	if (conditions.length > 1) return false;
	const { leftValue, rightValue } = fieldsOf(conditions[0]);
	return NOTHING.has(leftValue) && NOTHING.has(rightValue);
}
