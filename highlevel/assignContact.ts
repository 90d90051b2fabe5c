import {
	alsoDo,
	nothingToDo,
	type FollowUps,
	type AlsoDone,
	type Assigned,
	type Done,
} from './followUps';
import type { HighLevelClient } from './client';
import {
	findStored,
	getStored,
	type ContactReference,
	type FoundContact,
	type StoredContact,
} from './contacts';
import { setOwner, type FieldValue, type NewContact } from './contactWrites';
import { createOnce } from './createOnce';
import { HighLevelError } from './errors';
import { currentForm, storedForms } from '../routing/model/phoneForms';
import { sighted, unseenIn, type SeenContact, type Sighting } from './contactSnapshot';
import { missingTags } from './tags';

/**
 * When the owner is written. `onlyIfUnowned`: another owner stays. `always`: whoever owns it.
 * `never`: the user takes part without being HighLevel's owner. `replaces`: in place of one of
 * these users, as a decision saw it; anybody else got the contact since, and keeps it.
 */
export type OwnerRule = 'onlyIfUnowned' | 'always' | 'never' | { replaces: readonly string[] };

/** How a contact is created. */
export interface Creation {
	name: string | null;
	/** Of a contact that is found by its number alone. */
	email: string | null;
	source: string;
	/** Without looking first: 1 request for a new contact, 3 for one that is there. */
	first: boolean;
}

/** Who gets which contact, and what may be written. */
export interface AssignContactRequest {
	contact: ContactReference;
	userId: string;
	/** Asked before this user is written; throws when the location has no such user. */
	checkUser: () => void;
	ownerRule: OwnerRule;
	/** What is known without asking. */
	sighting: Sighting | null;
	/** Null creates nothing when HighLevel does not have the contact. */
	create: Creation | null;
	/** Written together with the owner. */
	field: FieldValue | null;
	/** Reads the contact again after its owner was written. */
	verify: boolean;
	/** A decision gives the contact to this user, though maybe not for the first time. */
	given: boolean;
	alsoDo: FollowUps;
	/** Steps for which the token turned out to lack the permission, shared by a run. */
	refused: Map<string, HighLevelError>;
}

/** What HighLevel has now, and what it took. */
export interface AssignContactResult {
	/**
	 * `created` with the owner; `assigned`: the owner was set; `unchanged`: the user owned it
	 * already; `kept`: the owner was to stay; `lostRace`: somebody else got it since the decision;
	 * `notFound`: no such contact, none created.
	 */
	outcome: 'created' | 'assigned' | 'unchanged' | 'kept' | 'lostRace' | 'notFound';
	contactId: string | null;
	/** Another contact, which the email address means. */
	otherContactId: string | null;
	/** Undefined when nobody looked. */
	previousOwnerId: string | null | undefined;
	ownerId: string | null;
	written: Array<'contact' | 'owner' | 'customField' | Done>;
	/** Requests to HighLevel, repeats included. */
	apiCalls: number;
	/** When HighLevel showed what nobody asked it about this time; null when it was asked. */
	seenAt: number | null;
	/** The contact afterwards, as far as it may be remembered; null when that is not sure. */
	seen: SeenContact | null;
	/** What failed after the owner was settled. */
	failure: HighLevelError | null;
	/** Why the user was not mentioned. */
	mentionRefused: HighLevelError | null;
}

/** The contact once its owner is settled. */
interface Settled extends Pick<
	AssignContactResult,
	'outcome' | 'otherContactId' | 'previousOwnerId' | 'ownerId'
> {
	contact: StoredContact | null;
	/** What of it nobody saw. */
	unseen?: ReadonlyArray<'tags' | 'followers'>;
}

