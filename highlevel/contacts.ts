import { z } from 'zod/v4';
import type { HighLevelClient } from './client';
import { HighLevelError, unreadable } from './errors';
import { storedForms } from './phones';

const VERSION = '2021-07-28';

const contactSchema = z.looseObject({
	id: z.string(),
	assignedTo: z.string().nullish(),
	tags: z.array(z.string()).nullish(),
	source: z.string().nullish(),
	attributionSource: z.looseObject({}).nullish().catch(null),
	lastAttributionSource: z.looseObject({}).nullish().catch(null),
});

/** A HighLevel contact as far as routing and an assignment need it. */
export interface Contact {
	id: string;
	/** User ID of the owner; HighLevel leaves the field out when nobody owns the contact. */
	ownerId: string | null;
	tags: string[];
	/** Free text. */
	source: string | null;
	/** Of the first and the latest touch; HighLevel documents only some of the fields. */
	attributionSource: Record<string, unknown> | null;
	lastAttributionSource: Record<string, unknown> | null;
}

/** What a contact is created with: the owner at once, so that HighLevel's automations see it. */
export interface NewContact {
	phone: string;
	name: string | null;
	ownerId: string;
	source: string;
	tags: string[];
}

/**
 * Looks a contact up by phone number. Reads its own writes, unlike the search
 * (HighLevel: Get Duplicate Contact).
 * @param phone E.164
 */
export async function findContactByPhone(
	client: HighLevelClient,
	phone: string,
): Promise<Contact | null> {
	const body = await client.request({
		method: 'GET',
		path: '/contacts/search/duplicate',
		query: { locationId: client.locationId, number: phone },
		version: VERSION,
		repeatable: true,
	});
	const { contact } = read(z.object({ contact: contactSchema.nullish() }), body);
	return contact ? toContact(contact) : null;
}

/** Looks a contact up by its number, in every form under which it may be stored. */
export async function findContact(client: HighLevelClient, phone: string): Promise<Contact | null> {
	for (const form of storedForms(phone)) {
		const found = await findContactByPhone(client, form);
		if (found) return found;
	}
	return null;
}

/** @throws {HighLevelError} with status 400 when the ID is unknown */
export async function getContact(client: HighLevelClient, contactId: string): Promise<Contact> {
	const body = await client.request({
		method: 'GET',
		path: `/contacts/${encodeURIComponent(contactId)}`,
		version: VERSION,
		repeatable: true,
	});
	return toContact(read(z.object({ contact: contactSchema }), body).contact);
}

/** @returns the refusal, with `meta.contactId` in its body, when the number is taken */
export async function createContact(
	client: HighLevelClient,
	contact: NewContact,
): Promise<Contact | HighLevelError> {
	const answer = await client.attempt({
		method: 'POST',
		path: '/contacts/',
		body: {
			locationId: client.locationId,
			phone: contact.phone,
			...(contact.name && { name: contact.name }),
			assignedTo: contact.ownerId,
			source: contact.source,
			...(contact.tags.length > 0 && { tags: contact.tags }),
		},
		version: VERSION,
		// HighLevel has no idempotency keys: a second POST could make a second contact.
		repeatable: false,
	});
	if (answer instanceof HighLevelError) return answer;
	const made = z.object({ contact: contactSchema }).safeParse(answer.body);
	// The contact may exist all the same, so the caller has to look.
	return made.success ? toContact(made.data.contact) : unreadable(answer.body);
}

/** The ID of the contact that already has the number, from HighLevel's refusal to create another. */
export function duplicateContactId(body: unknown): string | null {
	const shape = z.object({ meta: z.object({ contactId: z.string() }) }).safeParse(body);
	return shape.data?.meta.contactId ?? null;
}

/** Sets the owner and nothing else: PUT with tags would replace all of them. */
export async function setOwner(
	client: HighLevelClient,
	contactId: string,
	ownerId: string,
): Promise<void> {
	await client.request({
		method: 'PUT',
		path: `/contacts/${encodeURIComponent(contactId)}`,
		body: { assignedTo: ownerId },
		version: VERSION,
		repeatable: true,
	});
}

/** Adds tags; the others stay (HighLevel: Add Tags). */
export async function addTags(
	client: HighLevelClient,
	contactId: string,
	tags: string[],
): Promise<void> {
	await client.request({
		method: 'POST',
		path: `/contacts/${encodeURIComponent(contactId)}/tags`,
		body: { tags },
		version: VERSION,
		repeatable: true,
	});
}

function read<T>(schema: z.ZodType<T>, body: unknown): T {
	const result = schema.safeParse(body);
	if (!result.success) throw unreadable(body);
	return result.data;
}

function toContact(contact: z.infer<typeof contactSchema>): Contact {
	return {
		id: contact.id,
		ownerId: contact.assignedTo || null,
		tags: contact.tags ?? [],
		source: contact.source ?? null,
		attributionSource: contact.attributionSource ?? null,
		lastAttributionSource: contact.lastAttributionSource ?? null,
	};
}
