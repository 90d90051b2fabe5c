import { z } from 'zod/v4';
import { VERSION, type HighLevelClient } from './client';
import {
	contactIn,
	contactSchema,
	lenientContactSchema,
	toContact,
	type HighLevelContact,
} from './contact';
import type { ContactState } from '../routing/model/contactSnapshot';
import { HighLevelError, says, unreadable } from './errors';
import { storedForms } from '../routing/model/phoneForms';
import { fold } from '../routing/model/text';
import { isHighLevelId, path } from './path';

/** What a contact is looked up by, phone in E.164. */
type Identifier = { phone: string } | { email: string };

/**
 * Null when there is none. Whatever else has no contact is no such answer: whoever took it for one
 * would create the contact a second time.
 */
const duplicateSchema = z
	.object({ contact: contactSchema.nullish(), traceId: z.string().optional() })
	.refine(({ contact, traceId }) => contact !== undefined || traceId !== undefined);

/** Which contact is meant. With both identifiers the phone number counts. */
export type ContactReference = { id: string } | { phone: string | null; email: string | null };

/** What a reference finds; an earlier snapshot shows less of it than HighLevel does. */
export interface ContactMatch<Contact = ContactState | HighLevelContact> {
	contact: Contact | null;
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
): Promise<ContactMatch<HighLevelContact>> {
	if ('id' in reference) {
		return { contact: await getContact(client, reference.id), otherContactId: null };
	}
	const { phone, email } = reference;
	const contact = phone === null ? null : await findContact(client, phone);
	if (email === null || (contact?.email && fold(contact.email) === fold(email))) {
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
		path: path`/contacts/search/duplicate`,
		query: {
			locationId: client.locationId,
			...('phone' in identifier ? { number: identifier.phone } : { email: identifier.email }),
		},
		version: VERSION,
		repeatable: true,
	});
	const answer = duplicateSchema.safeParse(body);
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
		path: path`/contacts/${contactId}`,
		version: VERSION,
		repeatable: true,
	});
	const contact = contactIn(body);
	if (!contact) throw unreadable(body);
	return contact;
}

/** The contact as it is now, null when HighLevel does not have it any more. */
export async function findContactById(
	client: HighLevelClient,
	contactId: string,
): Promise<HighLevelContact | null> {
	if (!isHighLevelId(contactId)) return null;
	const answer = await client.attempt({
		method: 'GET',
		path: path`/contacts/${contactId}`,
		version: VERSION,
		repeatable: true,
	});
	if (answer instanceof HighLevelError) {
		if (saysNotFound(answer)) return null;
		throw answer;
	}
	const read = z.object({ contact: lenientContactSchema }).safeParse(answer.body);
	if (!read.success) throw unreadable(answer.body);
	return toContact(read.data.contact);
}

/** HighLevel answers 400 to an unknown ID, as to much else (highlevel-api-docs, Get Contact). */
function saysNotFound({ status, body }: HighLevelError): boolean {
	return status === 404 || (status === 400 && says(body, /not found/i));
}
