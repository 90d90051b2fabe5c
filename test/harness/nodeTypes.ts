import {
	NodeConnectionTypes,
	NodeHelpers,
	UnexpectedError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
} from 'n8n-workflow';
import { ownNodes, PACKAGE_NAME } from './ownPackage';

export const START = 'n8n-nodes-base.manualTrigger';
export const NO_OP = 'n8n-nodes-base.noOp';
export const TRIGGER = `${PACKAGE_NAME}.whatsAppAccountTrigger`;
export const CONTACT_TRIGGER = `${PACKAGE_NAME}.highLevelContactTrigger`;
export const MISSED_TRIGGER = `${PACKAGE_NAME}.highLevelMissedContactsTrigger`;
export const RESOLVE = `${PACKAGE_NAME}.resolveAssignment`;
export const ASSIGN = `${PACKAGE_NAME}.highLevelAssignContact`;
export const WAITING_TRIGGER = `${PACKAGE_NAME}.waitingContactsTrigger`;
export const REASSIGN = `${PACKAGE_NAME}.highLevelReassignContacts`;
export const SETUP_CHECK = `${PACKAGE_NAME}.setupCheck`;
export const LEDGER = `${PACKAGE_NAME}.assignmentLedger`;
export const REPORT = `${PACKAGE_NAME}.assignmentReport`;

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
	...Object.fromEntries(
		ownNodes.map(({ name, instance }) => [`${PACKAGE_NAME}.${name}`, instance]),
	),
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
