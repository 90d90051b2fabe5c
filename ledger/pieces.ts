import { setImmediate as turn } from 'node:timers/promises';

/** Whoever reads works on so many within a millisecond or two, in which n8n waits. */
const PIECE = 100;

/**
 * The same in pieces, between which n8n gets to everything else.
 * @param belong whether one has to come in one piece with the one before
 */
export async function* pieces<T>(
	blocks: AsyncIterable<readonly T[]>,
	belong: (before: T, one: T) => boolean = () => false,
): AsyncGenerator<readonly T[], void, undefined> {
	for await (const block of blocks) {
		for (let from = 0; from < block.length;) {
			const to = endOfPiece(block, from, belong);
			if (from > 0) await turn();
			yield from === 0 && to === block.length ? block : block.slice(from, to);
			from = to;
		}
	}
}

function endOfPiece<T>(
	block: readonly T[],
	from: number,
	belong: (before: T, one: T) => boolean,
): number {
	let to = Math.min(from + PIECE, block.length);
	while (to < block.length && belong(block[to - 1] as T, block[to] as T)) to += 1;
	return to;
}
