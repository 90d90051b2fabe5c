import type { ContactState } from '../routing/model/contactSnapshot';
import type { ContactMatch, ContactReference } from './lookUpContact';
import type { FollowUps } from './followUps';

/** What HighLevel showed a while ago: a contact, or null when it had none. */
export interface EarlierSnapshot {
	contact: ContactState | null;
	/** Milliseconds since 1970. */
	at: number;
	/**
	 * So short a while ago that something may be written because of it. Else it only tells that
	 * nothing has to be written: somebody may have changed the contact by hand.
	 */
	isRecent: boolean;
}

/** What a reference finds in a snapshot, null when that does not show all that is compared. */
export function matchIn(
	{ contact, isRecent }: EarlierSnapshot,
	reference: ContactReference,
	{ addTags, removeTags, replaceTags, follow }: FollowUps,
): ContactMatch | null {
	// An email address may mean another contact.
	if (!('id' in reference) && reference.email !== null) return null;
	if (!contact) {
		return isRecent && !('id' in reference) ? { contact: null, otherContactId: null } : null;
	}
	const asksTags = addTags.length > 0 || removeTags.length > 0 || replaceTags !== '';
	if ((asksTags && !contact.tags) || (follow && !contact.followers)) return null;
	return { contact, otherContactId: null };
}
