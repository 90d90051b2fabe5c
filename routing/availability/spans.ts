import type { Spans } from '../model/hours';

export type { Spans } from '../model/hours';

export const NO_SPANS: Spans = [];

/** Spans of pairs of a start and an end in any order, which may touch or overlap. */
export function merged(pairs: Array<[start: number, end: number]>): Spans {
	const found: number[] = [];
	let last = -Infinity;
	for (const [start, end] of pairs.sort(([a], [b]) => a - b)) {
		if (start > last) found.push(start, end);
		else if (end > last) found[found.length - 1] = end;
		last = Math.max(last, end);
	}
	return found;
}

/** What is in any of them. */
export function anyOf(all: readonly Spans[]): Spans {
	const [first, second] = all;
	if (!first || !second) return first ?? NO_SPANS;
	if (all.length === 2) return combined(first, second, (inOne, inOther) => inOne || inOther);
	// Halves of halves, so that no long list is gone through once for each short one.
	const middle = all.length >> 1;
	return anyOf([anyOf(all.slice(0, middle)), anyOf(all.slice(middle))]);
}

/** What is in both. */
export function both(one: Spans, other: Spans): Spans {
	return combined(one, other, (inOne, inOther) => inOne && inOther);
}

/** What is in the first and not in the second. */
export function without(one: Spans, other: Spans): Spans {
	return combined(one, other, (inOne, inOther) => inOne && !inOther);
}

/** Each span by itself. */
export function pairsOf(spans: Spans): Array<[start: number, end: number]> {
	const found: Array<[number, number]> = [];
	for (let i = 0; i < spans.length; i += 2) found.push([spans[i] ?? 0, spans[i + 1] ?? 0]);
	return found;
}

/** @param keep never what is in neither of them */
function combined(
	one: Spans,
	other: Spans,
	keep: (inOne: boolean, inOther: boolean) => boolean,
): Spans {
	const found: number[] = [];
	let isIn = false;
	let i = 0;
	let j = 0;
	while (i < one.length || j < other.length) {
		const at = Math.min(one[i] ?? Infinity, other[j] ?? Infinity);
		if (one[i] === at) i++;
		if (other[j] === at) j++;
		if (keep(i % 2 === 1, j % 2 === 1) === isIn) continue;
		isIn = !isIn;
		found.push(at);
	}
	return found;
}
