import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

/** Whether an item comes from HighLevel Reassign Contacts. */
export function isBulkWork({ event, reassign }: IDataObject): boolean {
	return event === 'reassign' && typeof reassign === 'object' && reassign !== null;
}

/** Whether all items come from HighLevel Reassign Contacts. */
export function isAllBulkWork(context: IExecuteFunctions): boolean {
	const items = context.getInputData();
	return items.length > 0 && items.every(({ json }) => isBulkWork(json));
}
