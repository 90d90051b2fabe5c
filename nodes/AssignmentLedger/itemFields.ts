import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { fullItem } from '../shared/decidedItem/shapes';
import { textOf } from '../shared/json';
import { fieldsOf, type Fields } from '../shared/parameterValues';

/** What an item says, whichever node gave it: a trigger of this package, or n8n's own Webhook node. */
export interface ItemFields {
	/** The item with the objects of a touch. */
	item: Fields;
	/** What HighLevel's Webhook action sent; empty when the item is none of its bodies. */
	sent: Fields;
	/** What people added to that action. */
	customData: Fields;
}

export function itemFields(context: IExecuteFunctions, itemIndex: number): ItemFields {
	const json: IDataObject = context.getInputData()[itemIndex]?.json ?? {};
	const item = fullItem(json);
	const sent = sentIn(json);
	return { item, sent, customData: { ...fieldsOf(sent.customData), ...fieldsOf(item.customData) } };
}

/** The Webhook node puts it into `body`. Touches name their contact in another way. */
function sentIn(json: IDataObject): Fields {
	return [fieldsOf(json.body), json].find(isSent) ?? {};
}

function isSent({ contact_id: id, customData }: Fields): boolean {
	return textOf(id) !== '' || Object.keys(fieldsOf(customData)).length > 0;
}

/** The first of some values that says something. */
export function firstText(...values: readonly unknown[]): string {
	return values.map(textOf).find((text) => text !== '') ?? '';
}
