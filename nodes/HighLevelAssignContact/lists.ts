import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listTextFields } from '../../highlevel/customFields';
import { listPipelines } from '../../highlevel/opportunities';
import { byName, searchHighLevel } from '../shared/highLevel/listSearch';
import { locatorIn } from './parameters/values';

const toItem = ({ id, name }: { id: string; name: string }) => ({ name, value: id });

/** `listSearch` method: the pipelines of the location. */
export async function searchPipelines(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchHighLevel(this, filter, async ({ client }) =>
		(await listPipelines(client)).map(toItem).sort(byName),
	);
}

/** `listSearch` method: the stages of the pipeline that is chosen beside, in HighLevel's order. */
export async function searchStages(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { value } = locatorIn(this.getCurrentNodeParameter('alsoDo.opportunity.values.pipeline'));
	return await searchHighLevel(this, filter, async ({ client }) => {
		const pipelines = await listPipelines(client);
		const stages = pipelines.find(({ id }) => id === value)?.stages ?? [];
		return stages.map(toItem);
	});
}

/** `listSearch` method: the contact fields that take a sentence. */
export async function searchTextFields(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchHighLevel(this, filter, async ({ client }) =>
		(await listTextFields(client)).map(toItem).sort(byName),
	);
}