const UNSEEN = ['tags', 'followers'] as const;

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
	const written: AssignContactResult['written'] = [];
	const {
		contact,
		unseen = [],
		...settled
	} = await verified(counted, request, await settleOwner(counted, request, written));
	const also = contact && (await rest(counted, request, { ...settled, contact }));
	const after = also ? also.contact : contact;
	const known = contact && {
		contactId: contact.id,
		ownerId: settled.ownerId,
		tags: after && !unseen.includes('tags') ? after.tags : null,
		followers: after && !unseen.includes('followers') ? after.followers : null,
	};
	return {
		...settled,
		contactId: contact?.id ?? null,
		written: [...written, ...(also?.done ?? [])],
		apiCalls: counted.calls,
		seenAt: counted.calls === 0 ? (request.sighting?.at ?? null) : null,
		seen: known,
		failure: also?.failure ?? null,
		mentionRefused: also?.mentionRefused ?? null,
	};
}

/** Settles the owner by what is known, if that is enough, else by what HighLevel shows. */
async function settleOwner(
	client: HighLevelClient,
	request: AssignContactRequest,
	written: AssignContactResult['written'],
): Promise<Settled> {
	const { contact, sighting, verify, ownerRule, alsoDo: wanted } = request;
	// Who asks for these wants to be sure.
	const asks = verify || ownerRule === 'always';
	const found = sighting && !asks ? sighted(sighting, contact, wanted) : null;
	if (!found || !mayGoBy(client, found.contact, request)) {
		return await settleFound(client, request, written, null);
	}
	const settled = settleFound(client, request, written, found).then((one) => ({
		...one,
		unseen: sighting ? unseenIn(sighting) : [],
	}));
	return await settled.catch(async (error: unknown) => {
		// The contact may have been removed since; whatever else HighLevel refuses, it does again.
		if (!(error instanceof HighLevelError) || error.kind !== 'invalid-request') throw error;
		if (!found.contact) throw error;
		return await settleFound(client, request, written, null);
	});
}

/** Whether what is known of a contact is enough: it is fresh, or all is as it shall be. */
function mayGoBy(
	client: HighLevelClient,
	contact: StoredContact | null,
	request: AssignContactRequest,
): boolean {
	if (request.sighting?.fresh || !contact) return true;
	const outcome = verdict(contact.ownerId, request);
	const wanted = outcome === 'unchanged' || (outcome === 'kept' && request.ownerRule === 'never');
	const assigned = assignedAs({ outcome, contact, ownerId: contact.ownerId }, request);
	return wanted && nothingToDo(client, request.alsoDo, assigned);
}

/** @param known what is known of the contact; null: HighLevel has to tell */
async function settleFound(
	client: HighLevelClient,
	request: AssignContactRequest,
	written: AssignContactResult['written'],
	known: FoundContact | null,
): Promise<Settled> {
	const { contact: reference, create, ownerRule } = request;
	if ('id' in reference && ownerRule === 'always' && !needsHistory(request)) {
		const answer = await give(client, reference.id, request, written);
		const contact = answer ?? (await getStored(client, reference.id));
		const unseen = answer ? UNSEEN : [];
		const more = { previousOwnerId: undefined, unseen };
		return settledAs('assigned', contact, request.userId, more);
	}
	const first = create?.first === true && !('id' in reference) && hasOneForm(reference.phone);
	const found =
		known ??
		(first ? { contact: null, otherContactId: null } : await findStored(client, reference));
	const { otherContactId } = found;
	let { contact } = found;
	if (!contact) {
		if (!create || 'id' in reference) {
			return settledAs('notFound', null, null);
		}
		const made = await createOnce(client, newContact(request, reference, create));
		contact = made.contact;
		if (made.isNew) {
			written.push('contact');
			const ownerId = ownerRule === 'never' ? null : request.userId;
			if (ownerId) written.push('owner');
			if (ownerId && request.field) written.push('customField');
			if (request.alsoDo.addTags.length > 0) written.push('tag');
			// The answer need not show the tags that it took.
			const tags = [...contact.tags, ...missingTags(contact.tags, request.alsoDo.addTags)];
			return settledAs('created', { ...contact, tags }, ownerId, { previousOwnerId: null });
		}
	}
	const outcome = verdict(contact.ownerId, request);
	if (outcome !== 'assigned') {
		return settledAs(outcome, contact, contact.ownerId, { otherContactId });
	}
	await give(client, contact.id, request, written);
	return settledAs(outcome, contact, request.userId, { otherContactId });
}

