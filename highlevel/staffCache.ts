import type { Reading } from '../routing/model/staffSnapshot';
import { HighLevelError } from './errors';
import { HOUR } from '../routing/model/durations';

/** How much longer than agreed a reading serves while HighLevel does not give a newer one. */
const MAX_OVERDUE_MS = HOUR;
/** Until then nobody asks again who has an older reading. */
const RETRY_AFTER_MS = 30_000;

/** What is read, and about whom. */
export interface ReadingRequest<T> {
	/** Names what is read and where: equal keys share their readings. */
	key: string;
	userIds: readonly string[];
	maxAgeMs: number;
	/** Gives a value for everybody who is asked for, and may give more. */
	read: (userIds: readonly string[]) => Promise<ReadonlyMap<string, T>>;
}

interface ReadingAnswer<T> {
	readings: Record<string, Reading<T>>;
	/** Why some readings are older than they should be, null when none is. */
	overdue: HighLevelError | null;
}

interface CacheEntry<T> {
	readings: Map<string, Reading<T>>;
	/** What is being read: who asks meanwhile waits for it. */
	busy: Promise<void> | null;
	failure: { error: HighLevelError; at: number } | null;
}

/** What HighLevel said about people, kept for everything in this process until it is too old. */
export class StaffCache<T> {
	private readonly entries = new Map<string, CacheEntry<T>>();

	constructor(private readonly now: () => number) {}

	/**
	 * Reads whom it does not know well enough. While HighLevel fails, older readings serve for an hour
	 * more; nobody is guessed.
	 * @throws {HighLevelError} when somebody was never read, or too long ago
	 */
	async load({ key, userIds, maxAgeMs, read }: ReadingRequest<T>): Promise<ReadingAnswer<T>> {
		const entry = this.entryOf(key);
		const failedBefore = entry.failure;
		const olderThan = (age: number) =>
			userIds.filter((id) => {
				const known = entry.readings.get(id);
				return !known || !isYounger(this.now() - known.readAt, age);
			});
		let due = olderThan(maxAgeMs);
		while (entry.busy && due.length > 0) {
			await entry.busy;
			due = olderThan(maxAgeMs);
		}
		let overdue: HighLevelError | null = null;
		if (due.length > 0) {
			const { failure } = entry;
			const lost = olderThan(maxAgeMs + MAX_OVERDUE_MS).length > 0;
			const failedJustNow = failure && isYounger(this.now() - failure.at, RETRY_AFTER_MS);
			// Whoever waited for a reading that failed has the answer; whoever comes later may ask again.
			if (lost ? failure === failedBefore : !failedJustNow) {
				await (entry.busy = this.fill(entry, due, read));
			}
			overdue = entry.failure?.error ?? null;
			if (overdue && olderThan(maxAgeMs + MAX_OVERDUE_MS).length > 0) throw overdue;
		}
		const readings: Record<string, Reading<T>> = {};
		for (const id of userIds) {
			const known = entry.readings.get(id);
			if (known) readings[id] = known;
		}
		return { readings, overdue };
	}

	/** Never fails: what went wrong stays in the entry, for all who waited. */
	private async fill(
		entry: CacheEntry<T>,
		userIds: readonly string[],
		read: ReadingRequest<T>['read'],
	): Promise<void> {
		const readAt = this.now();
		entry.failure = await read(userIds)
			.then((values) => {
				for (const [id, value] of values) entry.readings.set(id, { value, readAt });
				return null;
			})
			.catch((error: unknown) => {
				if (error instanceof HighLevelError) return { error, at: this.now() };
				throw error;
			})
			.finally(() => (entry.busy = null));
	}

	private entryOf(key: string): CacheEntry<T> {
		let entry = this.entries.get(key);
		if (!entry) {
			this.entries.set(key, (entry = { readings: new Map(), busy: null, failure: null }));
		}
		return entry;
	}
}

/** What lies ahead was read before somebody set the clock of the machine back. */
function isYounger(age: number, than: number): boolean {
	return age >= 0 && age < than;
}

/**
 * Asks about each person: the first alone, so that a token that lacks a permission is refused once,
 * then all others.
 */
export async function readEach<T>(
	userIds: readonly string[],
	read: (userId: string) => Promise<T>,
): Promise<Map<string, T>> {
	const [first, ...others] = userIds;
	if (first === undefined) return new Map();
	const values = new Map([[first, await read(first)]]);
	const rest = await Promise.all(others.map(async (id) => [id, await read(id)] as const));
	for (const [id, value] of rest) values.set(id, value);
	return values;
}
