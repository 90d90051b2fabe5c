import type { IExecuteFunctions } from 'n8n-workflow';
import type { Ledger } from '../../../ledger/ledger';
import { areReassignItems } from '../../shared/highLevel/reassignItems';
import { chunks, inSlices } from '../../shared/inSlices';
import { failedItem, type FailedItem } from './failedItem';
import { isDecidable, type DecidableItem, type DecidedItem, type LoadedBatch } from './load';
import { reservationOf } from '../parameters/reservation';

/** What became of an item. */
export type ItemResult = DecidedItem | FailedItem;

/**
 * How many items are decided in one transaction. All that arrive together in practice; of long work,
 * little enough that messages that come meanwhile, and other processes, get at the ledger in between.
 */
const AT_A_TIME = 100;

/** Decides the items of each sub-account in their order. */
export async function decideBatches(
	context: IExecuteFunctions,
	batches: readonly LoadedBatch[],
): Promise<ItemResult[]> {
	const results: ItemResult[][] = [];
	for (const { subAccount, items } of batches) {
		results.push(items.filter((item): item is ItemResult => !isDecidable(item)));
		results.push(await decideItems(context, subAccount.ledger, items.filter(isDecidable)));
	}
	return results.flat();
}

/** Those that an error of the ledger leaves undecided fail with it. */
async function decideItems(
	context: IExecuteFunctions,
	ledger: Ledger,
	items: readonly DecidableItem[],
): Promise<ItemResult[]> {
	const decided: DecidedItem[][] = [];
	try {
		for await (const some of transactions(context, ledger, items)) decided.push(some);
		return decided.flat();
	} catch (error) {
		const done = new Set(decided.flat().map(({ itemIndex }) => itemIndex));
		const failed = items
			.filter(({ itemIndex }) => !done.has(itemIndex))
			.map(({ itemIndex }) => failedItem(context, itemIndex, error));
		return [...decided.flat(), ...failed];
	}
}

/** Previews first, then what lasts; gives what each transaction decided. */
async function* transactions(
	context: IExecuteFunctions,
	ledger: Ledger,
	items: readonly DecidableItem[],
): AsyncGenerator<DecidedItem[]> {
	// Not when the run began: what is assigned now must not look older than what HighLevel, which may
	// have kept the run waiting, showed of people's load.
	const now = ledger.now();
	const requests = (some: readonly DecidableItem[]) => some.map(({ requestAt }) => requestAt(now));
	// Each transaction reads the whole series again, so few are only worth it for work on many contacts.
	const previewed = areReassignItems(context) ? AT_A_TIME : items.length;
	const { lasting, series } = bySeries(items);
	for (const [name, own] of series) {
		for await (const some of inSlices(chunks(own, previewed))) {
			const decisions = await ledger.preview(requests(some), now, name);
			const recorded = decisions.map((decision) => ({ decision, repeated: false }));
			yield withDecisions(some, recorded);
		}
	}
	for await (const some of inSlices(chunks(lasting, AT_A_TIME))) {
		const recorded = await ledger.decide(requests(some), now, reservationOf(context));
		yield withDecisions(some, recorded);
	}
}

/** The items of each series of previews, and those that last. */
function bySeries(items: readonly DecidableItem[]) {
	const lasting: DecidableItem[] = [];
	const series = new Map<string, DecidableItem[]>();
	for (const item of items) {
		const known = item.preview === null ? lasting : series.get(item.preview);
		if (known) known.push(item);
		else if (item.preview !== null) series.set(item.preview, [item]);
	}
	return { lasting, series };
}

/** @param recorded a decision for each item */
function withDecisions(
	items: readonly DecidableItem[],
	recorded: ReadonlyArray<DecidedItem['recorded']>,
): DecidedItem[] {
	return items.flatMap(({ itemIndex, contact, answer }, i) => {
		const one = recorded[i];
		return one ? [{ itemIndex, contact, answer, recorded: one }] : [];
	});
}
