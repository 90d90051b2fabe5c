import type { Touch } from '../../routing/model/touch';
import { lettersOf } from '../fieldValues';
import { beginsWith, foldTag } from '../tags';
import type { EventKind, WebhookEvent } from './event';
import { MINUTE } from '../../routing/model/durations';
import { fold } from '../../routing/model/text';

/**
 * What counts as new of a contact whose tags are not known yet, because HighLevel sends all tags and
 * not what has changed: the newest tag, every tag, or none.
 */
export type InitialTags = 'newest' | 'all' | 'none';

/** A contact this young had no tags before. */
const YOUNG_MS = 5 * MINUTE;

/**
 * The tags that a tag event is about.
 * @param added those of the event's tags that the contact did not have before; null when nobody knows
 * what it had
 */
export function newTags(
	event: WebhookEvent,
	added: readonly string[] | null,
	initialTags: InitialTags,
	now: number,
): readonly string[] {
	if (event.addedTags?.length) return event.addedTags;
	const tags = event.tags ?? [];
	if (added) {
		const folded = new Set(added.map(foldTag));
		return tags.filter((tag) => folded.has(foldTag(tag)));
	}
	const { contactCreatedAt, time } = event;
	const young = contactCreatedAt !== null && (time ?? now) - contactCreatedAt < YOUNG_MS;
	if (initialTags === 'all' || (young && initialTags === 'newest')) return tags;
	// HighLevel adds tags at the end of the list.
	return initialTags === 'newest' ? tags.slice(-1) : [];
}

/** The texts that tags may begin with to be passed over: a list with commas. */
export function readPrefixes(text: string): string[] {
	return text.split(',').map(fold).filter(Boolean);
}

/** The tags that begin with none of the prefixes. */
export function withoutPrefixes(
	tags: readonly string[],
	prefixes: readonly string[],
): readonly string[] {
	return tags.filter((tag) => !prefixes.some((prefix) => beginsWith(tag, prefix)));
}

/**
 * Whether HighLevel only tells what an assignment has done: a contact that was created with its
 * owner and with the tag of an account at once.
 */
export function isOwnContact(event: WebhookEvent, prefixes: readonly string[]): boolean {
	if (event.kind !== 'contactCreated' || !event.touch.contact.ownerId) return false;
	const tags = event.tags ?? [];
	return withoutPrefixes(tags, prefixes).length < tags.length;
}

/** Whether a message took one of the channels; all of them when none is named. */
export function cameThrough(event: WebhookEvent, channels: readonly string[]): boolean {
	const { message } = event.touch as { message?: { channel?: unknown } };
	if (!MESSAGES.has(event.kind) || channels.length === 0) return true;
	const channel = channelOf(message?.channel);
	return channels.some((wanted) => channelOf(wanted) === channel);
}

const MESSAGES: ReadonlySet<EventKind> = new Set(['inboundMessage', 'replySent']);

/** What HighLevel also calls a channel, in letters. */
const CHANNELS: Readonly<Record<string, string>> = {
	facebook: 'fb',
	instagram: 'ig',
	customsms: 'custom',
	customprovidersms: 'custom',
	customemail: 'custom',
	customprovideremail: 'custom',
	customcall: 'custom',
	customprovidercall: 'custom',
};

/** HighLevel writes channels in several ways, as `Live_Chat`, `Live Chat` and `TYPE_LIVE_CHAT`. */
function channelOf(name: unknown): string {
	const letters = lettersOf(name).replace(/^type/, '');
	return CHANNELS[letters] ?? letters;
}

/** A touch for each tag of a tag event, else the one touch of the event. */
export function touchesOf(event: WebhookEvent, tags: readonly string[]): Touch[] {
	const { touch } = event;
	if (event.kind !== 'tagAdded') return [touch];
	return tags.map((tag) => ({ ...touch, key: `${touch.key}:${foldTag(tag)}`, tag }));
}
