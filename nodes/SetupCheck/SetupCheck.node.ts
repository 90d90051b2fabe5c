import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeCredentialDescription,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { highLevelCredentials } from '../shared/highLevel/authentication';
import { ledgerCredential } from '../shared/ledger/ledgerParameter';
import { searchAccounts } from '../shared/whatsApp/connection';
import { checkHighLevel } from './checkHighLevel';
import { checkWhatsApp } from './checkWhatsApp';
import { highLevelParameters } from './parameters/highLevel';
import {
	forHighLevel,
	forWhatsApp,
	serviceOf,
	serviceParameters,
	type Service,
} from './parameters/service';
import { whatsAppParameters } from './parameters/whatsApp';

const ofHighLevel = [...highLevelCredentials, ledgerCredential].map(
	(credential): INodeCredentialDescription => ({
		...credential,
		displayOptions: { show: { ...credential.displayOptions?.show, ...forHighLevel.show } },
	}),
);

const CHECKS: Record<Service, (context: IExecuteFunctions) => Promise<INodeExecutionData[]>> = {
	whatsApp: checkWhatsApp,
	highLevel: checkHighLevel,
};

export class SetupCheck implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Setup Check',
		name: 'setupCheck',
		icon: { light: 'file:../../icons/setup.svg', dark: 'file:../../icons/setup.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ $parameter["check"] === "highLevel" ? "HighLevel" : "WhatsApp: " + ($parameter["account"]?.cachedResultName || "All Accounts") }}',
		description:
			'Says what is right and what is left to do at WhatsApp or HighLevel before contacts are assigned',
		defaults: { name: 'Setup Check' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [
			{
				name: 'whatsAppCloudApi',
				displayName: 'Credential for WhatsApp',
				required: true,
				displayOptions: forWhatsApp,
			},
			...ofHighLevel,
		],
		properties: [...serviceParameters, ...whatsAppParameters, ...highLevelParameters],
	};

	methods = { listSearch: { searchAccounts } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await CHECKS[serviceOf(this)](this)];
	}
}
