import { z } from 'zod/v4';
import type { HighLevelClient } from './client';
import { unreadable } from './errors';
import {
	countryCodeOf,
	distinctTags,
	optionalAttribution,
	optionalText,
	phoneOf,
	timeOf,
} from './webhooks/event';

/** A place in the order of a search, as HighLevel gives it. */
export const placeSchema = z.array(z.union([z.string(), z.number()]));
export type SearchPlace = z.infer<typeof placeSchema>;

const contactSchema = z.looseObject({
	id: z.string(),
	contactName: optionalText,
	name: optionalText,
	firstName: optionalText,
	lastName: optionalText,
	email: optionalText,
	phone: optionalText,
	country: optionalText,
	source: optionalText,
	assignedTo: optionalText,
	tags: z.array(z.unknown()).catch([]),
	attributionSource: optionalAttribution,
	lastAttributionSource: optionalAttribution,
	dateAdded: z.unknown(),
	dateUpdated: z.unknown(),
	searchAfter: placeSchema.optional().catch(undefined),
});
type RawContact = z.infer<typeof contactSchema>;

const answerSchema = z.object({ contacts: z.array(contactSchema) });

/** A contact as a search shows it: some seconds behind, and all of it from one moment. */
export interface SearchedContact {
	id: string;
	/** E.164. */
	phone: string | null;
	name: string | null;
	email: string | null;
	country: string | null;
	tags: string[];
	source: string | null;
	attributionSource: Record<string, unknown> | null;
	lastAttributionSource: Record<string, unknown> | null;
	ownerId: string | null;
	/** Milliseconds since 1970, null when HighLevel does not say. */
	addedAt: number | null;
	updatedAt: number | null;
}

export interface ContactQuery {
	/** What the times are about, and what the contacts are sorted by. */
	by: 'dateAdded' | 'dateUpdated';
	direction: 'asc' | 'desc';
	/** Milliseconds since 1970, both included. */
	from: number | null;
	to: number | null;
	/** Where the page before has ended. */
	after: SearchPlace | null;
	/** At most 500. */
	limit: number;
}

export interface ContactPage {
	contacts: SearchedContact[];
	/** Where the next page begins, null after the last one. */
	next: SearchPlace | null;
}

/** One page of the contacts of the location in a span of time (HighLevel: Search Contacts). */
export async function searchContacts(
	client: HighLevelClient,
	{ by, direction, from, to, after, limit }: ContactQuery,
): Promise<ContactPage> {
	const span = {
		...(from !== null && { gte: new Date(from).toISOString() }),
		...(to !== null && { lte: new Date(to).toISOString() }),
	};
	const bounded = from !== null || to !== null;
	const body = await client.request({
		method: 'POST',
		path: '/contacts/search',
		body: {
			locationId: client.locationId,
			pageLimit: limit,
			...(bounded && { filters: [{ field: by, operator: 'range', value: span }] }),
			sort: [{ field: by, direction }],
			...(after && { searchAfter: after }),
		},
		version: '2021-07-28',
		repeatable: true,
	});
	const answer = answerSchema.safeParse(body);
	if (!answer.success) throw unreadable(body);
	const { contacts } = answer.data;
	const last = contacts.length < limit ? undefined : contacts.at(-1)?.searchAfter;
	return { contacts: contacts.map(toSearched), next: last ?? null };
}

function toSearched(contact: RawContact): SearchedContact {
	const { firstName, lastName } = contact;
	const name =
		contact.name ?? contact.contactName ?? [firstName, lastName].filter(Boolean).join(' ');
	return {
		id: contact.id,
		phone: phoneOf(contact.phone),
		name: name || null,
		email: contact.email ?? null,
		country: countryCodeOf(contact.country),
		tags: distinctTags(contact.tags.filter((tag) => typeof tag === 'string')),
		source: contact.source ?? null,
		attributionSource: contact.attributionSource ?? null,
		lastAttributionSource: contact.lastAttributionSource ?? null,
		ownerId: contact.assignedTo ?? null,
		addedAt: timeOf(contact.dateAdded),
		updatedAt: timeOf(contact.dateUpdated),
	};
}
