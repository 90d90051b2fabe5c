import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

/** Whether an item comes from HighLevel Reassign Contacts. */
export function isReassignItem({ event, reassign }: IDataObject): boolean {
	return event === 'reassign' && typeof reassign === 'object' && reassign !== null;
}

/**
 * Whether all touches come from HighLevel Reassign Contacts. An item that is no touch, e.g. an error
 * with which that node went on, says nothing.
 */
export function areReassignItems(context: IExecuteFunctions): boolean {
	const touches = context.getInputData().filter(({ json }) => json.event !== undefined);
	return touches.length > 0 && touches.every(({ json }) => isReassignItem(json));
}
