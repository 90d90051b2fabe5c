import type { HighLevelClient } from './client';
import {
	addTags,
	createContact,
	duplicateContactId,
	findContact,
	findContactByPhone,
	getContact,
	setOwner,
	type Contact,
	type NewContact,
} from './contacts';
import { HighLevelError } from './errors';
import { currentForm } from './phones';

/** Who gets which contact, and what may be written. */
export interface AssignContactRequest {
	contact: { id: string } | { phone: string; name: string | null };
	ownerId: string;
	/** Asked before this owner is written; throws when the location has no such user. */
	checkOwner: () => void;
	/** `always` takes the contact away from another owner. */
	setOwner: 'onlyIfUnowned' | 'always';
	/** Added when the contact does not have it yet. */
	tag: string | null;
	/** How to create the contact when HighLevel does not have it; null creates nothing. */
	create: { source: string } | null;
}

/** What HighLevel has now, and what it took. */
export interface AssignContactResult {
	/**
	 * `created` with the owner; `assigned`: the owner was set; `unchanged`: the user owned it
	 * already; `kept`: somebody else owns it and stays; `notFound`: no such contact, none created.
	 */
	outcome: 'created' | 'assigned' | 'unchanged' | 'kept' | 'notFound';
	contactId: string | null;
	previousOwnerId: string | null;
	ownerId: string | null;
	written: Array<'contact' | 'owner' | 'tag'>;
	/** Requests to HighLevel, repeats included. */
	apiCalls: number;
}

/**
 * Makes a user the owner of a contact: looks it up, creates it with its owner when it is missing,
 * else compares and writes only what differs. Doing it twice changes nothing the second time.
 * @throws {HighLevelError} when HighLevel refuses or does not answer
 */
export async function assignContact(
	client: HighLevelClient,
	request: AssignContactRequest,
): Promise<AssignContactResult> {
	const callsBefore = client.calls;
	const written: AssignContactResult['written'] = [];
	const finish = (
		outcome: AssignContactResult['outcome'],
		contact: Contact | null,
		ownerId: string | null,
	): AssignContactResult => ({
		outcome,
		contactId: contact?.id ?? null,
		previousOwnerId: outcome === 'created' ? null : (contact?.ownerId ?? null),
		ownerId,
		written,
		apiCalls: client.calls - callsBefore,
	});

	let contact =
		'id' in request.contact
			? await getContact(client, request.contact.id)
			: await findContact(client, request.contact.phone);
	if (!contact) {
		if (!request.create || !('phone' in request.contact)) return finish('notFound', null, null);
		request.checkOwner();
		const { contact: made, isNew } = await create(client, {
			phone: currentForm(request.contact.phone),
			name: request.contact.name,
			ownerId: request.ownerId,
			source: request.create.source,
			tags: request.tag ? [request.tag] : [],
		});
		if (isNew) {
			written.push('contact', 'owner', ...(request.tag ? (['tag'] as const) : []));
			return finish('created', made, request.ownerId);
		}
		contact = made;
	}

	const owner = contact.ownerId;
	const write = owner !== request.ownerId && (!owner || request.setOwner === 'always');
	if (write) {
		request.checkOwner();
		await setOwner(client, contact.id, request.ownerId);
		written.push('owner');
	}
	if (request.tag && !hasTag(contact, request.tag)) {
		await addTags(client, contact.id, [request.tag]);
		written.push('tag');
	}
	if (write) return finish('assigned', contact, request.ownerId);
	return finish(owner === request.ownerId ? 'unchanged' : 'kept', contact, owner);
}

/**
 * Creates a contact exactly once. When HighLevel fails or its answer is lost, the contact may exist
 * all the same (highlevel-api-docs issue 64): it is looked up again before the one repeat.
 */
async function create(
	client: HighLevelClient,
	contact: NewContact,
): Promise<{ contact: Contact; isNew: boolean }> {
	for (let attempt = 1; ; attempt++) {
		const made = await createContact(client, contact);
		if (!(made instanceof HighLevelError)) return { contact: made, isNew: true };
		const duplicate = duplicateContactId(made.body);
		if (duplicate) return { contact: await getContact(client, duplicate), isNew: false };
		if (made.kind !== 'unavailable' && made.status !== 422) throw made;
		const found = await findContactByPhone(client, contact.phone);
		if (found) {
			// Somebody else may have made it meanwhile; then what is missing is still to be written.
			const isNew =
				found.ownerId === contact.ownerId && contact.tags.every((tag) => hasTag(found, tag));
			return { contact: found, isNew };
		}
		if (attempt === 2 || made.status === 422) throw made;
	}
}

/** HighLevel stores tags in lower case. */
function hasTag(contact: Contact, tag: string): boolean {
	const wanted = tag.trim().toLowerCase();
	return contact.tags.some((existing) => existing.toLowerCase() === wanted);
}
