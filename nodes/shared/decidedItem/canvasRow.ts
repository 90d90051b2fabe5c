import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isSimplified } from './shapes';

/** Columns that hold a sentence. */
const SENTENCES = ['why', 'summary'] as const;

/** Blanks that no line may break between, as wide as a sentence is to be. */
const WIDTH = '\u2007'.repeat(48);

/**
 * A row as the canvas shows it in few lines: n8n makes a column as wide as its longest word, so that
 * a sentence stands there word below word. Production keeps the sentences alone.
 */
export function asShown(context: IExecuteFunctions, row: IDataObject): IDataObject {
	return isSimplified(row) ? asShownRow(context, row) : row;
}

/** The same for a row of anything else. */
export function asShownRow(context: IExecuteFunctions, row: IDataObject): IDataObject {
	if (context.getMode() !== 'manual') return row;
	const shown = { ...row };
	for (const name of SENTENCES) {
		const sentence = row[name];
		if (typeof sentence === 'string' && sentence !== '') shown[name] = wide(sentence);
	}
	return shown;
}

function wide(sentence: string): string {
	return `${sentence.trimEnd()} ${WIDTH}`;
}
