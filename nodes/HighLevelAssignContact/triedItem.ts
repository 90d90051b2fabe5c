import type { IExecuteFunctions } from 'n8n-workflow';
import { referenceWords } from '../../routing/model/references';
import { decisionIn, isToTell, type AssigneeRole } from './decision';
import type { DescribedResult } from './describeResult';
import { unassigns } from './parameters/operation';
import { readOwner } from './parameters/owner';

const WOULD: Record<AssigneeRole, string> = {
	owner: 'would own the contact',
	cover: 'would answer this time, and the contact would stay with its owner',
	accountOwner: 'would own the contact for this account',
};

/**
 * What would be done with an item, for somebody who tries the workflow without a HighLevel credential.
 * Who owns the contact now nobody knows.
 * @throws {NodeOperationError} when the node does not say who is to own it
 */
export function triedItem(context: IExecuteFunctions, itemIndex: number): DescribedResult {
	const { owner, would } = unassigns(context)
		? { owner: null, would: 'the contact would lose its owner' }
		: assigned(context, itemIndex);
	return {
		outcome: 'preview',
		summary: `Trial without HighLevel: ${would}. Nothing was written.`,
		contactId: null,
		previousOwner: null,
		owner,
		written: [],
		apiCalls: 0,
	};
}

function assigned(context: IExecuteFunctions, itemIndex: number) {
	const reference = readOwner(context, itemIndex);
	const id = reference.value;
	const decided = decisionIn(context, itemIndex);
	const isDecided = decided?.userId === id;
	const name = (isDecided && decided.userName) || referenceWords(reference);
	const owner = { id, name };
	if (isDecided && isToTell(decided)) {
		const { to } = decided.tell;
		const told = to ? (to.name ?? to.id) : name;
		return { owner, would: `the contact would stay with ${name}, and ${told} would be told` };
	}
	if (isDecided && !decided.given && decided.role === 'owner') {
		return { owner, would: `the contact would stay with ${name}` };
	}
	return { owner, would: `${name} ${WOULD[isDecided ? decided.role : 'owner']}` };
}
