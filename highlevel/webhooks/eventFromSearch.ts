import type { SearchedContact } from '../contactSearch';
import type { WebhookEvent } from './event';

/** What a search can find out: everything else would need what a contact was like before. */
export type FoundKind = 'contactCreated' | 'tagAdded';

/**
 * The event that a webhook would have told of a contact. A creation has the same key, whoever tells
 * it; a tag has one of its own, because only webhooks have an ID.
 */
export function foundEvent(
	kind: FoundKind,
	contact: SearchedContact,
	locationId: string,
): WebhookEvent {
	const { addedAt, updatedAt, ...fields } = contact;
	const parts =
		kind === 'contactCreated' ? [contact.id] : [contact.id, `search-${updatedAt ?? ''}`];
	return {
		kind,
		locationId,
		deliveryIds: [],
		time: updatedAt,
		touch: {
			key: ['highlevel', locationId, kind, ...parts].join(':'),
			event: kind === 'tagAdded' ? 'tag' : 'contact',
			contact: { ...fields, existed: kind !== 'contactCreated' },
			locationId,
			webhook: {
				source: 'search',
				event: kind,
				id: null,
				time: updatedAt === null ? null : new Date(updatedAt).toISOString(),
			},
		},
		tags: contact.tags,
		addedTags: null,
		fieldsDigest: null,
		contactCreatedAt: addedAt,
	};
}
