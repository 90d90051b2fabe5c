import { z } from 'zod/v4';
import type { HighLevelClient } from './client';
import { contactPath } from './contacts';
import { HighLevelError, unreadable } from './errors';
import {
	countryCodeOf,
	distinctTags,
	optionalAttribution,
	optionalText,
	phoneOf,
	timeOf,
} from './webhooks/event';

const VERSION = '2021-07-28';

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
	/** HighLevel's own filters, all of which must hold (HighLevel: Search Contacts). */
	filters: Array<Record<string, unknown>>;
	sort: { field: 'dateAdded' | 'dateUpdated'; direction: 'asc' | 'desc' };
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

/**
 * One page of the contacts of the location. The search shows changes some seconds late.
 * @throws {HighLevelError} when HighLevel refuses or does not answer
 */
export async function searchContacts(
	client: HighLevelClient,
	{ filters, sort, after, limit }: ContactQuery,
): Promise<ContactPage> {
	const body = await client.request({
		method: 'POST',
		path: '/contacts/search',
		body: {
			locationId: client.locationId,
			pageLimit: limit,
			...(filters.length > 0 && { filters }),
			sort: [sort],
			...(after && { searchAfter: after }),
		},
		version: VERSION,
		repeatable: true,
	});
	const answer = answerSchema.safeParse(body);
	if (!answer.success) throw unreadable(body);
	const { contacts } = answer.data;
	const last = contacts.length < limit ? undefined : contacts.at(-1)?.searchAfter;
	return { contacts: contacts.map(toSearched), next: last ?? null };
}

/** The contact as it is now, null when HighLevel does not have it any more. */
export async function readContact(
	client: HighLevelClient,
	contactId: string,
): Promise<SearchedContact | null> {
	const answer = await client.attempt({
		method: 'GET',
		path: contactPath(contactId),
		version: VERSION,
		repeatable: true,
	});
	if (answer instanceof HighLevelError) {
		if (saysNotFound(answer)) return null;
		throw answer;
	}
	const read = z.object({ contact: contactSchema }).safeParse(answer.body);
	if (!read.success) throw unreadable(answer.body);
	return toSearched(read.data.contact);
}

/** HighLevel answers 400 to an unknown ID, as to much else (highlevel-api-docs, Get Contact). */
function saysNotFound({ status, body }: HighLevelError): boolean {
	return status === 404 || (status === 400 && /not found/i.test(JSON.stringify(body ?? '')));
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
