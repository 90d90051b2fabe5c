import type { FollowUps } from './followUps';
import type { ContactReference, FoundContact, StoredContact } from './contacts';

/** A contact as HighLevel showed it. */
export interface SeenContact {
	contactId: string;
	ownerId: string | null;
	/** Null when nobody knows which. */
	tags: readonly string[] | null;
	/** User IDs; null when nobody knows who. */
	followers: readonly string[] | null;
}

/** What HighLevel showed a while ago: of a contact, or null when it had none. */
export interface Sighting {
	contact: SeenContact | null;
	/** Milliseconds since 1970. */
	at: number;
	/**
	 * So short a while ago that something may be written because of it. Else it only tells that
	 * nothing has to be written: somebody may have changed the contact by hand.
	 */
	fresh: boolean;
}

/** The contact as a sighting shows it, null when that is not all that is compared. */
export function sighted(
	sighting: Sighting,
	reference: ContactReference,
	{ addTags, removeTags, replaceTags, follow }: FollowUps,
): FoundContact | null {
	// An email address may mean another contact.
	if (!('id' in reference) && reference.email !== null) return null;
	const { contact: seen } = sighting;
	if (!seen) {
		return sighting.fresh && !('id' in reference) ? { contact: null, otherContactId: null } : null;
	}
	const asksTags = addTags.length > 0 || removeTags.length > 0 || replaceTags !== '';
	if ((asksTags && !seen.tags) || (follow && !seen.followers)) return null;
	const contact: StoredContact = {
		id: seen.contactId,
		ownerId: seen.ownerId,
		tags: [...(seen.tags ?? [])],
		email: null,
		followers: [...(seen.followers ?? [])],
	};
	return { contact, otherContactId: null };
}

/** What of the contact a sighting does not show: it is not to be taken for none. */
export function unseenIn({ contact }: Sighting): Array<'tags' | 'followers'> {
	return (['tags', 'followers'] as const).filter((part) => contact && contact[part] === null);
}
