import type { IExecuteFunctions } from 'n8n-workflow';
import type { Ledger } from '../../../ledger/ledger';
import { areReassignItems } from '../../shared/highLevel/reassignItems';
import { failedItem, type FailedItem } from './failedItem';
import { isDecidable, type DecidableItem, type DecidedItem, type LoadedBatch } from './load';
import { reservationOf } from '../parameters/reservation';

/** What became of an item. */
export type ItemResult = DecidedItem | FailedItem;

/** How many contacts that move together are decided in one transaction. */
const MOVED_AT_A_TIME = 100;

/** Decides the items of each sub-account in one transaction, in their order. */
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
	// Messages that come meanwhile need the ledger too, so long work lets it go in between.
	const step = areReassignItems(context) ? MOVED_AT_A_TIME : items.length;
	const series = new Set(items.map(({ preview }) => preview).filter((name) => name !== null));
	for (const name of series) {
		for (const some of parts(items, name, step)) {
			const decisions = await ledger.preview(requests(some), now, name);
			const recorded = decisions.map((decision) => ({ decision, repeated: false }));
			yield withDecisions(some, recorded);
		}
	}
	for (const some of parts(items, null, step)) {
		const recorded = await ledger.decide(requests(some), now, reservationOf(context));
		yield withDecisions(some, recorded);
	}
}

/** The items of a series of previews, or those that last, so many at a time. */
function* parts(
	items: readonly DecidableItem[],
	series: string | null,
	step: number,
): Generator<readonly DecidableItem[]> {
	const own = items.filter(({ preview }) => preview === series);
	for (let from = 0; from < own.length; from += step) yield own.slice(from, from + step);
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
