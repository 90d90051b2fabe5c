import type { INodeProperties } from 'n8n-workflow';

export const contactParameters: INodeProperties[] = [
	{
		displayName: 'Fill in at least one of the following. Any of them finds the contact.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Contact ID',
		name: 'contactId',
		type: 'string',
		default: '={{ $json.contact.id }}',
		placeholder: 'e.g. nmFmQEsNgz6AVpgLVUJ0',
		description: "HighLevel's ID of the contact",
	},
	{
		displayName: 'Phone Number',
		name: 'phone',
		type: 'string',
		default: '={{ $json.contact.phone }}',
		placeholder: 'e.g. +14155550117',
		description: 'With country code',
	},
	{
		displayName: 'WhatsApp User ID',
		name: 'whatsappUserId',
		type: 'string',
		default: '={{ $json.contact.whatsappUserId }}',
		placeholder: 'e.g. US.13491208655302741918',
		description: 'As the WhatsApp Account Trigger gives it',
	},
];
