import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { ContactReference } from '../../../highlevel/lookUpContact';
import type { NewOpportunity } from '../../../highlevel/opportunities';
import { IN_ITEM } from '../../shared/decidedItem/expressions';
import { cardIn, emptyField, locatorIn, readText } from './values';

const { contactName: CONTACT_NAME } = IN_ITEM;

export const opportunityFields: INodeProperties[] = [
	{
		displayName: 'Pipeline',
		name: 'pipeline',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a pipeline…',
				typeOptions: { searchListMethod: 'searchPipelines', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. VDm7RPYC2GLUvdpKmBfC',
			},
		],
	},
	{
		displayName: 'Stage',
		name: 'stage',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description: 'Leave empty for the first stage of the pipeline',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a stage…',
				typeOptions: { searchListMethod: 'searchStages', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 7915dedc-8f18-44d5-8bc3-77c04e994a10',
			},
		],
	},
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: CONTACT_NAME,
		placeholder: 'e.g. Nathan Smith',
		description: "The contact's phone number or email if empty",
	},
];

/**
 * @param step what was filled in
 * @param reference the contact, which names an opportunity without a name
 * @returns null when the step was not added
 * @throws {NodeOperationError} when it lacks a pipeline
 */
export function readOpportunity(
	context: IExecuteFunctions,
	itemIndex: number,
	step: IDataObject[string],
	reference: ContactReference,
): NewOpportunity | null {
	const values = cardIn(step);
	if (!values) return null;
	const pipelineId = locatorIn(values.pipeline).value;
	if (pipelineId === '') {
		const wayOut = "Choose a pipeline in 'Create Opportunity', or remove this step.";
		throw emptyField(context, 'Pipeline', itemIndex, wayOut);
	}
	const named = 'id' in reference ? reference.id : (reference.phone ?? reference.email ?? '');
	const stageId = locatorIn(values.stage).value || null;
	const name = readText(context, 'Name', itemIndex, values.name) || named;
	return { pipelineId, stageId, name };
}
