import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { FollowUps } from '../../highlevel/followUps';
import type { ContactReference } from '../../highlevel/contacts';
import type { FieldValue } from '../../highlevel/contactWrites';
import type { Decided } from './decision';
import { chosen, emptyField, parameterText, textOf } from './values';

const HOUR_MS = 3_600_000;

/**
 * What else is to be done for an item. Text that turns out to be empty means nothing to do.
 * @param decided the decision, for who follows
 * @throws {NodeOperationError} when a step that was added lacks what it needs
 */
export function readAlsoDo(
	context: IExecuteFunctions,
	itemIndex: number,
	reference: ContactReference,
	decided: Decided | null,
): FollowUps {
	const steps = stepsOf(context, itemIndex);
	const tag = parameterText(context, 'tag', itemIndex);
	return {
		addTags: [tag, ...listOf(steps.addTags)].filter((one) => one !== ''),
		removeTags: listOf(steps.removeTags),
		replaceTags: prefixFor(tag, textOf(steps.replaceTags)),
		follow: steps.follow === true && decided?.role === 'accountOwner',
		moveOpportunities: steps.moveOpportunities === true,
		opportunity: readOpportunity(context, itemIndex, steps, reference),
		task: readTask(context, itemIndex, steps),
		note: textOf(steps.note) || null,
		mention: textOf(steps.mention) || null,
	};
}

/**
 * The custom field that gets the receipt, null when none is chosen or there is no receipt.
 * @throws {NodeOperationError} when the step was added without a field
 */
export function readReceiptField(
	context: IExecuteFunctions,
	itemIndex: number,
	decided: Decided | null,
): FieldValue | null {
	const { receiptField } = stepsOf(context, itemIndex);
	if (receiptField === undefined) return null;
	const { mode, value } = chosen(receiptField);
	if (value === '') {
		throw emptyField(
			context,
			'Write Receipt to Custom Field',
			itemIndex,
			'Choose a text field of the contact, or remove this step.',
		);
	}
	const sentence = decided?.sentence;
	if (!sentence) return null;
	return mode === 'key' ? { key: keyIn(value), value: sentence } : { id: value, value: sentence };
}

function stepsOf(context: IExecuteFunctions, itemIndex: number): IDataObject {
	return context.getNodeParameter('alsoDo', itemIndex, {}) as IDataObject;
}

/** Only a tag that begins so itself says what its account's tags look like. */
function prefixFor(tag: string, prefix: string): string {
	return tag.toLowerCase().startsWith(prefix.toLowerCase()) ? prefix : '';
}

function readOpportunity(
	context: IExecuteFunctions,
	itemIndex: number,
	steps: IDataObject,
	reference: ContactReference,
): FollowUps['opportunity'] {
	const values = valuesOf(steps.opportunity);
	if (!values) return null;
	const pipelineId = chosen(values.pipeline).value;
	if (pipelineId === '') {
		const wayOut = "Choose a pipeline in 'Create Opportunity', or remove this step.";
		throw emptyField(context, 'Pipeline', itemIndex, wayOut);
	}
	const named = 'id' in reference ? reference.id : (reference.phone ?? reference.email ?? '');
	const stageId = chosen(values.stage).value || null;
	return { pipelineId, stageId, name: textOf(values.name) || named };
}

function readTask(
	context: IExecuteFunctions,
	itemIndex: number,
	steps: IDataObject,
): FollowUps['task'] {
	const values = valuesOf(steps.task);
	if (!values) return null;
	const title = textOf(values.title);
	if (title === '') {
		const wayOut = "Fill in a title in 'Create Task for Owner', or remove this step.";
		throw emptyField(context, 'Title', itemIndex, wayOut);
	}
	const hours = Number(values.dueInHours ?? 24) || 0;
	return { title, dueAt: new Date(Date.now() + hours * HOUR_MS).toISOString() };
}

/** What is filled into a card; undefined when there is no card. */
function valuesOf(card: IDataObject[string]): IDataObject | undefined {
	return (card as { values?: IDataObject } | undefined)?.values;
}

/** Separated by commas, or a list from an expression. */
function listOf(value: unknown): string[] {
	const parts = Array.isArray(value) ? value.map(textOf) : textOf(value).split(',');
	return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** HighLevel shows keys as `{{ contact.key }}` and takes them as `key`. */
function keyIn(text: string): string {
	return text.replace(/[{}\s]/g, '').replace(/^contact\./, '');
}
