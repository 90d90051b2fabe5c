import { z } from 'zod/v4';
import type { HighLevelClient } from './client';
import type { HighLevelContact } from './contact';
import { cursorSchema, searchContacts } from './contactSearch';
import { MINUTE } from '../routing/model/durations';

/** So long a webhook may take. HighLevel's search is some seconds behind, which is less. */
const WAIT_FOR_WEBHOOK_MS = 2 * MINUTE;
/** Searches overlap, for clocks that are not quite right. */
const OVERLAP_MS = MINUTE;
/** 500 contacts at a time for what may start the workflow, 2,500 for what is only remembered. */
const PAGES = 5;
const PAGE = 100;
const LARGEST_PAGE = 500;

/** How far the search of one trigger has come. */
export const progressSchema = z.object({
	/** When the search was switched on, milliseconds since 1970: older contacts are not new. */
	since: z.number(),
	/** Changes from then on are still to be looked at. */
	from: z.number(),
	/** A search that was too long for one time goes on here. */
	rest: z.object({ to: z.number(), after: cursorSchema }).nullable(),
	/** Where to come back to after the rest; null for nowhere. */
	again: z.number().nullable().default(null),
	/** Where to go on remembering the contacts from before; null when all are known. */
	learning: z.object({ after: cursorSchema.nullable() }).nullable(),
});
export type SearchProgress = z.infer<typeof progressSchema>;

/** Begins now: nothing that happened before starts a workflow. */
export function firstProgress(now: number): SearchProgress {
	return { since: now, from: now, rest: null, again: null, learning: { after: null } };
}

/** Leaves out what is older than a search may look back. */
export function lookingBack(progress: SearchProgress, earliest: number): SearchProgress {
	// While a search goes on, its beginning stays, or it would begin anew every time.
	const { from, rest } = progress;
	return (rest?.to ?? from) < earliest ? { ...progress, from: earliest, rest: null } : progress;
}

/**
 * Comes back to contacts of which nobody can tell what is new while their runs go on; first on to the
 * others, because a run may take hours.
 */
export function lookingAgainAt(
	progress: SearchProgress,
	contacts: readonly HighLevelContact[],
): SearchProgress {
	if (contacts.length === 0) return progress;
	const { from, rest, again } = progress;
	const first = Math.min(...contacts.map(({ updatedAt }) => updatedAt ?? from));
	return rest
		? { ...progress, again: Math.min(again ?? first, first) }
		: { ...progress, from: Math.min(from, first) };
}

interface SearchStep {
	contacts: HighLevelContact[];
	progress: SearchProgress;
}

/**
 * The contacts that were created or changed since the last search, oldest change first; of too many
 * the first ones. None of the last two minutes, whose webhooks may be on their way.
 * @param mayGoOn asked before each page but the first
 */
export async function changedContacts(
	client: HighLevelClient,
	progress: SearchProgress,
	now: number,
	mayGoOn: () => boolean,
): Promise<SearchStep> {
	const { from, rest, again } = progress;
	const to = rest?.to ?? now - WAIT_FOR_WEBHOOK_MS;
	if (to <= from) return { contacts: [], progress };
	// A contact that changes between two pages may be on both.
	const contacts = new Map<string, HighLevelContact>();
	let after = rest?.after ?? null;
	for (let page = 0; page < PAGES && (page === 0 || mayGoOn()); page++) {
		const found = await searchContacts(client, {
			filters: [{ field: 'dateUpdated', operator: 'range', value: span(from, to) }],
			sort: { field: 'dateUpdated', direction: 'asc' },
			after,
			limit: PAGE,
		});
		for (const contact of found.contacts) contacts.set(contact.contactId, contact);
		after = found.next;
		if (found.isStuck) return beyond(contacts, progress, to);
		if (!after) break;
	}
	return {
		contacts: [...contacts.values()],
		progress: after
			? { ...progress, rest: { to, after } }
			: { ...progress, from: Math.min(to - OVERLAP_MS, again ?? to), rest: null, again: null },
	};
}

/** Goes on behind what was found, from its time, because HighLevel gives the same page again. */
function beyond(
	found: ReadonlyMap<string, HighLevelContact>,
	progress: SearchProgress,
	to: number,
): SearchStep {
	const contacts = [...found.values()];
	const latest = Math.max(...contacts.map(({ updatedAt }) => updatedAt ?? 0));
	const from = latest > progress.from ? Math.min(latest, to) : to;
	return { contacts, progress: { ...progress, from, rest: null } };
}

/** Some of the contacts that HighLevel had when the search was switched on. */
export async function contactsBefore(
	client: HighLevelClient,
	progress: SearchProgress,
	mayGoOn: () => boolean,
): Promise<SearchStep> {
	const contacts = new Map<string, HighLevelContact>();
	let { learning } = progress;
	for (let page = 0; learning && page < PAGES && (page === 0 || mayGoOn()); page++) {
		const found = await searchContacts(client, {
			filters: [{ field: 'dateAdded', operator: 'range', value: span(null, progress.since) }],
			sort: { field: 'dateAdded', direction: 'asc' },
			after: learning.after,
			limit: LARGEST_PAGE,
		});
		for (const contact of found.contacts) contacts.set(contact.contactId, contact);
		learning = found.next && { after: found.next };
	}
	return { contacts: [...contacts.values()], progress: { ...progress, learning } };
}

/** Times of HighLevel's search, both included; null for no bound. */
function span(from: number | null, to: number): { gte?: string; lte: string } {
	return {
		...(from !== null && { gte: new Date(from).toISOString() }),
		lte: new Date(to).toISOString(),
	};
}
