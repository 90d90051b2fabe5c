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
import { runContacts } from './contactBatch';
import { searchPipelines, searchStages, searchTextFields } from './lists';
import { assignmentParameters } from './parameters';

const credentials = [...highLevelCredentials, ledgerCredential];

export class HighLevelAssignContact implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HighLevel Assign Contact',
		name: 'highLevelAssignContact',
		icon: { light: 'file:../../icons/highlevel.svg', dark: 'file:../../icons/highlevel.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ $parameter["operation"] === "unassign" ? "Unassign" : { asDecided: "Set Owner as Decided", onlyIfUnowned: "Set Owner If Nobody Owns It", always: "Always Set Owner" }[$parameter["options"]?.setOwner ?? "asDecided"] }}',
		description: 'Makes a team member the owner of a contact in HighLevel, or takes the owner off',
		defaults: { name: 'HighLevel Assign Contact' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials,
		properties: [authenticationField, ...assignmentParameters],
	};

	methods = {
		listSearch: { searchPipelines, searchStages, searchTextFields, searchUsers },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await runContacts(this)];
	}
}
