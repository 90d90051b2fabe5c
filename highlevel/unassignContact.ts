import type { HighLevelClient } from './client';
import { findByReference, type ContactReference } from './lookUpContact';
import { setOwner } from './contactWrites';

export interface UnassignContactRequest {
	contact: ContactReference;
	/** Only this user loses the contact; null: whoever owns it. */
	onlyFrom: string | null;
}

/** What HighLevel has now, and what it took. */
export interface UnassignContactResult {
	/**
	 * `unassigned`: nobody owns it any more; `unchanged`: nobody did before; `kept`: somebody else
	 * owns it and stays; `notFound`: no such contact.
	 */
	outcome: 'unassigned' | 'unchanged' | 'kept' | 'notFound';
	contactId: string | null;
	/** The number that HighLevel shows of the contact; null when it shows none. */
	phone: string | null;
	/** Another contact, which the email address means. */
	otherContactId: string | null;
	/** Undefined when nobody looked. */
	previousOwnerId: string | null | undefined;
	ownerId: string | null;
	written: Array<'owner'>;
	/** Requests to HighLevel, repeats included. */
	apiCalls: number;
}

/**
 * Takes the owner off a contact. By ID and from anybody it writes without looking: 1 request.
 * @throws {HighLevelError} when HighLevel refuses or does not answer
 */
export async function unassignContact(
	client: HighLevelClient,
	{ contact: reference, onlyFrom }: UnassignContactRequest,
): Promise<UnassignContactResult> {
	const counted = client.counting();
	const finish = (
		outcome: UnassignContactResult['outcome'],
		more: Partial<UnassignContactResult>,
	): UnassignContactResult => ({
		outcome,
		contactId: null,
		phone: null,
		otherContactId: null,
		previousOwnerId: null,
		ownerId: null,
		written: outcome === 'unassigned' ? ['owner'] : [],
		apiCalls: counted.calls,
		...more,
	});

	if ('id' in reference && onlyFrom === null) {
		const { id: contactId } = reference;
		const { phone = null } = (await setOwner(counted, contactId, null)) ?? {};
		return finish('unassigned', { contactId, phone, previousOwnerId: undefined });
	}
	const { contact, otherContactId } = await findByReference(counted, reference);
	if (!contact) return finish('notFound', {});
	const { contactId, phone, ownerId } = contact;
	const found = { contactId, phone, otherContactId, previousOwnerId: ownerId };
	if (ownerId === null) return finish('unchanged', found);
	if (onlyFrom !== null && ownerId !== onlyFrom) return finish('kept', { ...found, ownerId });
	await setOwner(counted, contactId, null);
	return finish('unassigned', found);
}
