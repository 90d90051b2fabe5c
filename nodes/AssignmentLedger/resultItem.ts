import type { IDataObject } from 'n8n-workflow';
import type { TurnMoved } from '../../ledger/ledger';
import { isSimplified } from '../shared/decidedItem/shapes';
import { without } from '../shared/json';

/** What the node has done with the contact of an item. */
export interface Update {
	outcome:
		'closed' | 'forgotten' | 'turnGivenBack' | 'turnTakenAgain' | 'unknownContact' | 'noTurn';
	/** One sentence for people. */
	summary: string;
	turn?: TurnMoved;
}

/**
 * An item with what was done, first, so that the editor shows it without scrolling: in columns if
 * Resolve Assignment has made the item a row, else as `ledger`.
 */
export function withUpdate(json: IDataObject, update: Update): IDataObject {
	if (!isSimplified(json)) {
		return { ledger: { ...update }, ...without(json, 'ledger') } as unknown as IDataObject;
	}
	const { summary, outcome: result } = update;
	return { summary, result, ...without(without(json, 'summary'), 'result') };
}
