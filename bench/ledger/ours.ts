import { LedgerStore } from '../../ledger/store';
import { connect } from './fill';
import type { Job, Place, Subject } from './jobs';
import { reception, work } from './scenario';

const RESERVE_MS = 15 * 60_000;
const stores = new Map<string, Promise<LedgerStore>>();

/** The ledger of this package, opened once for each process. */
export async function openLedger(place: Place): Promise<LedgerStore> {
	const key = JSON.stringify(place);
	let store = stores.get(key);
	if (!store) {
		store = connect(place).then(LedgerStore.open);
		stores.set(key, store);
	}
	return await store;
}

/** Decides as Resolve Assignment does, and confirms as HighLevel Assign Contact does. */
export async function ours({ place, scope, capacity, workMs }: Job): Promise<Subject> {
	const ledger = (await openLedger(place)).ledger(scope);
	const request = reception(capacity);
	return {
		handle: async (messages) => {
			const recorded = await ledger.decide(messages.map(request), Date.now(), RESERVE_MS);
			if (workMs > 0) {
				await work(workMs);
				await ledger.settle(
					recorded.map(({ id }) => ({
						id,
						shownAs: [],
						snapshot: null,
						outcome: 'confirmed',
						alsoKnownAs: [],
					})),
					Date.now(),
				);
			}
			return recorded.map(({ decision, repeated }, i) => ({
				key: messages[i]?.key ?? '',
				user: decision.user?.id ?? null,
				isNew: !repeated,
			}));
		},
	};
}
