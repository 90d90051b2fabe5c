/** How many letters a slip of the hand may change, by the length of the word. */
const slips = (word: string) => (word.length < 4 ? 1 : 2);

/** The known word that somebody may have meant, whatever its case; null when none is near. */
export function nearest(written: string, known: readonly string[]): string | null {
	const wanted = written.toLowerCase();
	let best: string | null = null;
	let least = slips(written) + 1;
	for (const word of known) {
		const apart = distance(wanted, word.toLowerCase());
		if (apart >= least) continue;
		least = apart;
		best = word;
	}
	return best;
}

/** `; did you mean 'skills'?`, or nothing when no known word is near. */
export function didYouMean(written: string, known: readonly string[]): string {
	const word = nearest(written, known);
	return word === null ? '' : `; did you mean '${word}'?`;
}

/** Letters to insert, leave out, change or swap with the next one. Long words are not compared. */
function distance(a: string, b: string): number {
	if (a.length > 40 || Math.abs(a.length - b.length) > 2) return Infinity;
	let before: number[] = [];
	let row = Array.from({ length: b.length + 1 }, (_, i) => i);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			const same = a[i - 1] === b[j - 1] ? 0 : 1;
			let least = Math.min(at(row, j) + 1, at(next, j - 1) + 1, at(row, j - 1) + same);
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
				least = Math.min(least, at(before, j - 2) + 1);
			}
			next.push(least);
		}
		before = row;
		row = next;
	}
	return at(row, b.length);
}

function at(row: readonly number[], index: number): number {
	return row[index] ?? Infinity;
}
