import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { fold } from '../../../routing/model/text';
import { pickerError } from '../pickerError';
import { credentialOf } from './authentication';
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
	refuseWithoutCredential(context);
	try {
		const found = await load(await openHighLevel(context));
		return { results: found.filter(({ name }) => fold(name).includes(wanted)) };
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

/** Whether the node has the credential that its 'Authentication' asks for. */
export function hasCredential(context: ILoadOptionsFunctions): boolean {
	return context.getNode().credentials?.[credentialOf(context)] !== undefined;
}

/** n8n would say that the node requires no credentials, or does not have any set. */
function refuseWithoutCredential(context: ILoadOptionsFunctions): void {
	if (hasCredential(context)) return;
	throw pickerError(
		context.getNode(),
		"Choose a credential in 'Credential for HighLevel' first",
		'Then this list shows what is in your sub-account.',
	);
}
