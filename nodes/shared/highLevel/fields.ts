import type {
	ILoadOptionsFunctions,
	INodeCredentialDescription,
	INodeListSearchItems,
	INodeListSearchResult,
	INodeParameterResourceLocator,
	INodeProperties,
} from 'n8n-workflow';
import type { UserReference } from '../../../routing/plan/plan';
import { openHighLevel, userDirectory, type HighLevelConnection } from './connection';
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

/** For an agency's credential, which opens many sub-accounts. */
export const locationField: INodeProperties = {
	displayName: 'Location ID',
	name: 'location',
	type: 'string',
	default: '={{ $json.locationId }}',
	placeholder: 'e.g. ve9EPM428h8vShlRW1KT',
	displayOptions: { show: { authentication: ['oAuth2'] } },
	description:
		'Which sub-account an item is for, if the credential is connected to an agency. By default the one that the item names: the HighLevel Contact Trigger says it; for WhatsApp, add the field locationId to the item or write an expression. Stays empty if the credential is connected to one sub-account.',
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

/** How a {@link userLocator} names a HighLevel user; an empty value stays empty for the plan to refuse. */
export function toUserReference(locator: INodeParameterResourceLocator | undefined): UserReference {
	return {
		by: locator?.mode === 'email' ? 'email' : 'id',
		value: String(locator?.value ?? ''),
	};
}

/** `listSearch` method behind {@link userLocator}. */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchHighLevel(this, filter, async ({ client, account }) => {
		const users = await userDirectory.load(client, account);
		return users
			.map(({ id, name, email }) => ({
				name: email ? `${name} (${email})` : name,
				value: id,
			}))
			.sort(byName);
	});
}

/** For lists that people look through by name. */
export function byName(a: INodeListSearchItems, b: INodeListSearchItems): number {
	return a.name.localeCompare(b.name);
}

/** What HighLevel has whose name contains the filter. */
export async function searchHighLevel(
	context: ILoadOptionsFunctions,
	filter: string | undefined,
	load: (highLevel: HighLevelConnection) => Promise<INodeListSearchItems[]>,
): Promise<INodeListSearchResult> {
	const wanted = filter?.trim().toLowerCase() ?? '';
	try {
		const found = await load(await openHighLevel(context));
		return { results: found.filter(({ name }) => name.toLowerCase().includes(wanted)) };
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}
