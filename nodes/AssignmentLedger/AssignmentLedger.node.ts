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
import {
	isWhole,
	ofContact,
	operationParameters,
	readOperation,
	subtitle,
} from './operationParameters';
import { updateLedger } from './updateLedger';
import { workOnLedger } from './wholeLedger';

/** The ledger as a whole belongs to no account of HighLevel. */
const credentials = [
	...highLevelCredentials.map((one) => ({
		...one,
		displayOptions: { ...one.displayOptions, ...ofContact },
	})),
	ledgerCredential,
];

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
		properties: [
			...operationParameters,
			{ ...authenticationField, displayOptions: ofContact },
			...contactParameters,
			options,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const operation = readOperation(this);
		return [
			isWhole(operation)
				? await workOnLedger(this, operation)
				: await updateLedger(this, operation),
		];
	}
}
