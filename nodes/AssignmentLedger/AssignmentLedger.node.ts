import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { authenticationField, highLevelCredentials } from '../shared/highLevel/authentication';
import { ledgerCredential } from '../shared/ledger/ledgerParameter';
import { searchUsers } from '../shared/highLevel/userLocator';
import { contactParameters } from './contactParameters';
import { listParameters, readLists } from './lists/readLists';
import { options } from './options';
import {
	ofLocation,
	operationParameters,
	readOperation,
	subtitle,
	type Operation,
} from './operationParameters';
import { outcomeParameters } from './outcomeParameters';
import { pausePeople } from './people/pausePeople';
import { personParameters } from './people/personParameters';
import { ratingParameters } from './ratingParameters';
import { replyParameters } from './replyParameters';
import { updateLedger } from './updateLedger';

/** The ledger as a whole belongs to no account of HighLevel. */
const credentials = [
	...highLevelCredentials.map((one) => ({
		...one,
		displayOptions: { ...one.displayOptions, ...ofLocation },
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
			'Shows who waits and who got which contact, and tells what Resolve Assignment remembers that something has changed',
		defaults: { name: 'Assignment Ledger' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials,
		properties: [
			...operationParameters,
			{ ...authenticationField, displayOptions: ofLocation },
			...contactParameters,
			...outcomeParameters,
			...ratingParameters,
			...replyParameters,
			...personParameters,
			...listParameters,
			options,
		],
	};

	methods = { listSearch: { searchUsers } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await RUNS[readOperation(this)](this)];
	}
}

/** Loaded when it is run, which is once at most: n8n's start does not wait for it. */
async function whole() {
	return await import('./wholeLedger');
}

/** Who does what the node is told to do. */
const RUNS: Readonly<
	Record<Operation, (context: IExecuteFunctions) => Promise<INodeExecutionData[]>>
> = {
	close: async (context) => await updateLedger(context, 'close'),
	copyLedger: async (context) => await (await whole()).workOnLedger(context, 'copyLedger'),
	forget: async (context) => await updateLedger(context, 'forget'),
	giveTurnBack: async (context) => await updateLedger(context, 'giveTurnBack'),
	history: async (context) => await readLists(context, 'history'),
	lastDecisions: async (context) => await readLists(context, 'lastDecisions'),
	noteOutcome: async (context) => await updateLedger(context, 'noteOutcome'),
	noteRating: async (context) => await updateLedger(context, 'noteRating'),
	noteReply: async (context) => await updateLedger(context, 'noteReply'),
	pausePerson: async (context) => await pausePeople(context, 'pausePerson'),
	resumePerson: async (context) => await pausePeople(context, 'resumePerson'),
	startEmpty: async (context) => await (await whole()).workOnLedger(context, 'startEmpty'),
	takeTurnAgain: async (context) => await updateLedger(context, 'takeTurnAgain'),
	teamStanding: async (context) => await readLists(context, 'teamStanding'),
	waitingContacts: async (context) => await readLists(context, 'waitingContacts'),
};
