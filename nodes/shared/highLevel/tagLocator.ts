import type { ILoadOptionsFunctions, INodeListSearchResult, INodeProperties } from 'n8n-workflow';
import { listTags } from '../../../highlevel/locationTags';
import { byName, searchHighLevel } from './listSearch';

/** Picks a tag of HighLevel's: from the list, or as it is written. */
export function tagLocator(
	field: Pick<INodeProperties, 'displayName' | 'name'> & Partial<INodeProperties>,
): INodeProperties {
	return {
		type: 'resourceLocator',
		default: { __rl: true, mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select or type a tag…',
				typeOptions: {
					searchListMethod: 'searchTags',
					searchable: true,
					allowNewResource: {
						label: 'Use the Typed Tag',
						defaultName: '',
						method: 'useTypedName',
					},
				},
			},
			{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. vip' },
		],
		description: 'A tag in HighLevel. Upper and lower case are the same.',
		...field,
	};
}

/** `listSearch` method behind {@link tagLocator}. */
export async function searchTags(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchHighLevel(this, filter, async ({ client }) =>
		(await listTags(client)).map((tag) => ({ name: tag, value: tag })).sort(byName),
	);
}
