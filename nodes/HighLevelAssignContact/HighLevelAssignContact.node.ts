import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { authenticationField, highLevelCredentials, searchUsers } from '../common/highLevelFields';
import { ledgerCredential, ledgerField } from '../common/ledgerFields';
import { assignContacts } from './assignContacts';
import { contactParameters } from './contactParameters';
import { ownerParameters } from './ownerParameters';

const credentials = [...highLevelCredentials, ledgerCredential];

export class HighLevelAssignContact implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HighLevel Assign Contact',
		name: 'highLevelAssignContact',
		icon: { light: 'file:../../icons/highlevel.svg', dark: 'file:../../icons/highlevel.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ $parameter["setOwner"] === "always" ? "Always Set Owner" : "Set Owner If Nobody Owns It" }}',
		description: 'Makes a team member the owner of a contact in HighLevel',
		defaults: { name: 'HighLevel Assign Contact' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials,
		properties: [authenticationField, ...contactParameters, ...ownerParameters, ledgerField],
	};

	methods = { listSearch: { searchUsers } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await assignContacts(this)];
	}
}
