import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { authenticationField, highLevelCredentials } from '../shared/highLevel/authentication';
import { ledgerCredential } from '../shared/ledger/ledgerParameter';
import { contactParameters } from './contactParameters';
import { options } from './options';
import { operationParameters, subtitle } from './operationParameters';
import { updateLedger } from './updateLedger';

const credentials = [...highLevelCredentials, ledgerCredential];

export class AssignmentLedger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Assignment Ledger',
		name: 'assignmentLedger',
		icon: { light: 'file:../../icons/ledger.svg', dark: 'file:../../icons/ledger.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle,
		description:
			'Tells what Resolve Assignment remembers that a contact is done or was worth no turn',
		defaults: { name: 'Assignment Ledger' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials,
		properties: [...operationParameters, authenticationField, ...contactParameters, options],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await updateLedger(this)];
	}
}
