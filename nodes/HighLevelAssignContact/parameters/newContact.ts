import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { ContactReference } from '../../../highlevel/lookUpContact';
import type { Creation } from '../../../highlevel/settleOwner';
import { IN_ITEM } from '../../shared/decidedItem/expressions';
import { optionOf } from '../../shared/optionOf';
import { fieldsOf, type Fields } from '../../shared/parameterValues';
import { readEmail } from './email';
import { itemOf, readText } from './values';

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
					displayName: 'Create If Missing',
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
			],
		},
	],
};

/** An option of its own, for whoever counts API calls. */
export const createFirstOption: INodeProperties = {
	displayName: 'Create Without Looking First',
	name: 'createFirst',
	type: 'boolean',
	default: true,
	displayOptions: { show: { '/operation': ['assign'] } },
	description:
		'Whether to create the contact at once and look only if HighLevel has it already: 1 API call instead of 2 for a new contact, but 3 for one that is there. Only for sub-accounts that do not allow duplicate contacts.',
};

/** How the contact is created when HighLevel has none; null when that is not wanted. */
export function readCreation(
	context: IExecuteFunctions,
	itemIndex: number,
	reference: ContactReference,
): Creation | null {
	if ('id' in reference) return null;
	const added = optionOf(context, itemIndex, 'newContact');
	const fields = added === undefined ? null : fieldsOf(fieldsOf(added).values);
	if (fields?.create === false) return null;
	const email = reference.email === null ? readNewEmail(context, itemIndex, fields?.email) : null;
	// With both, HighLevel's refusal need not name the contact that has the number.
	const both = reference.phone !== null && (reference.email ?? email) !== null;
	return {
		...(fields ? filledIn(context, itemIndex, fields) : asTheItemSays(context, itemIndex)),
		email,
		first: optionOf(context, itemIndex, 'createFirst') === true && !both,
	};
}

type Described = Pick<Creation, 'name' | 'source'>;

function filledIn(context: IExecuteFunctions, itemIndex: number, fields: Fields): Described {
	const text = (label: string, value: unknown) =>
		readText(context, `New Contact > ${label}`, itemIndex, value);
	return {
		name: text('Name', fields.name) || null,
		source: text('Source', fields.source) || SOURCE,
	};
}

function asTheItemSays(context: IExecuteFunctions, itemIndex: number): Described {
	const { name } = fieldsOf(itemOf(context, itemIndex).contact);
	return { name: readText(context, 'contact.name', itemIndex, name) || null, source: SOURCE };
}

function readNewEmail(context: IExecuteFunctions, itemIndex: number, value: unknown) {
	return readEmail(context, 'New Contact > Email', itemIndex, value);
}
