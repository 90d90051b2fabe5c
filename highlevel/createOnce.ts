import { z } from 'zod/v4';
import type { HighLevelClient } from './client';
import { contactIn, type HighLevelContact } from './contact';
import { getContact, lookUpContact } from './lookUpContact';
import { createContact, type NewContact } from './contactWrites';
import { HighLevelError, unreadable } from './errors';
import { hasTag } from './tags';

/**
 * Creates a contact exactly once. When HighLevel fails or its answer is lost, the contact may exist
 * all the same (highlevel-api-docs issue 64): it is looked up again before the one repeat. When the
 * location has the number or the address already, HighLevel's refusal names that contact.
 * @throws {HighLevelError} when HighLevel refuses or does not answer
 */
export async function createOnce(
	client: HighLevelClient,
	contact: NewContact,
): Promise<{ contact: HighLevelContact; isNew: boolean }> {
	for (let attempt = 1; ; attempt++) {
		const answer = await createContact(client, contact);
		const made = answer instanceof HighLevelError ? null : contactIn(answer.body);
		if (made) return { contact: made, isNew: true };
		const refusal = answer instanceof HighLevelError ? answer : unreadable(answer.body);
		const duplicate = duplicateContactId(refusal.body);
		if (duplicate) return { contact: await getContact(client, duplicate), isNew: false };
		if (refusal.kind !== 'unavailable' && refusal.status !== 422) throw refusal;
		const found = await lookAgain(client, contact);
		if (found) {
			// Somebody else may have made it meanwhile; then what is missing is still to be written.
			const isNew =
				found.ownerId === contact.ownerId && contact.tags.every((tag) => hasTag(found.tags, tag));
			return { contact: found, isNew };
		}
		if (attempt === 2 || refusal.status === 422) throw refusal;
	}
}

async function lookAgain(
	client: HighLevelClient,
	{ phone, email }: NewContact,
): Promise<HighLevelContact | null> {
	if (phone) return await lookUpContact(client, { phone });
	return email ? await lookUpContact(client, { email }) : null;
}

/** The ID of the contact that is in the way, from HighLevel's refusal to create another. */
function duplicateContactId(body: unknown): string | null {
	const shape = z.object({ meta: z.object({ contactId: z.string() }) }).safeParse(body);
	return shape.data?.meta.contactId ?? null;
}
