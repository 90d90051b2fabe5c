import type { INodeProperties } from 'n8n-workflow';

export const taskField: INodeProperties = {
	displayName: 'Create Task for Owner',
	name: 'task',
	type: 'fixedCollection',
	// The card at once: the editor drops a step that is empty.
	default: { values: {} },
	description: 'When the owner changes. HighLevel tells the owner about it.',
	options: [
		{
			name: 'values',
			displayName: 'Task',
			values: [
				{
					displayName: 'Title',
					name: 'title',
					type: 'string',
					default: '=Answer {{ $json.contact.name }} on WhatsApp',
					required: true,
					placeholder: 'e.g. Answer Nathan Smith on WhatsApp',
				},
				{
					displayName: 'Due In (Hours)',
					name: 'dueInHours',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: 24,
				},
			],
		},
	],
};

export const receiptField: INodeProperties = {
	displayName: 'Write Receipt to Custom Field',
	name: 'receiptField',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description:
		'A text field of the contact that then says why it got its owner. It is written together with the owner and costs no API call.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a field…',
			typeOptions: { searchListMethod: 'searchTextFields', searchable: true },
		},
		{
			displayName: 'By Key',
			name: 'key',
			type: 'string',
			placeholder: 'e.g. contact.assignment_receipt',
		},
	],
};
