import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { highLevelCredentials } from '../shared/highLevel/authentication';
import { ledgerCredential } from '../shared/ledger/ledgerParameter';
import { parameters } from './parameters';
import { readOperation, subtitle, type Operation } from './parameters/operation';
import { getTimeZones } from './parameters/zone';
import type { Make } from './runOperation';

/** Without one, the ledger says itself what it knows. */
const credentials = [
	...highLevelCredentials.map((one) => ({
		...one,
		displayName: 'Credential for HighLevel (Optional)',
		required: false,
	})),
	ledgerCredential,
];

export class AssignmentReport implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Assignment Report',
		name: 'assignmentReport',
		icon: { light: 'file:../../icons/report.svg', dark: 'file:../../icons/report.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle,
		description:
			'Shows how fast contacts are answered, what becomes of them and who has how many: as rows, page, email or file',
		defaults: { name: 'Assignment Report' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials,
		properties: parameters,
	};

	methods = { loadOptions: { getTimeZones } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const operation = readOperation(this);
		const { runOperation } = await import('./runOperation');
		return [await runOperation(this, operation, await MAKES[operation]())];
	}
}

/** Loaded when they are run: n8n's start does not wait for what makes reports. */
const MAKES: Readonly<Record<Operation, () => Promise<Make>>> = {
	certify: async () => (await import('./certifyTeams')).certifyTeams,
	liveView: async () => (await import('./showLive')).showLive,
	report: async () => (await import('./makeReport')).reportOn,
};
