import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { NewTask } from '../../../highlevel/tasksAndNotes';
import { IN_ITEM } from '../../shared/decidedItem/expressions';
import { fieldError } from '../../shared/fieldError';
import { number, text } from '../../shared/parameterValues';
import { cardIn, emptyField, readText } from './values';
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
					default: `=Answer ${IN_ITEM.contactName.slice(1)} on WhatsApp`,
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
	const title = readText(context, 'Title', itemIndex, values.title);
	if (title === '') {
		const wayOut = "Fill in a title in 'Create Task for Owner', or remove this step.";
		throw emptyField(context, 'Title', itemIndex, wayOut);
	}
	const dueInMs = readHours(context, itemIndex, values.dueInHours) * HOUR;
	return { title, dueAt: new Date(Date.now() + dueInMs).toISOString() };
}

/** Nobody plans further, and later dates are none at some point. */
const MOST_HOURS = 10 * 366 * 24;

/** @throws {NodeOperationError} when an expression gave something that is no number of hours */
function readHours(context: IExecuteFunctions, itemIndex: number, value: unknown): number {
	const hours = number(value) ?? 24;
	if (hours >= 0 && hours <= MOST_HOURS) return hours;
	throw fieldError(
		context,
		itemIndex,
		`'Due In (Hours)' is not a number of hours: ${text(value)}`,
		"Write a number from 0 on in 'Create Task for Owner', e.g. 24.",
	);
}
