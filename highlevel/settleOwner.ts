import type { HighLevelClient } from './client';
import type { HighLevelContact } from './contact';
import type { ContactState } from '../routing/model/contactSnapshot';
import {
	findByReference,
	getContact,
	type ContactMatch,
	type ContactReference,
} from './lookUpContact';
import { matchIn, type EarlierSnapshot } from './earlierSnapshot';
import { setOwner, type FieldValue, type NewContact } from './contactWrites';
import { createOnce } from './createOnce';
import { HighLevelError } from './errors';
import { nothingToDo, type Assigned, type FollowUps } from './followUps';
import { ownerOutcome, type OwnerRule } from './ownerRule';
import { currentForm, storedForms } from '../routing/model/phoneForms';
import type { Standing } from '../routing/model/standing';
import { missingTags } from './tags';

/** How a contact is created. */
export interface Creation {
	name: string | null;
	/** Of a contact that is found by its number alone. */
	email: string | null;
	source: string;
	/** Without looking first: 1 request for a new contact, 3 for one that is there. */
	first: boolean;
}

/** Who is to own which contact, and what may be written for that. */
export interface OwnerRequest {
	contact: ContactReference;
	userId: string;
	/** Asked before this user is written; throws when the location has no such user. */
	checkUser: () => void;
	ownerRule: OwnerRule;
	/** Asked before an owner is written to a contact that is there, unless they always are. */
	standing: () => Promise<Standing>;
	/** What is known without asking. */
	snapshot: EarlierSnapshot | null;
	/** Null creates nothing when HighLevel does not have the contact. */
	create: Creation | null;
	/** Written together with the owner. */
	field: FieldValue | null;
	/** Reads the contact again after its owner was written. */
	verify: boolean;
	/** A decision gives the contact to this user, though maybe not for the first time. */
	given: boolean;
	followUps: FollowUps;
}

/** The contact once its owner is settled. */
export interface SettledOwner {
	/**
	 * `created` with the owner; `assigned`: the owner was set; `unchanged`: the user owned it
	 * already; `kept`: the owner was to stay; `lostRace`: somebody else got it since the decision;
	 * `notFound`: no such contact, none created.
	 */
	outcome: 'created' | 'assigned' | 'unchanged' | 'kept' | 'lostRace' | 'notFound';
	/** Another contact, which the email address means. */
	otherContactId: string | null;
	/** Undefined when nobody looked. */
	previousOwnerId: string | null | undefined;
	ownerId: string | null;
	contact: ContactState | null;
	/** The number of the contact, E.164; null when nobody knows it. */
	phone: string | null;
	/** Only the answer to a write showed the contact, and it need not show all tags and followers. */
	isPartial: boolean;
	written: Array<'contact' | 'owner' | 'customField' | 'tag'>;
}

/**
 * Settles the owner by what is known, if that is enough, else by what HighLevel shows.
 * @throws {HighLevelError} when HighLevel refuses or does not answer
 */
export async function settleOwner(
	client: HighLevelClient,
	request: OwnerRequest,
): Promise<SettledOwner> {
	const known = knownMatch(client, request);
	const settled = known
		? await settleMatch(client, request, known).catch(async (error: unknown) => {
				// The contact may have been removed since; whatever else HighLevel refuses, it does again.
				if (!(error instanceof HighLevelError) || error.kind !== 'invalid-request') throw error;
				if (!known.contact) throw error;
				return await settleByAsking(client, request);
			})
		: await settleByAsking(client, request);
	return await verified(client, request, settled);
}

/** What an earlier snapshot shows, null unless it is enough to go by. */
function knownMatch(client: HighLevelClient, request: OwnerRequest): ContactMatch | null {
	const { contact: reference, snapshot, verify, ownerRule, followUps } = request;
	// Who asks for these wants to be sure.
	if (!snapshot || verify || ownerRule === 'always') return null;
	const match = matchIn(snapshot, reference, followUps);
	if (!match?.contact || snapshot.isRecent) return match;
	return isDone(client, match.contact, request) ? match : null;
}

/** Whether all is already as it shall be. */
function isDone(client: HighLevelClient, contact: ContactState, request: OwnerRequest): boolean {
	const outcome = ownerOutcome(contact.ownerId, request);
	const wanted = outcome === 'unchanged' || (outcome === 'kept' && request.ownerRule === 'never');
	const assigned = assignedAs({ outcome, contact, ownerId: contact.ownerId }, request);
	return wanted && nothingToDo(client, request.followUps, assigned);
}

async function settleByAsking(
	client: HighLevelClient,
	request: OwnerRequest,
): Promise<SettledOwner> {
	const { contact: reference, create, ownerRule } = request;
	if ('id' in reference && ownerRule === 'always' && !needsHistory(request)) {
		return await takeContact(client, request, reference.id);
	}
	const createsFirst = create?.first && !('id' in reference) && hasOneForm(reference.phone);
	const match = createsFirst
		? { contact: null, otherContactId: null }
		: await findByReference(client, reference);
	return await settleMatch(client, request, match);
}

/** From whoever owns it, without looking. */
async function takeContact(
	client: HighLevelClient,
	request: OwnerRequest,
	contactId: string,
): Promise<SettledOwner> {
	const answer = await writeOwner(client, contactId, request);
	const contact = answer ?? (await getContact(client, contactId));
	return settledAs('assigned', contact, request.userId, {
		previousOwnerId: undefined,
		phone: contact.phone,
		isPartial: answer !== null,
		written: writtenWithOwner(request),
	});
}

