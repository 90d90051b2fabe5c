import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodeProperties,
} from 'n8n-workflow';
import { listTags } from '../../../highlevel/locationTags';
import { fold } from '../../../routing/model/text';
import { text } from '../parameterValues';
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
						label: 'First Match, or the Typed Tag',
						defaultName: '',
						method: 'useTypedTag',
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
	filter = '',
): Promise<INodeListSearchResult> {
	const { results } = await searchHighLevel(this, filter, async ({ client }) =>
		(await listTags(client)).map((tag) => ({ name: tag, value: tag })).sort(byName),
	);
	const typed = filter.trim();
	const isThere = typed === '' || results.some(({ name }) => fold(name) === fold(typed));
	return {
		results: isThere ? results : [...results, { name: `${typed} (as typed)`, value: typed }],
	};
}

/**
 * `actionHandler` method behind {@link tagLocator}, for whoever types and presses Enter: the tag of that
 * name, else the first one that has the text in its name, else the text as a tag that comes later.
 */
export async function useTypedTag(
	this: ILoadOptionsFunctions,
	payload: IDataObject | string | undefined,
): Promise<string> {
	const typed = typedName(payload);
	if (typed === '') return typed;
	try {
		const { results } = await searchTags.call(this, typed);
		const same = results.find(({ name }) => fold(name) === fold(typed));
		return String((same ?? results[0])?.value ?? typed);
	} catch {
		// The list itself says why it is empty.
		return typed;
	}
}

/** `actionHandler` method: takes a name that was typed into the search of a list. */
export async function useTypedName(
	this: ILoadOptionsFunctions,
	payload: IDataObject | string | undefined,
): Promise<string> {
	return typedName(payload);
}

function typedName(payload: IDataObject | string | undefined): string {
	return text(typeof payload === 'object' ? payload.name : payload);
}