/** What becomes of a contact with this owner. */
export function verdict(
	ownerId: string | null,
	{ userId, ownerRule }: Pick<AssignContactRequest, 'userId' | 'ownerRule'>,
): 'assigned' | 'unchanged' | 'kept' | 'lostRace' {
	if (ownerId === userId) return 'unchanged';
	if (ownerRule === 'never') return 'kept';
	if (ownerId === null || ownerRule === 'always') return 'assigned';
	if (ownerRule === 'onlyIfUnowned') return 'kept';
	return ownerRule.replaces.includes(ownerId) ? 'assigned' : 'lostRace';
}

/** Some things are done only when the owner changed, which nobody knows without looking. */
function needsHistory({ alsoDo: { task, note, mention, opportunity } }: AssignContactRequest) {
	return [task, note, mention, opportunity].some((wanted) => wanted !== null);
}

/** A new contact gets today's form of its number, so an older form would not be in its way. */
function hasOneForm(phone: string | null): boolean {
	return phone === null || storedForms(phone).length === 1;
}

function newContact(
	{ ownerRule, userId, checkUser, alsoDo: also, field }: AssignContactRequest,
	{ phone, email }: { phone: string | null; email: string | null },
	create: Creation,
): NewContact {
	const owned = ownerRule !== 'never';
	if (owned) checkUser();
	return {
		phone: phone === null ? null : currentForm(phone),
		email: email ?? create.email,
		name: create.name,
		ownerId: owned ? userId : null,
		source: create.source,
		tags: missingTags([], also.addTags),
		field: owned ? field : null,
	};
}

/** Writes the owner. */
async function give(
	client: HighLevelClient,
	contactId: string,
	{ userId, checkUser, field }: AssignContactRequest,
	written: AssignContactResult['written'],
): Promise<StoredContact | null> {
	checkUser();
	const answer = await setOwner(client, contactId, userId, field);
	written.push('owner');
	if (field) written.push('customField');
	return answer;
}

/** Whether the owner who was just written is still the owner: HighLevel has no conditional writes. */
async function verified(
	client: HighLevelClient,
	{ verify, userId }: AssignContactRequest,
	settled: Settled,
): Promise<Settled> {
	const { contact, ownerId, outcome } = settled;
	const wrote = outcome === 'assigned' || outcome === 'created';
	if (!verify || !contact || !wrote || ownerId !== userId) return settled;
	const now = await getStored(client, contact.id);
	if (now.ownerId === userId) return settled;
	return { ...settled, contact: now, ownerId: now.ownerId, outcome: 'lostRace' };
}

async function rest(
	client: HighLevelClient,
	request: AssignContactRequest,
	settled: Pick<Settled, 'outcome' | 'ownerId'> & { contact: StoredContact },
): Promise<AlsoDone | null> {
	if (settled.outcome === 'lostRace') return null;
	const { userId, checkUser, refused, alsoDo: wanted } = request;
	if (wanted.follow && settled.ownerId !== userId) checkUser();
	return await alsoDo(client, wanted, assignedAs(settled, request), refused);
}

function assignedAs(
	{ outcome, contact, ownerId }: Pick<Settled, 'outcome' | 'ownerId'> & { contact: StoredContact },
	{ userId, given }: AssignContactRequest,
): Assigned {
	const owns = ownerId === userId;
	const changed = owns && (outcome === 'created' || outcome === 'assigned');
	const isNew = outcome === 'created';
	return { contact, userId, owns, changed, given: changed || (owns && given), isNew };
}

function settledAs(
	outcome: Settled['outcome'],
	contact: StoredContact | null,
	ownerId: string | null,
	more: Partial<Settled> = {},
): Settled {
	const previousOwnerId = contact?.ownerId ?? null;
	return { outcome, contact, ownerId, previousOwnerId, otherContactId: null, ...more };
}
