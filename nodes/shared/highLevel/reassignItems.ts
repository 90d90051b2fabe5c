import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { fullItem } from '../decidedItem/shapes';

/** Whether an item comes from HighLevel Reassign Contacts. */
export function isReassignItem(json: IDataObject): boolean {
	if (json.event !== 'reassign') return false;
	const { reassign } = fullItem(json);
	return typeof reassign === 'object' && reassign !== null;
}

/**
 * Whether all touches come from HighLevel Reassign Contacts. An item that is no touch, e.g. an error
 * with which that node went on, says nothing.
 */
export function areReassignItems(context: IExecuteFunctions): boolean {
	const touches = context.getInputData().filter(({ json }) => json.event !== undefined);
	return touches.length > 0 && touches.every(({ json }) => isReassignItem(json));
}
