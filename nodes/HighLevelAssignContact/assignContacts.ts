import {
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeParameterResourceLocator,
} from 'n8n-workflow';
import { assignContact } from '../../highlevel/assignContact';
import { concernsEverything, type HighLevelError } from '../../highlevel/errors';
import type { Settlement } from '../../ledger/ledger';
import { findUser } from '../../routing/users';
import { openHighLevel, userDirectory, type OpenHighLevel } from '../common/highLevel';
import { ledgerUseOf, openLedger } from '../common/ledgers';
import { toNodeError } from '../common/nodeErrors';
import { toUserReference } from '../common/userReference';
import { without } from '../common/without';
import { describeResult, type DescribedResult } from './describeResult';
import { readContact } from './readContact';
import { decidedFor, settle, settleFailure } from './settlement';

/**
 * Assigns every item, in order, and tells the ledger what became of each decision. One item that
 * cannot be assigned does not keep the others from being assigned: the run fails at the end, so
 * that WhatsApp delivers the message again.
 */
export async function assignContacts(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const results: INodeExecutionData[] = [];
	const settlements: Settlement[] = [];
	const failures: Error[] = [];
	let withoutPhone = 0;
	let highLevel: OpenHighLevel | undefined;
	let outage: HighLevelError | undefined;

	for (const [itemIndex, item] of context.getInputData().entries()) {
		try {
			if (outage) throw outage;
			highLevel ??= await openHighLevel(context);
			const outcome = await assignItem(context, highLevel, itemIndex, settlements);
			if (outcome.outcome === 'noPhone') withoutPhone++;
			results.push({
				...item,
				// First, so that the editor shows it without scrolling.
				json: { highLevel: { ...outcome }, ...without(item.json, 'highLevel') },
				pairedItem: { item: itemIndex },
			});
		} catch (error) {
			const nodeError = toNodeError(context.getNode(), error, itemIndex);
			if (concernsEverything(error)) outage = error;
			if (context.continueOnFail()) {
				results.push({ json: { error: nodeError.message }, pairedItem: { item: itemIndex } });
				continue;
			}
			failures.push(nodeError);
			if (outage) break;
		}
	}
	await settleAll(context, highLevel, settlements);
	const failure = outage ? failures.at(-1) : failures[0];
	if (failure) throw failure;
	if (withoutPhone > 0) {
		context.addExecutionHints({
			message: `${withoutPhone} ${withoutPhone === 1 ? 'person has' : 'people have'} a WhatsApp username and no visible phone number, so HighLevel cannot find the contact. Ask for the number, or find the contact by ID.`,
			type: 'warning',
			location: 'outputPane',
		});
	}
	return results;
}

/** In one transaction; a run that only meets contacts without a decision opens no ledger. */
async function settleAll(
	context: IExecuteFunctions,
	highLevel: OpenHighLevel | undefined,
	settlements: readonly Settlement[],
): Promise<void> {
	if (!highLevel || settlements.length === 0) return;
	try {
		const ledger = await openLedger(context, highLevel, ledgerUseOf(context));
		await ledger.settle(settlements, Date.now());
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

async function assignItem(
	context: IExecuteFunctions,
	highLevel: OpenHighLevel,
	itemIndex: number,
	settlements: Settlement[],
): Promise<DescribedResult> {
	const decided = decidedFor(context, itemIndex);
	const result = await assign(context, highLevel, itemIndex).catch((error: unknown) => {
		const settlement = decided && settleFailure(decided, error);
		if (settlement) settlements.push(settlement);
		throw error;
	});
	if (decided) settlements.push(settle(decided, result));
	return result;
}

async function assign(
	context: IExecuteFunctions,
	{ client, account }: OpenHighLevel,
	itemIndex: number,
): Promise<DescribedResult> {
	const contact = readContact(context, itemIndex);
	if (!contact) return describeResult(null, []);
	const ownerReference = toUserReference(
		context.getNodeParameter('owner', itemIndex) as unknown as INodeParameterResourceLocator,
	);
	if (ownerReference.value.trim() === '') {
		throw new NodeOperationError(context.getNode(), `'Owner' is empty [item ${itemIndex}]`, {
			itemIndex,
			description:
				"Connect this node to the output 'Assigned' of Resolve Assignment, or choose a user.",
		});
	}
	const users = await userDirectory.load(client, account, (known) =>
		Boolean(findUser(known, ownerReference)),
	);
	const owner = findUser(users, ownerReference);
	// An owner of the agency is not on the list; they may own the contact, but cannot be written.
	if (!owner && ownerReference.by === 'email') {
		throw unknownOwner(context, ownerReference.value, itemIndex);
	}

	const creates = 'phone' in contact && context.getNodeParameter('create', itemIndex) === true;
	const result = await assignContact(client, {
		contact,
		ownerId: owner?.id ?? ownerReference.value.trim(),
		checkOwner: () => {
			if (!owner) throw unknownOwner(context, ownerReference.value, itemIndex);
		},
		setOwner: context.getNodeParameter('setOwner', itemIndex) as 'onlyIfUnowned' | 'always',
		tag: text(context, 'tag', itemIndex) || null,
		create: creates ? { source: text(context, 'source', itemIndex) || 'WhatsApp' } : null,
	});
	return describeResult(result, users);
}

function unknownOwner(context: IExecuteFunctions, value: string, itemIndex: number): Error {
	return new NodeOperationError(
		context.getNode(),
		`'Owner' ${value} is not a user of this HighLevel sub-account [item ${itemIndex}]`,
		{
			itemIndex,
			description:
				'Choose somebody from the list. A person who left, or who belongs to another sub-account, cannot own contacts here.',
		},
	);
}

function text(context: IExecuteFunctions, name: string, itemIndex: number): string {
	const value = context.getNodeParameter(name, itemIndex, '') as unknown;
	return typeof value === 'string' ? value.trim() : '';
}
