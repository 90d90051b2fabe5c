import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { ContactReference } from '../../../highlevel/lookUpContact';
import type { FieldValue } from '../../../highlevel/contactWrites';
import type { FollowUps } from '../../../highlevel/followUps';
import { beginsWith } from '../../../highlevel/tags';
import { IN_ITEM } from '../../shared/decidedItem/expressions';
import type { Decided } from '../decision';
import { opportunityFields, readOpportunity } from './opportunity';
import { readAccountTag } from './owner';
import { readReceiptField, receiptField } from './receiptField';
import { readTask, taskField } from './task';
import { readText } from './values';

const { why: WHY } = IN_ITEM;

/** What is done besides the owner: nothing of it unless somebody adds it. */
export const alsoDo: INodeProperties = {
	displayName: 'Also Do',
	name: 'alsoDo',
	type: 'collection',
	placeholder: 'Add Step',
	default: {},
	displayOptions: { show: { operation: ['assign'] } },
	options: [
		{
			displayName: 'Add Note',
			name: 'note',
			type: 'string',
			typeOptions: { rows: 3 },
			default: WHY,
			description:
				'By default why the contact got this owner. Only when the owner changes, so that a repeated message adds no second note.',
		},
		{
			displayName: 'Add Other Owners as Followers',
			name: 'follow',
			type: 'boolean',
			default: true,
			description:
				'Whether users who own the contact for one account only, and are not its owner in HighLevel, follow the contact',
		},
		{
			displayName: 'Add Tags',
			name: 'addTags',
			type: 'string',
			default: '',
			placeholder: 'e.g. vip, whatsapp',
			description: 'Separated by commas. Tags that the contact has already cost nothing.',
		},
		{
			displayName: 'Create Opportunity',
			name: 'opportunity',
			type: 'fixedCollection',
			// The card at once: the editor drops a step that is empty.
			default: { values: {} },
			description: 'When the owner changes and the contact has no open opportunity',
			options: [{ name: 'values', displayName: 'Opportunity', values: opportunityFields }],
		},
		taskField,
		{
			displayName: 'Mention in Comment',
			name: 'mention',
			type: 'string',
			typeOptions: { rows: 3 },
			default: WHY,
			description:
				'Mentions the new owner in an internal comment in the conversation. HighLevel does not allow it to every app; then the run goes on and a hint says so. Only when the owner changes.',
		},
		{
			displayName: 'Move Open Opportunities',
			name: 'moveOpportunities',
			type: 'boolean',
			default: true,
			description:
				'Whether open opportunities of the contact get its owner too: in HighLevel they do not follow the contact',
		},
		{
			displayName: 'Remove Tags',
			name: 'removeTags',
			type: 'string',
			default: '',
			placeholder: 'e.g. unassigned, waiting',
			description: 'Separated by commas. Tags that the contact does not have cost nothing.',
		},
		{
			displayName: 'Replace Tags Starting With',
			name: 'replaceTags',
			type: 'string',
			default: 'whatsnap-account-',
			placeholder: 'e.g. whatsnap-account-',
			description:
				"When the contact goes to the owner of another account, the tags of its other accounts are removed: those that start like 'Account Tag'",
		},
		receiptField,
	],
};

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
	const textIn = (label: string, value: unknown) => readText(context, label, itemIndex, value);
	/** Separated by commas, or a list from an expression. */
	const tagsIn = (label: string, value: unknown) =>
		(Array.isArray(value) ? value : textIn(label, value).split(','))
			.map((one) => textIn(label, one))
			.filter((one) => one !== '');
	const tag = readAccountTag(context, itemIndex);
	return {
		addTags: [tag, ...tagsIn('Add Tags', steps.addTags)].filter((one) => one !== ''),
		removeTags: tagsIn('Remove Tags', steps.removeTags),
		replaceTags: prefixFor(tag, textIn('Replace Tags Starting With', steps.replaceTags)),
		follow: steps.follow === true && decided?.role === 'accountOwner',
		moveOpportunities: steps.moveOpportunities === true,
		opportunity: readOpportunity(context, itemIndex, steps.opportunity, reference),
		task: readTask(context, itemIndex, steps.task),
		note: textIn('Add Note', steps.note) || null,
		mention: textIn('Mention in Comment', steps.mention) || null,
	};
}

/** What the step 'Write Receipt to Custom Field' writes together with the owner, null for nothing. */
export function readReceipt(
	context: IExecuteFunctions,
	itemIndex: number,
	decided: Decided | null,
): FieldValue | null {
	return readReceiptField(context, itemIndex, stepsOf(context, itemIndex).receiptField, decided);
}

function stepsOf(context: IExecuteFunctions, itemIndex: number): IDataObject {
	return context.getNodeParameter('alsoDo', itemIndex, {}) as IDataObject;
}

/** Only a tag that begins so itself says what its account's tags look like. */
function prefixFor(tag: string, prefix: string): string {
	return beginsWith(tag, prefix) ? prefix : '';
}
