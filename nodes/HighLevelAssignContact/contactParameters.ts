import type { INodeProperties } from 'n8n-workflow';

const byPhone = { show: { findBy: ['phone'] } };
const whenCreating = { show: { findBy: ['phone'], create: [true] } };

export const contactParameters: INodeProperties[] = [
	{
		displayName: 'Find Contact By',
		name: 'findBy',
		type: 'options',
		options: [
			{ name: 'Phone Number', value: 'phone' },
			{ name: 'Contact ID', value: 'contactId' },
		],
		default: 'phone',
	},
	{
		displayName: 'Phone Number',
		name: 'phone',
		type: 'string',
		default: '={{ $json.contact.phone }}',
		required: true,
		placeholder: 'e.g. +14155550117',
		displayOptions: byPhone,
		description: 'With country code. Older forms of the same number are found too.',
	},
	{
		displayName: 'Contact ID',
		name: 'contactId',
		type: 'string',
		default: '={{ $json.contact.id }}',
		required: true,
		placeholder: 'e.g. nmFmQEsNgz6AVpgLVUJ0',
		displayOptions: { show: { findBy: ['contactId'] } },
		description: "HighLevel's ID of the contact",
	},
	{
		displayName: 'Create Contact If Missing',
		name: 'create',
		type: 'boolean',
		default: true,
		displayOptions: byPhone,
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
		displayName: 'Source of New Contact',
		name: 'source',
		type: 'string',
		default: 'WhatsApp',
		displayOptions: whenCreating,
		description: "Shown in HighLevel as the contact's source",
	},
];
