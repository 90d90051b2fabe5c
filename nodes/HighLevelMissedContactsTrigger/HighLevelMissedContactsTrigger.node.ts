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
import { findMissed } from './findMissed';
import { searchParameters } from './parameters';

const credentials = [...highLevelCredentials, ledgerCredential];

/**
 * A node of its own, because n8n would take a search for the test run of a trigger with webhooks, and
 * its event would never arrive (n8n-core, WorkflowExecute.runNode: `poll` comes before `webhook`).
 */
export class HighLevelMissedContactsTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HighLevel Missed Contacts Trigger',
		name: 'highLevelMissedContactsTrigger',
		icon: { light: 'file:../../icons/highlevel.svg', dark: 'file:../../icons/highlevel.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: 'Search by Schedule',
		description: 'Searches HighLevel for new contacts and tags that no webhook has announced',
		activationMessage: 'New contacts and tags that no webhook announces are now searched for.',
		defaults: { name: 'HighLevel Missed Contacts Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		properties: searchParameters,
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollTogether(this, async () => await findMissed(this));
	}
}
