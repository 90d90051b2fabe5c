/** A table as RFC 4180 says it is read: written for the tests alone, apart from what writes it. */
export function parseCsv(text: string): string[][] {
	const rows: string[][] = [];
	let row: string[] = [];
	let at = 0;
	while (at < text.length) {
		const quoted = text[at] === '"';
		const pattern = quoted ? /"((?:[^"]|"")*)"(,|\r\n)/y : /([^",\r\n]*)(,|\r\n)/y;
		pattern.lastIndex = at;
		const match = pattern.exec(text);
		if (!match) throw new Error(`No cell at ${at}: ${JSON.stringify(text.slice(at, at + 40))}`);
		const [whole, cell = '', end] = match;
		row.push(quoted ? cell.replaceAll('""', '"') : cell);
		if (end === '\r\n') {
			rows.push(row);
			row = [];
		}
		at += whole.length;
	}
	return rows;
}
