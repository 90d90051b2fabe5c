import { KeyedMutex } from '../../highlevel/keyedMutex';
import type { HighLevelError } from '../../highlevel/errors';
import type { Settlement, ContactWithoutOwner } from '../../ledger/ledger';
import type { HighLevelConnection } from '../shared/highLevel/connection';
import type { DescribedResult } from './describeResult';

/** What became of one item: a result, an error, or a result that lacks something. */
export interface ItemOutcome {
	result: DescribedResult | null;
	error: unknown;
	/** What the ledger has to know, null for nothing. */
	settlement: Settlement | null;
	/** That nobody owns the contact any more, null when nobody was taken off. */
	withoutOwner: ContactWithoutOwner | null;
	/** Why the owner was not mentioned. */
	mentionRefused: HighLevelError | null;
}

/** One item that was read and can be worked on; never rejects. */
export interface ContactJob {
	highLevel: HighLevelConnection;
	/** By what the contact may be known to other items and runs. */
	names: readonly string[];
	run: () => Promise<ItemOutcome>;
}

export function outcomeOf(changes: Partial<ItemOutcome>): ItemOutcome {
	const nothing = { result: null, error: null, settlement: null, withoutOwner: null };
	return { ...nothing, mentionRefused: null, ...changes };
}

/** HighLevel has no conditional writes, so nobody else in this process may come in between. */
const contacts = new KeyedMutex();

/** Runs a job once all that were started before about the same contact have ended. */
export async function inTurn({ highLevel, names, run }: ContactJob): Promise<ItemOutcome> {
	const { client, account } = highLevel;
	const keys = names.map((name) => `${account} ${client.locationId} ${name}`);
	return await contacts.run(keys, run);
}
