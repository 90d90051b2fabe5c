import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listTextFields } from '../../highlevel/customFields';
import { listPipelines } from '../../highlevel/opportunities';
import { byName, searchHighLevel } from '../shared/highLevel/listSearch';
import { pickerError } from '../shared/pickerError';
import { locatorIn } from './parameters/values';

const toItem = ({ id, name }: { id: string; name: string }) => ({ name, value: id });

/** `listSearch` method: the pipelines of the location. */
export async function searchPipelines(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchHighLevel(this, filter, async ({ client }) => {
		const pipelines = await listPipelines(client);
		if (pipelines.length > 0) return pipelines.map(toItem).sort(byName);
		throw pickerError(
			this.getNode(),
			'HighLevel has no pipeline yet',
			'Create one in HighLevel under Opportunities > Pipelines, then open this list again.',
		);
	});
}

/** `listSearch` method: the stages of the pipeline that is chosen beside, in HighLevel's order. */
export async function searchStages(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { value } = locatorIn(this.getCurrentNodeParameter('alsoDo.opportunity.values.pipeline'));
	if (value === '') {
		throw pickerError(
			this.getNode(),
			"Choose a 'Pipeline' first",
			'Then this list shows its stages.',
		);
	}
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
	return await searchHighLevel(this, filter, async ({ client }) => {
		const fields = await listTextFields(client);
		if (fields.length > 0) return fields.map(toItem).sort(byName);
		throw pickerError(
			this.getNode(),
			'HighLevel has no text field for contacts yet',
			'Create one in HighLevel under Settings > Custom Fields, e.g. a Multi Line field for contacts, then open this list again.',
		);
	});
}
