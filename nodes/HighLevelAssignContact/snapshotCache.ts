import type { ContactState } from '../../routing/model/contactSnapshot';

/** Enough for the busiest minutes, and a few megabytes at most. */
const MOST = 10_000;

export interface CachedSnapshot {
	/** Null when HighLevel had no such contact; undefined when nobody knows. */
	contact: ContactState | null | undefined;
	/** Milliseconds since 1970. */
	at: number;
}

/** What this process knows of the contacts that it worked on last. */
export class SnapshotCache {
	/** The latest are at the end. */
	private readonly byKey = new Map<string, CachedSnapshot>();

	note(keys: readonly string[], snapshot: CachedSnapshot): void {
		for (const key of keys) {
			this.byKey.delete(key);
			this.byKey.set(key, snapshot);
		}
		for (const key of this.byKey.keys()) {
			if (this.byKey.size <= MOST) return;
			this.byKey.delete(key);
		}
	}

	find(keys: readonly string[]): CachedSnapshot[] {
		return keys.flatMap((key) => this.byKey.get(key) ?? []);
	}
}
