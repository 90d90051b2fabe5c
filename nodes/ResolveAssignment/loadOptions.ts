import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
import { fold } from '../../routing/model/text';
import { searchAccounts } from '../shared/whatsApp/connection';

/** `loadOptions` method: the WhatsApp numbers that the system user can see. */
export async function getAccounts(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { results } = await searchAccounts.call(this);
	return results.map(({ name, value }) => ({ name, value }));
}

/** `listSearch` method: the teams that this node defines. */
export async function searchTeams(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return namesIn(this, 'teams', filter);
}

/** `listSearch` method: the working hours that this node defines. */
export async function searchSchedules(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return namesIn(this, 'schedules', filter);
}

function namesIn(
	context: ILoadOptionsFunctions,
	list: string,
	filter: string = '',
): INodeListSearchResult {
	const cards = context.getCurrentNodeParameter(`${list}.values`);
	const names = (Array.isArray(cards) ? (cards as Array<{ name?: unknown }>) : [])
		.map(({ name }) => (typeof name === 'string' ? name.trim() : ''))
		.filter((name) => name !== '' && !name.startsWith('='));
	const wanted = fold(filter);
	return {
		results: [...new Set(names)]
			.filter((name) => fold(name).includes(wanted))
			.map((name) => ({ name, value: name })),
	};
}
