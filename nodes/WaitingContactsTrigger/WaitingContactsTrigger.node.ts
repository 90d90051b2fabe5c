import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { highLevelCredentials } from '../shared/highLevel/authentication';
import { ledgerCredential } from '../shared/ledger/ledgerParameter';
import { pollTogether } from '../shared/trigger/pollTogether';
import { waitingParameters, waitingSubtitle } from './parameters';
import { pollWaiting } from './pollWaiting';

const credentials = [...highLevelCredentials, ledgerCredential];

export class WaitingContactsTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Waiting Contacts Trigger',
		name: 'waitingContactsTrigger',
		icon: { light: 'file:../../icons/waiting.svg', dark: 'file:../../icons/waiting.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: waitingSubtitle,
		description: 'Starts when nobody answers a contact in time, or somebody is free again',
		activationMessage: 'Contacts who wait are now watched.',
		defaults: { name: 'Waiting Contacts Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		properties: waitingParameters,
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollTogether(this, async () => await pollWaiting(this));
	}
}
