import type { SeenContact } from '../../highlevel/contactSnapshot';

/** Enough for the busiest minutes, and a few megabytes at most. */
const MOST = 10_000;

/** What was last seen or written: null when HighLevel had no such contact; undefined: unknown. */
export interface LastSeen {
	contact: SeenContact | null | undefined;
	/** Milliseconds since 1970. */
	at: number;
}

/** What this process knows of the contacts that it worked on last. */
export class RecentContacts {
	/** The latest are at the end. */
	private readonly byKey = new Map<string, LastSeen>();

	note(keys: readonly string[], seen: LastSeen): void {
		for (const key of keys) {
			this.byKey.delete(key);
			this.byKey.set(key, seen);
		}
		for (const key of this.byKey.keys()) {
			if (this.byKey.size <= MOST) return;
			this.byKey.delete(key);
		}
	}

	find(keys: readonly string[]): LastSeen[] {
		return keys.flatMap((key) => this.byKey.get(key) ?? []);
	}
}
