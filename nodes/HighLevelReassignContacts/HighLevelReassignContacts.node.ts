import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { searchUsers } from '../shared/highLevel/userLocator';
import { authenticationField, highLevelCredentials } from '../shared/highLevel/authentication';
import { ledgerCredential } from '../shared/ledger/ledgerParameter';
import { giveOutContacts } from './giveOutContacts';
import { operationName, operationParameters } from './parameters/operation';
import { workParameters } from './parameters/work';

const credentials = [...highLevelCredentials, ledgerCredential];

export class HighLevelReassignContacts implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HighLevel Reassign Contacts',
		name: 'highLevelReassignContacts',
		icon: { light: 'file:../../icons/highlevel.svg', dark: 'file:../../icons/highlevel.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: `={{ ${operationName} + ($parameter["preview"] ? " (Preview)" : "") }}`,
		description:
			'Finds the contacts of somebody who leaves or is away, or of a WhatsApp account, for Resolve Assignment to decide about',
		defaults: { name: 'HighLevel Reassign Contacts' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials,
		properties: [...operationParameters, authenticationField, ...workParameters],
	};

	methods = { listSearch: { searchUsers } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await giveOutContacts(this)];
	}
}
