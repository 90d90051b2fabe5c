import { z } from 'zod/v4';
import type { HighLevelClient } from './client';
import { contactSchema, toContact, type ContactState, type HighLevelContact } from './contact';
import { unreadable } from './errors';
import { storedForms } from '../routing/model/phoneForms';

const VERSION = '2021-07-28';

/** What a contact is looked up by, phone in E.164. */
type Identifier = { phone: string } | { email: string };

/** Which contact is meant. With both identifiers the phone number counts. */
export type ContactReference = { id: string } | { phone: string | null; email: string | null };

/** What a reference finds. */
export interface ContactMatch {
	contact: ContactState | null;
	/** Another contact, which the email address means. */
	otherContactId: string | null;
}

/**
 * Looks a contact up by what names it: 1 request; 1 for each form of a number that is not found; one
 * more by email address unless the contact of the number has that address.
 * @throws {HighLevelError} with status 400 when the ID is unknown
 */
export async function findByReference(
	client: HighLevelClient,
	reference: ContactReference,
): Promise<ContactMatch> {
	if ('id' in reference) {
		return { contact: await getContact(client, reference.id), otherContactId: null };
	}
	const { phone, email } = reference;
	const contact = phone === null ? null : await findContact(client, phone);
	if (email === null || contact?.email?.toLowerCase() === email.toLowerCase()) {
		return { contact, otherContactId: null };
	}
	const byEmail = await lookUpContact(client, { email });
	const other =
		contact && byEmail?.contactId !== contact.contactId ? (byEmail?.contactId ?? null) : null;
	return { contact: contact ?? byEmail, otherContactId: other };
}

/** Looks a contact up by its number, in every form under which it may be stored. */
export async function findContact(
	client: HighLevelClient,
	phone: string,
): Promise<HighLevelContact | null> {
	for (const form of storedForms(phone)) {
		const found = await lookUpContact(client, { phone: form });
		if (found) return found;
	}
	return null;
}

/**
 * Looks a contact up by one identifier, exactly as it is written. Reads its own writes, unlike the
 * search (HighLevel: Get Duplicate Contact).
 */
export async function lookUpContact(
	client: HighLevelClient,
	identifier: Identifier,
): Promise<HighLevelContact | null> {
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
	const { contact } = answer.data;
	return contact ? toContact(contact) : null;
}

/** @throws {HighLevelError} with status 400 when the ID is unknown */
export async function getContact(
	client: HighLevelClient,
	contactId: string,
): Promise<HighLevelContact> {
	const body = await client.request({
		method: 'GET',
		path: contactPath(contactId),
		version: VERSION,
		repeatable: true,
	});
	const contact = contactIn(body);
	if (!contact) throw unreadable(body);
	return contact;
}

/** The contact in an answer of HighLevel, null when it is none. */
export function contactIn(body: unknown): HighLevelContact | null {
	const answer = z.object({ contact: contactSchema }).safeParse(body);
	return answer.success ? toContact(answer.data.contact) : null;
}

/** The path of a contact, and of what belongs to it. */
export function contactPath(contactId: string, part = ''): string {
	return `/contacts/${encodeURIComponent(contactId)}${part}`;
}
