import type { ContactState } from '../routing/model/contactSnapshot';
import type { Standing } from '../routing/model/standing';
import { carryOut } from './carryOutFollowUps';
import type { HighLevelClient } from './client';
import type { HighLevelError } from './errors';
import type { FollowUp, FollowUps } from './followUps';
import { findByReference, type ContactReference } from './lookUpContact';

/** Who is to be told about which contact, and how. */
export interface TellRequest {
	contact: ContactReference;
	/** User ID of who is told. */
	userId: string;
	/** Asked before anything is written: who was told is not told again. */
	standing: () => Promise<Standing>;
	/** Of these, what tells somebody: a task, a note, a mention, and tags. */
	followUps: FollowUps;
	/** Steps for which the token turned out to lack the permission, shared by a run. */
	refused: Map<string, HighLevelError>;
}

/** What HighLevel has now, and what it took. */
export interface TellResult {
	/** `told`: the steps were carried out; `toldBefore`: by an earlier run; `notFound`: no such contact. */
	outcome: 'told' | 'toldBefore' | 'notFound';
	contactId: string | null;
	/** The number that HighLevel shows of the contact; null when it shows none. */
	phone: string | null;
	/** Another contact, which the email address means. */
	otherContactId: string | null;
	previousOwnerId: string | null;
	ownerId: string | null;
	written: FollowUp[];
	/** Requests to HighLevel, repeats included. */
	apiCalls: number;
	/** The contact afterwards, null when that is not sure. */
	contactAfter: ContactState | null;
	/** What failed; other steps were done all the same. */
	failure: HighLevelError | null;
	/** Why the user was not mentioned. */
	mentionRefused: HighLevelError | null;
}

/**
 * Tells a user about a contact that stays with its owner.
 * @throws {HighLevelError} when HighLevel refuses or does not answer before anything is written
 */
export async function tellAbout(
	client: HighLevelClient,
	{ contact: reference, userId, standing, followUps, refused }: TellRequest,
): Promise<TellResult> {
	const counted = client.counting();
	const { contact, otherContactId } = await findByReference(counted, reference);
	const { contactId = null, phone = null, ownerId = null } = contact ?? {};
	const shown = { contactId, phone, otherContactId, previousOwnerId: ownerId, ownerId };
	const nothing = { written: [], contactAfter: contact, failure: null, mentionRefused: null };
	if (!contact) return { outcome: 'notFound', ...shown, ...nothing, apiCalls: counted.calls };
	if ((await standing()) === 'carriedOut') {
		return { outcome: 'toldBefore', ...shown, ...nothing, apiCalls: counted.calls };
	}
	// As if the contact had come to them just now.
	const asNew = { contact, userId, owns: true, changed: true, given: false, isNew: false };
	const done = await carryOut(counted, tellingOf(followUps), asNew, refused);
	return {
		outcome: 'told',
		...shown,
		written: done.done,
		apiCalls: counted.calls,
		contactAfter: done.contact,
		failure: done.failure,
		mentionRefused: done.mentionRefused,
	};
}

/** Nothing that would make the contact theirs. */
function tellingOf(followUps: FollowUps): FollowUps {
	return {
		...followUps,
		replaceTags: '',
		follow: false,
		moveOpportunities: false,
		opportunity: null,
	};
}
