import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { ContactReference } from '../../../highlevel/lookUpContact';
import type { Creation } from '../../../highlevel/settleOwner';
import { IN_ITEM } from '../../shared/decidedItem/expressions';
import { fieldsOf } from '../../shared/parameterValues';
import { readEmail } from './email';
import { itemOf, optionOf, readText } from './values';

const { contactName } = IN_ITEM;

const SOURCE = 'WhatsApp';

const whenCreating = { show: { create: [true] } };

/** Without it, a contact that HighLevel does not have is created from what the item says. */
export const newContactOption: INodeProperties = {
	displayName: 'New Contact',
	name: 'newContact',
	type: 'fixedCollection',
	// The card at once: the editor drops an option that is empty.
	default: { values: {} },
	displayOptions: { show: { '/operation': ['assign'] } },
	description: 'What happens when HighLevel has no such contact yet',
	options: [
		{
			name: 'values',
			displayName: 'New Contact',
			values: [
				{
					displayName: 'Create Contact If Missing',
					name: 'create',
					type: 'boolean',
					default: true,
					description: 'Whether to create the contact, with its owner, when HighLevel has none yet',
				},
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: contactName,
					placeholder: 'e.g. Nathan Smith',
					displayOptions: whenCreating,
				},
				{
					displayName: 'Email',
					name: 'email',
					type: 'string',
					default: '',
					placeholder: 'e.g. nathan@example.com',
					displayOptions: whenCreating,
					description: 'For contacts that are found by their phone number',
				},
				{
					displayName: 'Source',
					name: 'source',
					type: 'string',
					default: SOURCE,
					displayOptions: whenCreating,
					description: "Shown in HighLevel as the contact's source",
				},
				{
					displayName: 'Create Without Looking First',
					name: 'createFirst',
					type: 'boolean',
					default: false,
					displayOptions: whenCreating,
					description:
						'Whether to create the contact at once and look only if HighLevel has it already: 1 API call instead of 2 for a new contact, but 3 for one that is there. Only for sub-accounts that do not allow duplicate contacts.',
				},
			],
		},
	],
};

/** How the contact is created when HighLevel has none; null when that is not wanted. */
export function readCreation(
	context: IExecuteFunctions,
	itemIndex: number,
	reference: ContactReference,
): Creation | null {
	if ('id' in reference) return null;
	const added = optionOf(context, itemIndex, 'newContact');
	if (added === undefined) return asTheItemSays(context, itemIndex);
	const fields = fieldsOf(fieldsOf(added).values);
	if (fields.create === false) return null;
	const text = (label: string, value: unknown) =>
		readText(context, `New Contact > ${label}`, itemIndex, value);
	const email =
		reference.email === null
			? readEmail(context, 'New Contact > Email', itemIndex, fields.email)
			: null;
	// With both, HighLevel's refusal need not name the contact that has the number.
	const both = reference.phone !== null && (reference.email ?? email) !== null;
	return {
		name: text('Name', fields.name) || null,
		email,
		source: text('Source', fields.source) || SOURCE,
		first: fields.createFirst === true && !both,
	};
}

function asTheItemSays(context: IExecuteFunctions, itemIndex: number): Creation {
	const { name } = fieldsOf(itemOf(context, itemIndex).contact);
	return {
		name: readText(context, 'contact.name', itemIndex, name) || null,
		email: null,
		source: SOURCE,
		first: false,
	};
}
