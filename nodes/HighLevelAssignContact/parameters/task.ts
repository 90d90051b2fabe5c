import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { NewTask } from '../../../highlevel/tasksAndNotes';
import { textOf } from '../../shared/json';
import { cardIn, emptyField } from './values';
import { HOUR } from '../../../routing/model/durations';

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

/**
 * @param step what was filled in
 * @returns null when the step was not added
 * @throws {NodeOperationError} when it lacks a title
 */
export function readTask(
	context: IExecuteFunctions,
	itemIndex: number,
	step: IDataObject[string],
): NewTask | null {
	const values = cardIn(step);
	if (!values) return null;
	const title = textOf(values.title);
	if (title === '') {
		const wayOut = "Fill in a title in 'Create Task for Owner', or remove this step.";
		throw emptyField(context, 'Title', itemIndex, wayOut);
	}
	const hours = Number(values.dueInHours ?? 24) || 0;
	return { title, dueAt: new Date(Date.now() + hours * HOUR).toISOString() };
}
