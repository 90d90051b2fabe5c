import { progressSchema, type SearchProgress } from '../../highlevel/missedContacts';
import type { LedgerStore } from '../../ledger/store';

/** The search of one node, as this process knows it. */
export class Search {
	/** Contacts whose runs have not ended. */
	readonly underWay = new Set<string>();
	/** One search has not ended: n8n begins the next one all the same. */
	isBusy = false;
	hasSearched = false;
	/** Ahead of what is stored while runs are under way; null to begin where the stored one says. */
	private ahead: SearchProgress | null = null;
	private stored: Promise<void> = Promise.resolve();
	/** Another one after each time that something has to be found again. */
	private attempt = 0;

	constructor(private readonly name: string) {}

	/** Where to go on, null when nothing was searched yet; and what {@link advance} has to be given. */
	async begin(store: LedgerStore): Promise<{ progress: SearchProgress | null; attempt: number }> {
		const { ahead, attempt } = this;
		if (ahead) return { progress: ahead, attempt };
		const known = progressSchema.safeParse(await store.cursors.read(this.name));
		return { progress: known.success ? known.data : null, attempt };
	}

	/**
	 * Goes on from there, and stores that once this step and all before it are handled: after a crash,
	 * what was not is found again.
	 * @param handled rejects when it has to be found again now
	 */
	async advance(
		store: LedgerStore,
		progress: SearchProgress,
		attempt: number,
		handled: Promise<void>,
	): Promise<void> {
		// Something before has to be found again, and this step began behind it.
		if (attempt !== this.attempt) return await handled;
		this.ahead = progress;
		const stored = Promise.all([this.stored, handled]).then(
			async () => await store.cursors.write(this.name, progress, Date.now()),
		);
		this.stored = stored;
		await stored.catch((error: unknown) => {
			if (attempt === this.attempt) {
				this.attempt++;
				this.ahead = null;
				this.stored = Promise.resolve();
			}
			throw error;
		});
	}
}

const searches = new Map<string, Search>();

/** Of the node that has this name. */
export function searchOf(name: string): Search {
	const search = searches.get(name) ?? new Search(name);
	searches.set(name, search);
	return search;
}
