import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { fold } from '../../../routing/model/text';
import { openHighLevel, type HighLevelConnection } from './connection';
import { toNodeError } from './nodeErrors';

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
	const wanted = fold(filter ?? '');
	try {
		const found = await load(await openHighLevel(context));
		return { results: found.filter(({ name }) => fold(name).includes(wanted)) };
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}
