import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { asRating } from '../../../routing/model/rating';
import { touchSchema, type Touch } from '../../../routing/model/touch';
import { fullItem } from '../../shared/decidedItem/shapes';
import { inSlices } from '../../shared/inSlices';
import type { LedgerUse } from '../../../ledger/scopes';
import { ledgerUseOf } from '../../shared/ledger/open';
import { ownEvaluator, type Evaluate } from '../ownExpressions';
import { decisionKeys } from './decisionKey';
import { failedItem, type FailedItem } from './failedItem';
import { subAccounts, type SubAccount } from './subAccount';

/** An item that holds a touch. */
export interface ReadItem {
	itemIndex: number;
	touch: Touch;
	/** Names the decision about it. */
	key: string;
	subAccount: SubAccount;
	evaluate: Evaluate;
}

/** The items of one sub-account, in their order. */
export interface ReadBatch {
	subAccount: SubAccount;
	items: ReadItem[];
}

/**
 * The items by sub-account, in the order in which the sub-accounts come. All are read here: what n8n
 * itself catches, it would send through 'Assigned' when it continues.
 */
export async function readItems(
	context: IExecuteFunctions,
): Promise<{ batches: ReadBatch[]; failed: FailedItem[] }> {
	const readItem = itemReader(context, ledgerUseOf(context));
	const batches = new Map<SubAccount, ReadBatch>();
	const failed: FailedItem[] = [];
	for await (const [itemIndex, item] of inSlices(context.getInputData().entries())) {
		try {
			const read = await readItem(item, itemIndex);
			const { subAccount } = read;
			const batch = batches.get(subAccount) ?? { subAccount, items: [] };
			batch.items.push(read);
			batches.set(subAccount, batch);
		} catch (error) {
			failed.push(failedItem(context, itemIndex, error));
		}
	}
	return { batches: [...batches.values()], failed };
}

/**
 * Reads one item after the other, and opens each sub-account once.
 * @returns a function that throws a NodeOperationError for an item that is no touch or that names no
 * location, a HighLevelError or LedgerError when the sub-account or its ledger cannot be opened
 */
export function itemReader(
	context: IExecuteFunctions,
	ledgerUse: LedgerUse,
): (item: INodeExecutionData, itemIndex: number) => Promise<ReadItem> {
	const subAccountOf = subAccounts(context, ledgerUse);
	const evaluatorOf = ownEvaluator(context);
	const keyOf = decisionKeys(context, ledgerUse);
	return async (item, itemIndex) => {
		const touch = readTouch(context, item, itemIndex);
		const subAccount = await subAccountOf(itemIndex);
		return { itemIndex, touch, key: keyOf(touch), subAccount, evaluate: evaluatorOf(itemIndex) };
	};
}

function readTouch(context: IExecuteFunctions, item: INodeExecutionData, itemIndex: number): Touch {
	const result = touchSchema.safeParse(fullItem(item.json));
	if (result.success) return asRating(result.data);
	const field = result.error.issues[0]?.path.join('.') || 'contact';
	throw new NodeOperationError(
		context.getNode(),
		`The item does not say who wrote to which account [item ${itemIndex}]`,
		{
			itemIndex,
			description: `The field '${field}' is missing or has another form than the WhatsApp Account Trigger and the HighLevel Contact Trigger give it. Connect this node behind one of them, or keep its fields 'key', 'event', 'account' and 'contact' when you edit items in between.`,
		},
	);
}
