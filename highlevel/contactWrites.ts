import { VERSION, type HighLevelClient, type HighLevelResponse } from './client';
import { contactIn, type HighLevelContact } from './contact';
import type { HighLevelError } from './errors';
import { path } from './path';

/** A value for a custom field, named by its ID or by its key without `contact.`. */
export type FieldValue = ({ id: string } | { key: string }) & { value: string };

/** What a contact is created with: the owner at once, so that HighLevel's automations see it. */
export interface NewContact {
	phone: string | null;
	email: string | null;
	name: string | null;
	ownerId: string | null;
	source: string;
	tags: string[];
	field: FieldValue | null;
}

/** Creates a contact (HighLevel: Create Contact). It may have worked although no answer came. */
export async function createContact(
	client: HighLevelClient,
	{ phone, email, name, ownerId, source, tags, field }: NewContact,
): Promise<HighLevelResponse | HighLevelError> {
	return await client.attempt({
		method: 'POST',
		path: path`/contacts/`,
		body: {
			locationId: client.locationId,
			...(phone && { phone }),
			...(email && { email }),
			...(name && { name }),
			...(ownerId && { assignedTo: ownerId }),
			source,
			...(tags.length > 0 && { tags }),
			...(field && { customFields: [written(field)] }),
		},
		version: VERSION,
		// HighLevel has no idempotency keys: a second POST could make a second contact.
		repeatable: false,
	});
}

/**
 * Sets the owner, or takes it away with null, and nothing else but the custom field: PUT with tags
 * would replace all of them (HighLevel: Update Contact).
 * @returns the contact as it is now, null when the answer does not show it
 */
export async function setOwner(
	client: HighLevelClient,
	contactId: string,
	ownerId: string | null,
	field: FieldValue | null = null,
): Promise<HighLevelContact | null> {
	const body = await client.request({
		method: 'PUT',
		path: path`/contacts/${contactId}`,
		body: { assignedTo: ownerId, ...(field && { customFields: [written(field)] }) },
		version: VERSION,
		repeatable: true,
	});
	return contactIn(body);
}

/** Adds tags; the others stay (HighLevel: Add Tags). */
export async function addTags(
	client: HighLevelClient,
	contactId: string,
	tags: string[],
): Promise<void> {
	await changeList(client, 'POST', contactId, { tags });
}

/** Removes tags; the others stay (HighLevel: Remove Tags). */
export async function removeTags(
	client: HighLevelClient,
	contactId: string,
	tags: string[],
): Promise<void> {
	await changeList(client, 'DELETE', contactId, { tags });
}

/** Adds users who follow the contact; the others stay (HighLevel: Add Followers). */
export async function addFollowers(
	client: HighLevelClient,
	contactId: string,
	followers: string[],
): Promise<void> {
	await changeList(client, 'POST', contactId, { followers });
}

async function changeList(
	client: HighLevelClient,
	method: 'POST' | 'DELETE',
	contactId: string,
	list: { tags: string[] } | { followers: string[] },
): Promise<void> {
	await client.request({
		method,
		path:
			'tags' in list ? path`/contacts/${contactId}/tags` : path`/contacts/${contactId}/followers`,
		body: list,
		version: VERSION,
		repeatable: true,
	});
}

/** As v2 of the API reads it; v3 calls it `fieldValue` (highlevel-api-docs). */
function written({ value, ...field }: FieldValue): Record<string, string> {
	return { ...field, field_value: value };
}
