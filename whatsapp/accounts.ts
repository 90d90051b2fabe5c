import type { TouchAccount } from '../routing/model/touch';
import { toE164 } from './phone';

/** The prefix that WhatSnap users already have on their tags. */
export const DEFAULT_TAG_PREFIX = 'whatsnap-account-';

/** Names of numbers by Meta's phone number ID: webhooks carry only the number and its ID. */
export type AccountNames = ReadonlyMap<string, string>;

/**
 * The account part of a touch.
 * @param name the verified name, or what the user calls the number; the number itself when unknown
 */
export function toAccount(
	phoneNumberId: string,
	displayNumber: string | undefined,
	name: string | undefined,
	tagPrefix: string,
): TouchAccount {
	const number = toE164(displayNumber);
	const shown = name?.trim() || number || phoneNumberId;
	// A name of emoji alone leaves nothing for a tag.
	const tag = tagPart(shown) || tagPart(number ?? phoneNumberId);
	return { id: phoneNumberId, number, name: shown, tag: tagPrefix + tag };
}

/** HighLevel lower-cases tags; blanks would make them hard to type into a filter. */
function tagPart(name: string): string {
	return name
		.normalize()
		.toLowerCase()
		.replace(/(?:[^\p{Letter}\p{Mark}\p{Number}_-]\p{Mark}*)+/gu, '-')
		.replace(/^-+|-+$/g, '');
}
