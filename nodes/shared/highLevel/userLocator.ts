import type { ILoadOptionsFunctions, INodeListSearchResult, INodeProperties } from 'n8n-workflow';
import type { UserReference } from '../../../routing/plan/plan';
import { userDirectory } from './connection';
import { byName, searchHighLevel } from './listSearch';

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
export function toUserReference(locator: unknown): UserReference {
	const { mode, value } = (locator ?? {}) as { mode?: string; value?: string };
	return { by: mode === 'email' ? 'email' : 'id', value: String(value ?? '') };
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
