import { z } from 'zod/v4';
import type { HighLevelClient } from './client';
import { unreadable } from './errors';
import { storedForms } from '../routing/model/phoneForms';

const VERSION = '2021-07-28';

const contactSchema = z.looseObject({
	id: z.string(),
	assignedTo: z.string().nullish(),
	tags: z.array(z.string()).nullish(),
	source: z.string().nullish(),
	attributionSource: z.looseObject({}).nullish().catch(null),
	lastAttributionSource: z.looseObject({}).nullish().catch(null),
	email: z.string().nullish().catch(null),
	followers: z.array(z.string()).nullish().catch(null),
});

/** A HighLevel contact as far as routing needs it. */
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

/** A contact as far as an assignment compares it. */
export interface StoredContact {
	id: string;
	ownerId: string | null;
	tags: string[];
	email: string | null;
	/** User IDs. */
	followers: string[];
}

/** What a contact is looked up by, phone in E.164. */
export type Identifier = { phone: string } | { email: string };

/** Which contact is meant. With both identifiers the phone number counts. */
export type ContactReference = { id: string } | { phone: string | null; email: string | null };

/** What a reference finds. */
export interface FoundContact {
	contact: StoredContact | null;
	/** Another contact, which the email address means. */
	otherContactId: string | null;
}

/** Looks a contact up by its number, in every form under which it may be stored. */
export async function findContact(client: HighLevelClient, phone: string): Promise<Contact | null> {
	const found = await findByPhone(client, phone);
	return found && toContact(found);
}

/** @throws {HighLevelError} with status 400 when the ID is unknown */
export async function getContact(client: HighLevelClient, contactId: string): Promise<Contact> {
	return toContact(await read(client, contactId));
}

/**
 * Looks a contact up by what names it: 1 request; 1 for each form of a number that is not found; one
 * more by email address unless the contact of the number has that address.
 * @throws {HighLevelError} with status 400 when the ID is unknown
 */
export async function findStored(
	client: HighLevelClient,
	reference: ContactReference,
): Promise<FoundContact> {
	if ('id' in reference) {
		return { contact: await getStored(client, reference.id), otherContactId: null };
	}
	const { phone, email } = reference;
	const byPhone = phone === null ? null : await findByPhone(client, phone);
	const contact = byPhone && toStored(byPhone);
	if (email === null || contact?.email?.toLowerCase() === email.toLowerCase()) {
		return { contact, otherContactId: null };
	}
	const byEmail = await lookUpStored(client, { email });
	const other = contact && byEmail?.id !== contact.id ? (byEmail?.id ?? null) : null;
	return { contact: contact ?? byEmail, otherContactId: other };
}

/** @throws {HighLevelError} with status 400 when the ID is unknown */
export async function getStored(
	client: HighLevelClient,
	contactId: string,
): Promise<StoredContact> {
	return toStored(await read(client, contactId));
}

/** Looks a contact up by one identifier, exactly as it is written. */
export async function lookUpStored(
	client: HighLevelClient,
	identifier: Identifier,
): Promise<StoredContact | null> {
	const found = await lookUp(client, identifier);
	return found && toStored(found);
}

/** The contact in an answer of HighLevel, null when it is none. */
export function contactIn(body: unknown): StoredContact | null {
	const answer = z.object({ contact: contactSchema }).safeParse(body);
	return answer.success ? toStored(answer.data.contact) : null;
}

type RawContact = z.infer<typeof contactSchema>;

async function findByPhone(client: HighLevelClient, phone: string): Promise<RawContact | null> {
	for (const form of storedForms(phone)) {
		const found = await lookUp(client, { phone: form });
		if (found) return found;
	}
	return null;
}

/** Reads its own writes, unlike the search (HighLevel: Get Duplicate Contact). */
async function lookUp(client: HighLevelClient, identifier: Identifier): Promise<RawContact | null> {
	const body = await client.request({
		method: 'GET',
		path: '/contacts/search/duplicate',
		query: {
			locationId: client.locationId,
			...('phone' in identifier ? { number: identifier.phone } : { email: identifier.email }),
		},
		version: VERSION,
		repeatable: true,
	});
	const answer = z.object({ contact: contactSchema.nullish() }).safeParse(body);
	if (!answer.success) throw unreadable(body);
	return answer.data.contact ?? null;
}

async function read(client: HighLevelClient, contactId: string): Promise<RawContact> {
	const body = await client.request({
		method: 'GET',
		path: contactPath(contactId),
		version: VERSION,
		repeatable: true,
	});
	const answer = z.object({ contact: contactSchema }).safeParse(body);
	if (!answer.success) throw unreadable(body);
	return answer.data.contact;
}

/** The path of a contact, and of what belongs to it. */
export function contactPath(contactId: string, part = ''): string {
	return `/contacts/${encodeURIComponent(contactId)}${part}`;
}

function toContact(contact: RawContact): Contact {
	return {
		id: contact.id,
		ownerId: contact.assignedTo || null,
		tags: contact.tags ?? [],
		source: contact.source ?? null,
		attributionSource: contact.attributionSource ?? null,
		lastAttributionSource: contact.lastAttributionSource ?? null,
	};
}

function toStored(contact: RawContact): StoredContact {
	return {
		id: contact.id,
		ownerId: contact.assignedTo || null,
		tags: contact.tags ?? [],
		email: contact.email ?? null,
		followers: contact.followers ?? [],
	};
}
