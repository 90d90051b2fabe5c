import { createHash } from 'node:crypto';
import { z } from 'zod/v4';
import type { Touch } from '../../routing/model/touch';

/** What can happen to a contact, as a trigger offers it. */
export type EventKind =
	'contactCreated' | 'contactUpdated' | 'inboundMessage' | 'opportunityOwnerChanged' | 'tagAdded';

/** One webhook of HighLevel, whichever way it came. */
export interface WebhookEvent {
	kind: EventKind;
	/** The sub-account; null when the webhook does not say. */
	locationId: string | null;
	/** By which a repeated delivery is known: it has one of them. The first one is to be noted. */
	deliveryIds: readonly string[];
	/** When it was sent, milliseconds since 1970. */
	time: number | null;
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

/** Left out, null or of another type: the rest of the webhook still counts. */
export const optionalText = z
	.string()
	.transform((text) => text.trim() || undefined)
	.optional()
	.catch(undefined);

/** HighLevel's attribution: flat, and with keys that it does not document. */
export const optionalAttribution = z.looseObject({}).optional().catch(undefined);

/** E.164 from a number that is written with its country code; null for every other text. */
export function phoneOf(text: string | undefined): string | null {
	const digits = (text ?? '').replace(/\D/g, '');
	return text?.startsWith('+') && digits !== '' ? `+${digits}` : null;
}

/** ISO 3166-1 alpha-2; null when it is anything else, for example a country's name. */
export function countryCodeOf(text: string | undefined): string | null {
	return text && /^[a-z]{2}$/i.test(text) ? text.toUpperCase() : null;
}

/** Milliseconds since 1970 from a date as text or a number; null when it is none. */
export function timeOf(value: unknown): number | null {
	if (typeof value !== 'string' && typeof value !== 'number') return null;
	const time = new Date(value).getTime();
	return Number.isNaN(time) ? null : time;
}

/** What two texts have in common exactly when they are equal; of any JSON. */
export function digestOf(value: unknown): string {
	const text = Buffer.isBuffer(value) ? value : JSON.stringify(value);
	return createHash('sha256').update(text).digest('base64url').slice(0, 32);
}

/** HighLevel lower-cases tags, and people type them as they like. */
export function foldTag(tag: string): string {
	return tag.trim().toLowerCase();
}

/** Each tag once, without empty ones, in the order given. */
export function distinctTags(tags: readonly string[]): string[] {
	const byFold = new Map<string, string>();
	for (const tag of tags) {
		const folded = foldTag(tag);
		if (folded !== '' && !byFold.has(folded)) byFold.set(folded, tag.trim());
	}
	return [...byFold.values()];
}
