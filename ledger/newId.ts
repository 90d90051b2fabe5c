import { randomBytes } from 'node:crypto';

const COUNTS = 36 ** 4;

let count = 0;

/**
 * A new ID, which no other process gives: of two that are made one after the other the later one sorts
 * behind, so that what came at one instant stays in its order.
 * @param now milliseconds since 1970
 */
export function newId(now: number): string {
	count = (count + 1) % COUNTS;
	const place = now.toString(36).padStart(9, '0') + count.toString(36).padStart(4, '0');
	// Letters and digits alone: databases sort other characters in many ways.
	return place + randomBytes(8).toString('hex');
}
