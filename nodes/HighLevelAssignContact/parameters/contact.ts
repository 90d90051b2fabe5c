import type { INodeProperties } from 'n8n-workflow';

/** By what a contact can be found that is then also created. */
const IDENTIFIERS = ['phone', 'email', 'phoneOrEmail'];

const whenFoundBy = (...findBy: string[]) => ({ show: { findBy } });
const whenCreating = { show: { operation: ['assign'], findBy: IDENTIFIERS, create: [true] } };

export const contactParameters: INodeProperties[] = [
	{
		displayName: 'Find Contact By',
		name: 'findBy',
		type: 'options',
		options: [
			{ name: 'Phone Number', value: 'phone' },
			{ name: 'Email', value: 'email' },
			{
				name: 'Phone Number or Email',
				value: 'phoneOrEmail',
				description: 'If they belong to two contacts, the one with the phone number is meant',
			},
			{ name: 'Contact ID', value: 'contactId' },
		],
		default: 'phone',
		description: 'Contacts of HighLevel Reassign Contacts are always found by their ID',
	},
	{
		displayName: 'Phone Number',
		name: 'phone',
		type: 'string',
		default: '={{ $json.contact.phone }}',
		required: true,
		placeholder: 'e.g. +14155550117',
		displayOptions: whenFoundBy('phone', 'phoneOrEmail'),
		description: 'With country code. Older forms of the same number are found too.',
	},
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '={{ $json.contact.email }}',
		required: true,
		placeholder: 'e.g. nathan@example.com',
		displayOptions: whenFoundBy('email', 'phoneOrEmail'),
	},
	{
		displayName: 'Contact ID',
		name: 'contactId',
		type: 'string',
		default: '={{ $json.contact.id }}',
		required: true,
		placeholder: 'e.g. nmFmQEsNgz6AVpgLVUJ0',
		displayOptions: whenFoundBy('contactId'),
		description: "HighLevel's ID of the contact",
	},
	{
		displayName: 'Create Contact If Missing',
		name: 'create',
		type: 'boolean',
		default: true,
		displayOptions: { show: { operation: ['assign'], findBy: IDENTIFIERS } },
		description: 'Whether to create the contact, with its owner, when HighLevel has none yet',
	},
	{
		displayName: 'Name of New Contact',
		name: 'contactName',
		type: 'string',
		default: '={{ $json.contact.name }}',
		placeholder: 'e.g. Nathan Smith',
		displayOptions: whenCreating,
	},
	{
		displayName: 'Email of New Contact',
		name: 'contactEmail',
		type: 'string',
		default: '',
		placeholder: 'e.g. nathan@example.com',
		displayOptions: { show: { operation: ['assign'], findBy: ['phone'], create: [true] } },
	},
	{
		displayName: 'Source of New Contact',
		name: 'source',
		type: 'string',
		default: 'WhatsApp',
		displayOptions: whenCreating,
		description: "Shown in HighLevel as the contact's source",
	},
];
