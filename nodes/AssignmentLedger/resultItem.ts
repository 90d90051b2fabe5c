import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { TurnMoved } from '../../ledger/ledger';
import type { User } from '../../routing/model/user';
import { isSimplified } from '../shared/decidedItem/shapes';
import { without } from '../shared/json';
import type { RatingRequest } from './ratingRequest';

/** What the node has done with the contact of an item. */
export interface Update {
	outcome:
		| 'closed'
		| 'forgotten'
		| 'turnGivenBack'
		| 'turnTakenAgain'
		| 'replyNoted'
		| 'repeatedReply'
		| 'outcomeNoted'
		| 'repeatedOutcome'
		| 'noResult'
		| 'ratingNoted'
		| 'repeatedRating'
		| 'noRating'
		| 'unknownContact'
		| 'noTurn'
		/** Nothing was done, for want of a credential. */
		| 'preview';
	/** One sentence for people. */
	summary: string;
	turn?: TurnMoved;
	/** How many waits the reply has ended. */
	waitsEnded?: number;
	/** What has to be sent so that the contact can rate. */
	askRating?: RatingRequest;
}

/** Nothing could be done, because nobody knows the contact. */
export const UNKNOWN: Update = {
	outcome: 'unknownContact',
	summary: 'Nothing is remembered about this contact.',
};

/** The item whose fields say more. */
export interface Asked {
	context: IExecuteFunctions;
	itemIndex: number;
	/** What was done in the ledgers before this one. */
	before: Update | undefined;
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
export function withUpdate(json: IDataObject, { askRating, ...update }: Update): IDataObject {
	const asked = askRating ? { askRating } : {};
	if (!isSimplified(json)) {
		return inFront({ ledger: update, ...asked } as unknown as IDataObject, json);
	}
	const { summary, outcome: result, waitsEnded } = update;
	const ended = waitsEnded === undefined ? {} : { waitsEnded };
	return inFront({ summary, result, ...ended, ...asked } as unknown as IDataObject, json);
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
