import { nameInTag } from '../routing/model/accounts';
import type { TouchAccount } from '../routing/model/touch';
import { toE164 } from './phone';
import { cleanName } from './words';

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
	const shown = cleanName(name) ?? number ?? phoneNumberId;
	// A name of emoji alone leaves nothing for a tag.
	const tag = nameInTag(shown) || nameInTag(number ?? phoneNumberId);
	return { id: phoneNumberId, number, name: shown, tag: tagPrefix + tag };
}
