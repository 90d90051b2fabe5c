import type {
	ILoadOptionsFunctions,
	INodeCredentialDescription,
	INodeListSearchResult,
	INodeProperties,
} from 'n8n-workflow';
import { openHighLevel, userDirectory } from './highLevel';
import { toNodeError } from './nodeErrors';

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

/** Picks a HighLevel user: from the list, by e-mail (portable between sub-accounts) or by ID. */
export function userLocator(
	field: Pick<INodeProperties, 'displayName' | 'name' | 'default'> & Partial<INodeProperties>,
): INodeProperties {
	return {
		type: 'resourceLocator',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a user…',
				typeOptions: { searchListMethod: 'searchUsers', searchable: true },
			},
			{
				displayName: 'By Email',
				name: 'email',
				type: 'string',
				placeholder: 'e.g. nathan@example.com',
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. Xk9fWqT2mB7cLr4sZp1a',
			},
		],
		...field,
	};
}

/** `listSearch` method behind {@link userLocator}. */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	try {
		const { client, account } = await openHighLevel(this);
		const users = await userDirectory.load(client, account);
		const wanted = filter?.trim().toLowerCase() ?? '';
		return {
			results: users
				.map((user) => ({
					name: user.email ? `${user.name} (${user.email})` : user.name,
					value: user.id,
				}))
				.filter(({ name }) => name.toLowerCase().includes(wanted))
				.sort((a, b) => a.name.localeCompare(b.name)),
		};
	} catch (error) {
		throw toNodeError(this.getNode(), error);
	}
}
