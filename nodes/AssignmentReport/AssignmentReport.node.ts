import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { highLevelCredentials } from '../shared/highLevel/authentication';
import { ledgerCredential } from '../shared/ledger/ledgerParameter';
import { certifyTeams } from './certifyTeams';
import { reportOn } from './makeReport';
import { parameters } from './parameters';
import { readOperation, subtitle, type Operation } from './parameters/operation';
import { getTimeZones } from './parameters/zone';
import { runOperation, type Make } from './runOperation';
import { showLive } from './showLive';

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
		return [await runOperation(this, operation, MAKES[operation])];
	}
}

const MAKES: Readonly<Record<Operation, Make>> = {
	certify: certifyTeams,
	liveView: showLive,
	report: reportOn,
};
