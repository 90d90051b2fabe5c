import { z } from 'zod/v4';
import type { Touch, TouchContact } from '../../routing/model/touch';
import { optionalId, optionalText, timeOf } from '../fieldValues';
import { touchEventOf, touchKey, type EventKind } from './event';

/** What every event of a Marketplace app says. */
export const eventSchema = z.looseObject({
	type: z.string(),
	appId: optionalText,
	locationId: optionalId,
	webhookId: optionalText,
	timestamp: z.unknown(),
	id: optionalText,
	contactId: optionalText,
	assignedTo: optionalText,
});
export type AppEvent = z.infer<typeof eventSchema>;

/** What of an event is the same for all kinds. */
export function common(kind: EventKind, event: AppEvent, deliveryIds: readonly string[]) {
	return {
		kind,
		told: null,
		outcome: null,
		...(event.appId && { appId: event.appId }),
		locationId: event.locationId ?? null,
		deliveryIds,
		time: sentAt(event),
		tags: null,
		addedTags: null,
		fieldsDigest: null,
		contactCreatedAt: null,
	};
}

/**
 * The touch of an event, as far as it is the same for all kinds.
 * @param parts what tells this event from others of its kind in the location
 */
export function touchOf(
	kind: EventKind,
	event: AppEvent,
	parts: string[],
	contact: TouchContact,
): Touch {
	const locationId = event.locationId ?? null;
	return {
		key: touchKey(kind, locationId, parts),
		event: touchEventOf(kind),
		contact,
		locationId,
		webhook: {
			source: 'app',
			event: event.type,
			id: event.webhookId ?? null,
			time: isoTime(sentAt(event)),
		},
	};
}

/** No event was sent before 1973 in milliseconds: a smaller number counts seconds. */
const MILLISECONDS = 1e11;

/** When it was sent, milliseconds since 1970; null when it does not say. */
export function sentAt({ timestamp }: AppEvent): number | null {
	const isSeconds = typeof timestamp === 'number' && timestamp < MILLISECONDS;
	return timeOf(isSeconds ? timestamp * 1000 : timestamp);
}

/** As touches have it. */
export function isoTime(time: number | null): string | null {
	return time === null ? null : new Date(time).toISOString();
}
