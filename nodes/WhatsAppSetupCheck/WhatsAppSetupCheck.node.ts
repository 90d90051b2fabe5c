import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { searchAccounts } from '../shared/whatsApp/connection';
import { checkAccounts } from './checkAccounts';
import { setupCheckParameters } from './parameters';

export class WhatsAppSetupCheck implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WhatsApp Setup Check',
		name: 'whatsAppSetupCheck',
		icon: { light: 'file:../../icons/whatsapp.svg', dark: 'file:../../icons/whatsapp.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["account"]?.cachedResultName || "All Accounts" }}',
		description:
			'Says what is right and what is left to do at Meta before WhatsApp messages start your workflows',
		defaults: { name: 'WhatsApp Setup Check' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [
			{ name: 'whatsAppCloudApi', displayName: 'Credential for WhatsApp', required: true },
		],
		properties: setupCheckParameters,
	};

	methods = { listSearch: { searchAccounts } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await checkAccounts(this)];
	}
}
