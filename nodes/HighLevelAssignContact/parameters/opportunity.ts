import type { INodeProperties } from 'n8n-workflow';

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
		default: '={{ $json.contact.name }}',
		placeholder: 'e.g. Nathan Smith',
		description: "The contact's phone number or email if empty",
	},
];
