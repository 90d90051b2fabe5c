import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeCredentialDescription,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { searchTags, useTypedName, useTypedTag } from '../shared/highLevel/tagLocator';
import { searchUsers } from '../shared/highLevel/userLocator';
import { authenticationField, highLevelCredentials } from '../shared/highLevel/authentication';
import { ledgerCredential } from '../shared/ledger/ledgerParameter';
import {
	getPlanTimeZones,
	getRules,
	getSchedules,
	getTeams,
	getTimes,
	getTimeZones,
	searchWorks,
} from './loadOptions';
import { searchAccounts } from './accountList';
import { checkPlan } from './liveCheck/checkPlan';
import { mistakeHints } from './liveCheck/hints';
import { planSubtitle } from './liveCheck/mistakes';
import { planCheck } from './liveCheck/planCheck';
import { exampleChoices, tryExample } from './liveCheck/tryExample';
import { operationNames, operationOutputs, operationParameters, runOperation } from './operations';
import { planParameters } from './parameters';
import { ruleTarget } from './parameters/target';
import { targetLists } from './targetLists';

/** Every way to name somebody. */
const TARGET_MODES = (ruleTarget.modes ?? []).map(({ name }) => name);

const credentials: INodeCredentialDescription[] = [
	...highLevelCredentials,
	ledgerCredential,
	{
		// Only for picking accounts from a list: rules that name a number or a name need none.
		name: 'whatsAppCloudApi',
		displayName: 'Credential for WhatsApp (Optional, to List Accounts)',
		required: false,
		// Whoever has no rule yet needs no list of accounts, and the first rule has a target from the
		// start. Also, without a condition of its own the editor would offer this credential as a third choice
		// of 'Authentication' and show its ID in place of its name.
		displayOptions: { show: { [`rules.values[0].${ruleTarget.name}.mode`]: TARGET_MODES } },
	},
];

export class ResolveAssignment implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Resolve Assignment',
		name: 'resolveAssignment',
		icon: { light: 'file:../../icons/resolve.svg', dark: 'file:../../icons/resolve.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: planSubtitle(operationNames),
		description: 'Decides which team member gets the contact, and says why',
		defaults: { name: 'Resolve Assignment' },
		inputs: [NodeConnectionTypes.Main],
		outputs: operationOutputs,
		hints: mistakeHints,
		parameterPane: 'wide',
		usableAsTool: true,
		credentials,
		properties: [...operationParameters, ...planCheck, authenticationField, ...planParameters],
	};

	methods = {
		listSearch: { searchAccounts, searchTags, searchUsers, searchWorks, ...targetLists },
		loadOptions: {
			checkPlan,
			getPlanTimeZones,
			getRules,
			getSchedules,
			getTeams,
			getTimes,
			getTimeZones,
			tryExample,
			...exampleChoices,
		},
		actionHandler: { useTypedName, useTypedTag },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this);
	}
}
