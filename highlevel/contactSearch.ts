import { z } from 'zod/v4';
import type { HighLevelClient } from './client';
import { contactPath } from './contacts';
import { HighLevelError, unreadable } from './errors';
import { optionalAttribution, optionalText, phoneOf } from './webhooks/event';

const VERSION = '2021-07-28';

/** The most that HighLevel gives out at a time (Search Contacts). */
const PAGE = 500;

const contactSchema = z.looseObject({
	id: z.string(),
	assignedTo: optionalText,
	phone: optionalText,
	name: optionalText,
	contactName: optionalText,
	firstName: optionalText,
	lastName: optionalText,
	country: optionalText,
	source: optionalText,
	tags: z.array(z.string()).nullish().catch(null),
	attributionSource: optionalAttribution,
	lastAttributionSource: optionalAttribution,
	searchAfter: z.array(z.unknown()).optional().catch(undefined),
});

/** A contact with all that rules may ask of it. */
export interface FoundContact {
	id: string;
	/** E.164. */
	phone: string | null;
	name: string | null;
	country: string | null;
	/** Free text. */
	source: string | null;
	tags: string[];
	ownerId: string | null;
	/** Left out where HighLevel does not show it. */
	attributionSource?: Record<string, unknown>;
	lastAttributionSource?: Record<string, unknown>;
}

/** Which contacts are meant: those that somebody owns, or those with a tag that anybody owns. */
export type ContactCriterion = { ownerId: string } | { tag: string };

/**
 * All contacts that the search shows, page by page, oldest first. It shows changes some seconds late
 * (HighLevel: Search Contacts), so whoever writes must look at each contact again.
 * @throws {HighLevelError} when HighLevel refuses or does not answer
 */
export async function* searchContacts(
	client: HighLevelClient,
	criterion: ContactCriterion,
): AsyncGenerator<FoundContact[]> {
	const seen = new Set<string>();
	let searchAfter: unknown[] | undefined;
	for (;;) {
		const body = await client.request({
			method: 'POST',
			path: '/contacts/search',
			body: {
				locationId: client.locationId,
				pageLimit: PAGE,
				filters: filtersFor(criterion),
				sort: [{ field: 'dateAdded', direction: 'asc' }],
				...(searchAfter && { searchAfter }),
			},
			version: VERSION,
			repeatable: true,
		});
		const page = z.object({ contacts: z.array(contactSchema) }).safeParse(body);
		if (!page.success) throw unreadable(body);
		const { contacts } = page.data;
		const fresh = contacts.filter(({ id }) => !seen.has(id));
		for (const { id } of fresh) seen.add(id);
		yield fresh.map(toFound).filter((contact) => meets(contact, criterion));
		searchAfter = contacts.at(-1)?.searchAfter;
		// A page with nothing new would be the same one for ever.
		if (contacts.length < PAGE || fresh.length === 0 || !searchAfter) return;
	}
}

/** The contact as it is now, null when HighLevel does not have it any more. */
export async function readContact(
	client: HighLevelClient,
	contactId: string,
): Promise<FoundContact | null> {
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
	return toFound(read.data.contact);
}

/** HighLevel answers 400 to an unknown ID, as to much else (highlevel-api-docs, Get Contact). */
function saysNotFound({ status, body }: HighLevelError): boolean {
	return status === 404 || (status === 400 && /not found/i.test(JSON.stringify(body ?? '')));
}

function filtersFor(criterion: ContactCriterion): Array<Record<string, unknown>> {
	return 'ownerId' in criterion
		? [{ field: 'assignedTo', operator: 'eq', value: criterion.ownerId }]
		: [
				{ field: 'tags', operator: 'eq', value: [criterion.tag] },
				{ field: 'assignedTo', operator: 'exists' },
			];
}

/** A search that takes a filter for something else must not move the wrong contacts. */
function meets({ ownerId, tags }: FoundContact, criterion: ContactCriterion): boolean {
	return 'ownerId' in criterion
		? ownerId === criterion.ownerId
		: ownerId !== null && tags.some((tag) => tag.toLowerCase() === criterion.tag);
}

function toFound(contact: z.infer<typeof contactSchema>): FoundContact {
	const { attributionSource, lastAttributionSource, firstName, lastName } = contact;
	const parts = [firstName, lastName].filter(Boolean).join(' ');
	return {
		id: contact.id,
		phone: phoneOf(contact.phone),
		name: (contact.name ?? contact.contactName ?? parts) || null,
		country: contact.country ?? null,
		source: contact.source ?? null,
		tags: contact.tags ?? [],
		ownerId: contact.assignedTo ?? null,
		...(attributionSource && { attributionSource }),
		...(lastAttributionSource && { lastAttributionSource }),
	};
}
