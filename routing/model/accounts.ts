import { fold } from './text';

/** The prefix that WhatSnap users already have on their tags. */
export const DEFAULT_TAG_PREFIX = 'whatsnap-account-';

/** A WhatsApp account as messages have shown it. */
export interface AccountRecord {
	id: string;
	number: string | null;
	name: string | null;
	tag: string | null;
}

/**
 * How the account of a touch is known: the touch says its ID or tag (`told`), its number or name
 * (`named`), or is about its tag (`addedTag`); the contact has its tag; the ledger knows the contact
 * by it. Else it is not, because the contact has the tags of several accounts, or none.
 */
export type AccountSource =
	'told' | 'named' | 'addedTag' | 'tag' | 'ledger' | 'severalTags' | 'unknown';

/** What is known of the account of a touch, besides the account. */
export interface AccountKnowledge {
	source: AccountSource;
	/** The name as its tag spells it, of an account that is known by its tag only. */
	nameInTag: string | null;
	/** The account tags of the contact. */
	tags: readonly string[];
}

/** The account, if any, that the touch itself names. */
export const TOLD: AccountKnowledge = { source: 'told', nameInTag: null, tags: [] };

/** An account's name as its tag spells it; empty for a name of emoji alone. */
export function nameInTag(name: string): string {
	// HighLevel lower-cases tags; blanks would make them hard to type into a filter.
	return name
		.normalize()
		.toLowerCase()
		.replace(/(?:[^\p{Letter}\p{Mark}\p{Number}_-]\p{Mark}*)+/gu, '-')
		.replace(/^-+|-+$/g, '');
}

/** What a tag says of the name of its account; null when it does not begin like an account tag. */
export function nameOfTag(tag: string, prefix: string): string | null {
	const start = fold(prefix);
	const folded = fold(tag);
	return start !== '' && folded.startsWith(start) ? folded.slice(start.length) || null : null;
}
