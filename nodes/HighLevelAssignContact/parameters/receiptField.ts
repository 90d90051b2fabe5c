import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { FieldValue } from '../../../highlevel/contactWrites';
import type { Decided } from '../decision';
import { emptyField, locatorIn } from './values';

export const receiptField: INodeProperties = {
	displayName: 'Write Receipt to Custom Field',
	name: 'receiptField',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description:
		'A text field of the contact that then says why it got its owner. It is written together with the owner and costs no API call.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a field…',
			typeOptions: { searchListMethod: 'searchTextFields', searchable: true },
		},
		{
			displayName: 'By Key',
			name: 'key',
			type: 'string',
			placeholder: 'e.g. contact.assignment_receipt',
		},
	],
};

/**
 * The custom field that gets the receipt, null when none is chosen or there is no receipt.
 * @param step what was chosen
 * @throws {NodeOperationError} when the step was added without a field
 */
export function readReceiptField(
	context: IExecuteFunctions,
	itemIndex: number,
	step: unknown,
	decided: Decided | null,
): FieldValue | null {
	if (step === undefined) return null;
	const { mode, value } = locatorIn(step);
	if (value === '') {
		throw emptyField(
			context,
			'Write Receipt to Custom Field',
			itemIndex,
			'Choose a text field of the contact, or remove this step.',
		);
	}
	const sentence = decided?.sentence;
	if (!sentence) return null;
	return mode === 'key' ? { key: keyIn(value), value: sentence } : { id: value, value: sentence };
}

/** HighLevel shows keys as `{{ contact.key }}` and takes them as `key`. */
function keyIn(text: string): string {
	return text.replace(/[{}\s]/g, '').replace(/^contact\./, '');
}
