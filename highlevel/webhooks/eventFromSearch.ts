import type { TouchContact } from '../../routing/model/touch';
import type { HighLevelContact } from '../contact';
import { touchEventOf, touchKey, type WebhookEvent } from './event';

/** What a search can find out: everything else would need what a contact was like before. */
export type SearchEventKind = 'contactCreated' | 'tagAdded';

/**
 * The event that a webhook would have told of a contact. A creation has the same key, whoever tells
 * it; a tag has one of its own, because only webhooks have an ID.
 */
export function eventFromSearch(
	kind: SearchEventKind,
	contact: HighLevelContact,
	locationId: string,
): WebhookEvent {
	const { contactId, addedAt, updatedAt, tags } = contact;
	const parts = kind === 'contactCreated' ? [contactId] : [contactId, `search-${updatedAt ?? ''}`];
	return {
		kind,
		told: null,
		outcome: null,
		locationId,
		deliveryIds: [],
		time: updatedAt,
		touch: {
			key: touchKey(kind, locationId, parts),
			event: touchEventOf(kind),
			contact: contactOf(contact, kind),
			locationId,
			webhook: {
				source: 'search',
				event: kind,
				id: null,
				time: updatedAt === null ? null : new Date(updatedAt).toISOString(),
			},
		},
		tags,
		addedTags: null,
		fieldsDigest: null,
		contactCreatedAt: addedAt,
	};
}

function contactOf(contact: HighLevelContact, kind: SearchEventKind): TouchContact {
	return {
		id: contact.contactId,
		phone: contact.phone,
		name: contact.name,
		email: contact.email,
		country: contact.country,
		tags: contact.tags,
		source: contact.source,
		attributionSource: contact.attributionSource,
		lastAttributionSource: contact.lastAttributionSource,
		ownerId: contact.ownerId,
		existed: kind !== 'contactCreated',
	};
}
