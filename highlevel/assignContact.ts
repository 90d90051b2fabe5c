import { carryOut, type FollowUpResult } from './carryOutFollowUps';
import type { HighLevelClient } from './client';
import type { ContactState } from '../routing/model/contactSnapshot';
import type { HighLevelError } from './errors';
import type { FollowUp } from './followUps';
import { assignedAs, settleOwner, type OwnerRequest, type SettledOwner } from './settleOwner';

/** Who gets which contact, and what may be written. */
export interface AssignContactRequest extends OwnerRequest {
	/** Steps for which the token turned out to lack the permission, shared by a run. */
	refused: Map<string, HighLevelError>;
}

/** What HighLevel has now, and what it took. */
export interface AssignContactResult extends Pick<
	SettledOwner,
	'outcome' | 'otherContactId' | 'previousOwnerId' | 'ownerId' | 'phone'
> {
	contactId: string | null;
	written: Array<SettledOwner['written'][number] | FollowUp>;
	/** Requests to HighLevel, repeats included. */
	apiCalls: number;
	/** When HighLevel showed what nobody asked it about this time; null when it was asked. */
	seenAt: number | null;
	/** The contact afterwards, as far as it may be remembered; null when that is not sure. */
	contactAfter: ContactState | null;
	/** What failed after the owner was settled. */
	failure: HighLevelError | null;
	/** Why the user was not mentioned. */
	mentionRefused: HighLevelError | null;
}

/**
 * Makes a user the owner of a contact: looks it up, creates it with its owner when it is missing,
 * else compares and writes only what differs. Doing it twice changes nothing the second time, and
 * asks nothing while what HighLevel showed is still trusted.
 * @throws {HighLevelError} when HighLevel refuses or does not answer before the owner is settled
 */
export async function assignContact(
	client: HighLevelClient,
	request: AssignContactRequest,
): Promise<AssignContactResult> {
	const counted = client.counting();
	const settled = await settleOwner(counted, request);
	const followed = await followUp(counted, request, settled);
	const { outcome, otherContactId, previousOwnerId, ownerId, phone, contact } = settled;
	return {
		outcome,
		otherContactId,
		previousOwnerId,
		ownerId,
		phone,
		contactId: contact?.contactId ?? null,
		written: [...settled.written, ...(followed?.done ?? [])],
		apiCalls: counted.calls,
		seenAt: counted.calls === 0 ? (request.snapshot?.at ?? null) : null,
		contactAfter: afterAll(settled, followed),
		failure: followed?.failure ?? null,
		mentionRefused: followed?.mentionRefused ?? null,
	};
}

/** Does what else was asked for; null when there is no contact, or somebody else got it. */
async function followUp(
	client: HighLevelClient,
	request: AssignContactRequest,
	settled: SettledOwner,
): Promise<FollowUpResult | null> {
	const { contact, outcome, ownerId } = settled;
	if (!contact || outcome === 'lostRace') return null;
	const { userId, checkUser, refused, followUps } = request;
	if (followUps.follow && ownerId !== userId) checkUser();
	const assigned = assignedAs({ outcome, ownerId, contact }, request);
	return await carryOut(client, followUps, assigned, refused);
}

function afterAll(
	{ contact, ownerId, isPartial }: SettledOwner,
	followed: FollowUpResult | null,
): ContactState | null {
	if (!contact) return null;
	const after = followed ? followed.contact : contact;
	const known = isPartial ? null : after;
	return {
		contactId: contact.contactId,
		ownerId,
		tags: known?.tags ?? null,
		followers: known?.followers ?? null,
	};
}
