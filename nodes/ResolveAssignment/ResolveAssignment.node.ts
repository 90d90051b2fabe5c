import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeCredentialDescription,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { authenticationField, highLevelCredentials, searchUsers } from '../shared/highLevelFields';
import { searchAccounts } from '../shared/whatsApp';
import { fallbackParameters } from './fallbackParameters';
import { resolveAssignments } from './resolveAssignments';
import { ruleParameters } from './ruleParameters';

const credentials: INodeCredentialDescription[] = [
	...highLevelCredentials,
	{
		// Only for picking accounts from a list: rules that name a number or a name need none.
		name: 'whatsAppCloudApi',
		displayName: 'Credential for WhatsApp (Optional, to List Accounts)',
		required: false,
		// Always true. Without a condition of its own, the editor would offer this credential as a
		// third choice of 'Authentication' and show its ID in place of its name.
		displayOptions: { show: { '@version': [1] } },
	},
];

export class ResolveAssignment implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Resolve Assignment',
		name: 'resolveAssignment',
		icon: { light: 'file:../../icons/resolve.svg', dark: 'file:../../icons/resolve.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ ($parameter["rules"]?.values ?? []).length }} rule{{ ($parameter["rules"]?.values ?? []).length === 1 ? "" : "s" }}',
		description: 'Decides which team member gets the contact, and says why',
		defaults: { name: 'Resolve Assignment' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Assigned', 'Not Assigned'],
		parameterPane: 'wide',
		usableAsTool: true,
		credentials,
		properties: [authenticationField, ...ruleParameters, ...fallbackParameters],
	};

	methods = { listSearch: { searchAccounts, searchUsers } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await resolveAssignments(this);
	}
}
