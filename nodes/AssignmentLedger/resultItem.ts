import type { IDataObject } from 'n8n-workflow';
import type { TurnMoved } from '../../ledger/ledger';
import type { User } from '../../routing/model/user';
import { isSimplified } from '../shared/decidedItem/shapes';
import { without } from '../shared/json';

/** What the node has done with the contact of an item. */
export interface Update {
	outcome:
		| 'closed'
		| 'forgotten'
		| 'turnGivenBack'
		| 'turnTakenAgain'
		| 'replyNoted'
		| 'repeatedReply'
		| 'unknownContact'
		| 'noTurn';
	/** One sentence for people. */
	summary: string;
	turn?: TurnMoved;
	/** How many waits the reply has ended. */
	waitsEnded?: number;
}

/** What the node has done with a person of the team. */
export interface PersonUpdate {
	/** `preview`: nothing was done, for want of a credential. */
	result: 'paused' | 'resumed' | 'notPaused' | 'preview';
	/** One sentence for people. */
	summary: string;
	/** ISO 8601; empty when it lasts until somebody ends it. */
	pausedUntil: string;
}

/**
 * An item with what was done, first, so that the editor shows it without scrolling: in columns if
 * Resolve Assignment has made the item a row, else as `ledger`.
 */
export function withUpdate(json: IDataObject, update: Update): IDataObject {
	if (!isSimplified(json)) {
		return { ledger: { ...update }, ...without(json, 'ledger') } as unknown as IDataObject;
	}
	const { summary, outcome: result, waitsEnded } = update;
	const ended = waitsEnded === undefined ? {} : { waitsEnded };
	return inFront({ summary, result, ...ended }, json);
}

/** An item with what was done with a person of the team, in columns: it need not be about a contact. */
export function withPerson(
	json: IDataObject,
	{ summary, result, pausedUntil }: PersonUpdate,
	{ id, name, email }: User,
): IDataObject {
	const person = { person: name, personId: id, personEmail: email };
	return inFront({ summary, result, ...person, pausedUntil }, json);
}

function inFront(first: IDataObject, json: IDataObject): IDataObject {
	const others = Object.keys(first).reduce(without, json);
	return { ...first, ...others };
}
