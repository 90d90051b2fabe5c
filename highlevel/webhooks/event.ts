import { createHash } from 'node:crypto';
import type { TouchEvent } from '../../routing/model/events';
import type { OpportunityOutcome } from '../../routing/model/opportunityOutcome';
import type { Touch } from '../../routing/model/touch';
import type { ToldMessage } from '../../routing/waits/toldMessage';

/** What can happen to a contact, as a trigger offers it. */
export const EVENT_KINDS = [
	'contactCreated',
	'contactUpdated',
	'inboundMessage',
	'opportunityOwnerChanged',
	'opportunityStageChanged',
	'opportunityStatusChanged',
	'replySent',
	'tagAdded',
] as const;

export type EventKind = (typeof EVENT_KINDS)[number];

/** One webhook of HighLevel, whichever way it came. */
export interface WebhookEvent {
	kind: EventKind;
	/** The Marketplace app that was told; undefined when the webhook does not say. */
	appId?: string | undefined;
	/** The sub-account; null when the webhook does not say. */
	locationId: string | null;
	/** By which a repeated delivery is known: it has one of them. The first one is to be noted. */
	deliveryIds: readonly string[];
	/** When it was sent, milliseconds since 1970. */
	time: number | null;
	/** The message of ours that the event is about; null for every other event. */
	told: ToldMessage | null;
	/** What the opportunity that the event is about came to; null when it is open, and for other events. */
	outcome: OpportunityOutcome | null;
	/** A tag event's has no `tag` yet and makes a touch for each tag that is new. */
	touch: Touch;
	/** All tags that the contact has now, oldest first; null when the webhook does not say. */
	tags: readonly string[] | null;
	/** The tags that were added, when the sender says so. */
	addedTags: readonly string[] | null;
	/** Of everything about the contact but owner and tags: equal when nothing else has changed. */
	fieldsDigest: string | null;
	/** When HighLevel created the contact, milliseconds since 1970. */
	contactCreatedAt: number | null;
}

/**
 * The key of an event's touch.
 * @param parts what tells it from others of its kind in the location
 */
export function touchKey(
	kind: EventKind,
	locationId: string | null,
	parts: readonly string[],
): string {
	return [OURS, locationId ?? '', kind, ...parts].join(':');
}

const OURS = 'highlevel';

/** Whether a touch was told by HighLevel, which names its contact by ID. */
export function isTouchKey(key: string): boolean {
	return key.startsWith(`${OURS}:`);
}

const TOUCH_EVENTS: Readonly<Record<EventKind, TouchEvent>> = {
	contactCreated: 'contact',
	contactUpdated: 'contact',
	inboundMessage: 'message',
	opportunityOwnerChanged: 'contact',
	opportunityStageChanged: 'contact',
	opportunityStatusChanged: 'contact',
	replySent: 'echo',
	tagAdded: 'tag',
};

/** What routing calls an event of this kind. */
export function touchEventOf(kind: EventKind): TouchEvent {
	return TOUCH_EVENTS[kind];
}

/** What two texts have in common exactly when they are equal; of any JSON. */
export function digestOf(value: unknown): string {
	const text = Buffer.isBuffer(value) ? value : JSON.stringify(value);
	return createHash('sha256').update(text).digest('base64url').slice(0, 32);
}
