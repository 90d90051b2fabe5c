import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { previewSeries } from '../../../routing/model/preview';
import { asShown } from '../../shared/decidedItem/canvasRow';
import { simplified, undecidedItem } from '../../shared/decidedItem/shapes';
import { locationNamed } from '../../shared/highLevel/location';
import { inSlices } from '../../shared/inSlices';
import type { LedgerPlace } from '../../shared/ledger/ledgerPlace';
import { ledgerPlaceOf } from '../../shared/ledger/open';
import { simplifies } from '../parameters/simplify';
import type { ContactAnswer } from './contactLookup';
import type { ItemResult } from './decide';
import { errorItem } from './failedItem';
import type { DecidedItem } from './load';

/** Adds its decision to every item: assigned ones to the first output, the others to the second. */
export async function emit(
	context: IExecuteFunctions,
	results: readonly ItemResult[],
): Promise<INodeExecutionData[][]> {
	const byItem = new Map(results.map((result) => [result.itemIndex, result]));
	const assigned: INodeExecutionData[] = [];
	const notAssigned: INodeExecutionData[] = [];
	const isRecorded = results.some((result) => 'recorded' in result && result.recorded.id);
	const ledger = isRecorded ? await ledgerPlaceOf(context) : null;
	const isSimple = simplifies(context);
	const shape = (full: IDataObject) => (isSimple ? asShown(context, simplified(full)) : full);
	for await (const [itemIndex, item] of inSlices(context.getInputData().entries())) {
		const result = byItem.get(itemIndex);
		if (!result) continue;
		// Errors never into 'Assigned': the next node would assign somebody by accident.
		if ('error' in result) notAssigned.push(errorItem(result));
		else {
			const output = result.recorded.decision.user ? assigned : notAssigned;
			const json = shape(decidedItem(context, item.json, result, ledger));
			output.push({ ...item, json, pairedItem: { item: itemIndex } });
		}
	}
	return [assigned, notAssigned];
}

function decidedItem(
	context: IExecuteFunctions,
	json: IDataObject,
	{ itemIndex, contact, answer, recorded: { id, decision, repeated } }: DecidedItem,
	ledger: LedgerPlace | null,
): IDataObject {
	const { receipt, ...rest } = decision;
	const entry = id && { id, ledger };
	const preview = previewSeries(json.preview) !== null && { preview: true };
	const locationId = locationNamed(context, itemIndex);
	return {
		// First, so that the editor shows it without scrolling.
		assignment: {
			...preview,
			...rest,
			...entry,
			repeated,
			...(answer && { shown: shownIn(answer) }),
			// The longest last.
			receipt,
		},
		...undecidedItem(json),
		contact,
		// Where the nodes that follow look for it.
		...(locationId && { locationId }),
	} as unknown as IDataObject;
}

/** What HighLevel showed of the contact, so that HighLevel Assign Contact need not ask again. */
function shownIn({ askedAt, phone, snapshot }: ContactAnswer) {
	return {
		at: new Date(askedAt).toISOString(),
		asked: { phone },
		contactId: snapshot?.contactId ?? null,
		ownerId: snapshot?.ownerId ?? null,
		tags: snapshot?.tags ?? [],
	};
}