async function settleMatch(
	client: HighLevelClient,
	request: OwnerRequest,
	{ contact, otherContactId }: ContactMatch,
): Promise<SettledOwner> {
	const { contact: reference, create } = request;
	if (contact) return await settleExisting(client, request, contact, otherContactId);
	if (!create || 'id' in reference) return settledAs('notFound', null, null);
	const made = await createOnce(client, newContact(request, reference, create));
	return made.isNew
		? createdAs(made.contact, request)
		: await settleExisting(client, request, made.contact, otherContactId);
}

async function settleExisting(
	client: HighLevelClient,
	request: OwnerRequest,
	contact: ContactState,
	otherContactId: string | null,
): Promise<SettledOwner> {
	const shown = { otherContactId, phone: phoneOf(contact, request) };
	const outcome = await outcomeFor(contact, request);
	if (outcome !== 'assigned') return settledAs(outcome, contact, contact.ownerId, shown);
	await writeOwner(client, contact.contactId, request);
	const written = writtenWithOwner(request);
	return settledAs(outcome, contact, request.userId, { ...shown, written });
}

/**
 * What becomes of a contact that is there. A decision that is delivered again, or late, takes the
 * contact from nobody who got it since; and what was carried out before, nobody asks to be done again.
 */
async function outcomeFor(
	{ ownerId }: ContactState,
	request: OwnerRequest,
): Promise<ReturnType<typeof ownerOutcome>> {
	const outcome = ownerOutcome(ownerId, request);
	if (outcome !== 'assigned' || request.ownerRule === 'always') return outcome;
	const standing = await request.standing();
	const tooLate = standing === 'carriedOut' || (standing === 'overtaken' && ownerId !== null);
	return tooLate ? 'lostRace' : outcome;
}

/** As HighLevel shows it; what it showed earlier was found by the number that is looked for. */
function phoneOf(
	contact: ContactState | HighLevelContact,
	{ contact: reference }: OwnerRequest,
): string | null {
	if ('phone' in contact) return contact.phone;
	return 'id' in reference || reference.email !== null ? null : reference.phone;
}

function createdAs(
	contact: HighLevelContact,
	{ userId, ownerRule, field, followUps: { addTags } }: OwnerRequest,
): SettledOwner {
	const ownerId = ownerRule === 'never' ? null : userId;
	// The answer need not show the tags that it took.
	const tags = [...contact.tags, ...missingTags(contact.tags, addTags)];
	return settledAs('created', { ...contact, tags }, ownerId, {
		previousOwnerId: null,
		phone: contact.phone,
		written: [
			'contact',
			...(ownerId ? writtenWithOwner({ field }) : []),
			...(addTags.length > 0 ? (['tag'] as const) : []),
		],
	});
}

/** Some things are done only when the owner changed, which nobody knows without looking. */
function needsHistory({ followUps: { task, note, mention, opportunity } }: OwnerRequest): boolean {
	return [task, note, mention, opportunity].some((wanted) => wanted !== null);
}

/** A new contact gets today's form of its number, so an older form would not be in its way. */
function hasOneForm(phone: string | null): boolean {
	return phone === null || storedForms(phone).length === 1;
}

function newContact(
	{ ownerRule, userId, checkUser, followUps, field }: OwnerRequest,
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
		tags: missingTags([], followUps.addTags),
		field: owned ? field : null,
	};
}

/** @returns the contact as it is now, null when the answer does not show it */
async function writeOwner(
	client: HighLevelClient,
	contactId: string,
	{ userId, checkUser, field }: OwnerRequest,
): Promise<HighLevelContact | null> {
	checkUser();
	return await setOwner(client, contactId, userId, field);
}

function writtenWithOwner({ field }: Pick<OwnerRequest, 'field'>): SettledOwner['written'] {
	return field ? ['owner', 'customField'] : ['owner'];
}

/** Whether the owner who was just written is still the owner: HighLevel has no conditional writes. */
async function verified(
	client: HighLevelClient,
	{ verify, userId }: OwnerRequest,
	settled: SettledOwner,
): Promise<SettledOwner> {
	const { contact, ownerId, outcome } = settled;
	const wrote = outcome === 'assigned' || outcome === 'created';
	if (!verify || !contact || !wrote || ownerId !== userId) return settled;
	const now = await getContact(client, contact.contactId);
	if (now.ownerId === userId) return settled;
	return { ...settled, contact: now, ownerId: now.ownerId, outcome: 'lostRace' };
}

/** What follows depends on. */
export function assignedAs(
	{
		outcome,
		contact,
		ownerId,
	}: Pick<SettledOwner, 'outcome' | 'ownerId'> & {
		contact: ContactState;
	},
	{ userId, given }: Pick<OwnerRequest, 'userId' | 'given'>,
): Assigned {
	const owns = ownerId === userId;
	const changed = owns && (outcome === 'created' || outcome === 'assigned');
	const isNew = outcome === 'created';
	return { contact, userId, owns, changed, given: changed || (owns && given), isNew };
}

function settledAs(
	outcome: SettledOwner['outcome'],
	contact: ContactState | null,
	ownerId: string | null,
	more: Partial<SettledOwner> = {},
): SettledOwner {
	return {
		outcome,
		contact,
		ownerId,
		previousOwnerId: contact?.ownerId ?? null,
		otherContactId: null,
		phone: null,
		isPartial: false,
		written: [],
		...more,
	};
}
