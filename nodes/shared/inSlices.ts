import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Milliseconds of work at a stretch. Several runs may each take theirs before n8n comes to anything
 * else, e.g. to the next webhook.
 */
const SLICE_MS = 10;

/**
 * All of a list, one after the other. Whoever works on thousands of items in a loop over it lets n8n
 * do everything else in between, also when no step has to wait for anything.
 */
export async function* inSlices<T>(all: Iterable<T>): AsyncGenerator<T, void, undefined> {
	let end = performance.now() + SLICE_MS;
	for (const one of all) {
		yield one;
		if (performance.now() < end) continue;
		await nextTurn();
		end = performance.now() + SLICE_MS;
	}
}

/** A list in parts of so many, in its order. */
export function* chunks<T>(all: readonly T[], most: number): Generator<readonly T[]> {
	for (let from = 0; from < all.length; from += most) yield all.slice(from, from + most);
}
