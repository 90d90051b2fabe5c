import type { INode, INodeCredentials } from 'n8n-workflow';
import { ownType } from '../n8n/workflowParts';

/** The credential types that templates need. */
export const CREDENTIAL_TYPES = [
	'whatsAppCloudApi',
	'highLevelPrivateIntegrationApi',
	'highLevelOAuth2Api',
	'highLevelWebhookApi',
] as const;

export type CredentialType = (typeof CREDENTIAL_TYPES)[number];

/** n8n's IDs of credentials. */
export type CredentialIds = Partial<Record<CredentialType, string>>;

const highLevel = ({ authentication }: INode['parameters']): CredentialType =>
	authentication === 'oAuth2' ? 'highLevelOAuth2Api' : 'highLevelPrivateIntegrationApi';

/** What each kind of node cannot do without. */
const NEEDED: Record<string, (parameters: INode['parameters']) => CredentialType> = {
	[ownType('whatsAppAccountTrigger')]: () => 'whatsAppCloudApi',
	[ownType('highLevelContactTrigger')]: () => 'highLevelWebhookApi',
	[ownType('assignmentLedger')]: highLevel,
	[ownType('waitingContactsTrigger')]: highLevel,
	[ownType('resolveAssignment')]: highLevel,
	[ownType('highLevelAssignContact')]: highLevel,
};

/** The credential that a node of a template needs, null for nodes that need none. */
export function neededBy({ type, parameters }: INode): CredentialType | null {
	return NEEDED[type]?.(parameters) ?? null;
}

/**
 * The node with its credential, as if somebody had chosen it in the panel.
 * @throws {Error} when the node needs one that is not given
 */
export function withCredential(node: INode, ids: CredentialIds): INode {
	const type = neededBy(node);
	if (type === null) return node;
	const id = ids[type];
	if (id === undefined) throw new Error(`'${node.name}' needs a credential of the type ${type}`);
	const credentials: INodeCredentials = { [type]: { id, name: type } };
	return { ...node, credentials };
}
