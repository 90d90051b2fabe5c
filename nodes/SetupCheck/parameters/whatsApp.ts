import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { forWhatsApp } from './service';

export const whatsAppParameters: INodeProperties[] = [
	{
		displayName: 'WhatsApp Account',
		name: 'account',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		displayOptions: forWhatsApp,
		description: 'Check only this number. Leave empty to check all numbers of the credential.',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'All numbers',
				typeOptions: { searchListMethod: 'searchAccounts', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 106540352242922',
				hint: "The phone number ID, found in Meta's App Dashboard under WhatsApp > API Setup",
			},
		],
	},
];

/** The phone number ID of the number to check; null for all numbers of the credential. */
export function readAccount(context: IExecuteFunctions, itemIndex: number): string | null {
	const account = context.getNodeParameter('account', itemIndex, '', { extractValue: true });
	return (typeof account === 'string' && account.trim()) || null;
}
