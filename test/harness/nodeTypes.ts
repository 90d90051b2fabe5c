import {
	NodeConnectionTypes,
	NodeHelpers,
	UnexpectedError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
} from 'n8n-workflow';
import { AssignmentLedger } from '../../nodes/AssignmentLedger/AssignmentLedger.node';
import { HighLevelAssignContact } from '../../nodes/HighLevelAssignContact/HighLevelAssignContact.node';
import { HighLevelContactTrigger } from '../../nodes/HighLevelContactTrigger/HighLevelContactTrigger.node';
import { HighLevelMissedContactsTrigger } from '../../nodes/HighLevelMissedContactsTrigger/HighLevelMissedContactsTrigger.node';
import { HighLevelReassignContacts } from '../../nodes/HighLevelReassignContacts/HighLevelReassignContacts.node';
import { ResolveAssignment } from '../../nodes/ResolveAssignment/ResolveAssignment.node';
import { WhatsAppAccountTrigger } from '../../nodes/WhatsAppAccountTrigger/WhatsAppAccountTrigger.node';
import { WhatsAppSetupCheck } from '../../nodes/WhatsAppSetupCheck/WhatsAppSetupCheck.node';

const PACKAGE = 'n8n-nodes-contact-assignment';

export const START = 'n8n-nodes-base.manualTrigger';
export const NO_OP = 'n8n-nodes-base.noOp';
export const TRIGGER = `${PACKAGE}.whatsAppAccountTrigger`;
export const CONTACT_TRIGGER = `${PACKAGE}.highLevelContactTrigger`;
export const MISSED_TRIGGER = `${PACKAGE}.highLevelMissedContactsTrigger`;
export const RESOLVE = `${PACKAGE}.resolveAssignment`;
export const ASSIGN = `${PACKAGE}.highLevelAssignContact`;
export const REASSIGN = `${PACKAGE}.highLevelReassignContacts`;
export const SETUP_CHECK = `${PACKAGE}.whatsAppSetupCheck`;
export const LEDGER = `${PACKAGE}.assignmentLedger`;

/** Stands in for n8n's own start and no-op nodes: gives out the items that it gets. */
class PassThrough implements INodeType {
	readonly description;

	constructor(name: string, isStart: boolean) {
		this.description = {
			displayName: name,
			name,
			group: [isStart ? ('trigger' as const) : ('transform' as const)],
			version: 1,
			description: 'Gives out the items that it gets',
			defaults: { name },
			inputs: isStart ? [] : [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		};
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData()];
	}
}

const types: Record<string, INodeType> = {
	[START]: new PassThrough('manualTrigger', true),
	[NO_OP]: new PassThrough('noOp', false),
	[TRIGGER]: new WhatsAppAccountTrigger(),
	[CONTACT_TRIGGER]: new HighLevelContactTrigger(),
	[MISSED_TRIGGER]: new HighLevelMissedContactsTrigger(),
	[RESOLVE]: new ResolveAssignment(),
	[REASSIGN]: new HighLevelReassignContacts(),
	[ASSIGN]: new HighLevelAssignContact(),
	[LEDGER]: new AssignmentLedger(),
	[SETUP_CHECK]: new WhatsAppSetupCheck(),
};

/** The node types of this package, under the names that n8n gives them. */
export const nodeTypes: INodeTypes = {
	getByName: typeOf,
	getByNameAndVersion: (name, version) => NodeHelpers.getVersionedNodeType(typeOf(name), version),
	getKnownTypes: () => ({}),
};

function typeOf(name: string): INodeType {
	const type = types[name];
	if (!type) throw new UnexpectedError(`The test harness has no node type ${name}`);
	return type;
}
