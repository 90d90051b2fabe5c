import type { IDataObject } from 'n8n-workflow';
import { isSimplified } from '../shared/decidedItem/shapes';
import { without } from '../shared/json';
import type { DescribedResult } from './describeResult';

/**
 * An item with what was done in HighLevel, first, so that the editor shows it without scrolling: in
 * columns if Resolve Assignment has made the item a row, else as `highLevel`.
 */
export function withResult(json: IDataObject, result: DescribedResult | null): IDataObject {
	if (!isSimplified(json) || !result) {
		return { highLevel: { ...result }, ...without(json, 'highLevel') };
	}
	const columns = columnsOf(result);
	const { contactId } = result;
	return { ...columns, ...json, ...columns, ...(contactId && { contactId }) };
}

function columnsOf({ summary, outcome, owner, previousOwner, written, ...more }: DescribedResult) {
	const { apiCalls, otherContactId, seenAt } = more;
	return {
		summary,
		result: outcome,
		owner: owner?.name ?? owner?.id ?? '',
		...(previousOwner && { previousOwner: previousOwner.name ?? previousOwner.id }),
		written: written.join(', '),
		apiCalls,
		...(otherContactId && { otherContactId }),
		...(seenAt && { seenAt }),
	};
}
