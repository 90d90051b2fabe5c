import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import type { HighLevelContext } from './send';

/** The two ways to sign in to HighLevel, for the `credentials` of a node. */
export const highLevelCredentials: INodeCredentialDescription[] = [
	{
		name: 'highLevelPrivateIntegrationApi',
		displayName: 'Credential for HighLevel',
		required: true,
		displayOptions: { show: { authentication: ['privateIntegration'] } },
	},
	{
		name: 'highLevelOAuth2Api',
		displayName: 'Credential for HighLevel',
		required: true,
		displayOptions: { show: { authentication: ['oAuth2'] } },
	},
];

export const authenticationField: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	options: [
		{ name: 'Private Integration', value: 'privateIntegration' },
		{ name: 'OAuth2', value: 'oAuth2' },
	],
	default: 'privateIntegration',
};

/** The credential type that a node signs in with. */
export function credentialOf(context: HighLevelContext) {
	return usesOAuth(context) ? 'highLevelOAuth2Api' : 'highLevelPrivateIntegrationApi';
}

/** Whether a node signs in with OAuth2, else with a private integration's token. */
export function usesOAuth(context: HighLevelContext): boolean {
	return context.getNodeParameter('authentication', 0) === 'oAuth2';
}
