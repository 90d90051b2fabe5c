import type { AssignContactResult } from '../../highlevel/assignContact';
import type { TellResult } from '../../highlevel/tellAbout';
import type { UnassignContactResult } from '../../highlevel/unassignContact';
import type { User } from '../../routing/model/decision';
import { count } from '../../routing/model/text';
import type { AssigneeRole } from './decision';
import { MINUTE } from '../../routing/model/durations';

interface Person {
	id: string;
	/** Null for somebody the token cannot see, for example an agency user. */
	name: string | null;
}

type Result = AssignContactResult | UnassignContactResult | TellResult;

/** What the node adds to an item as `highLevel`. */
export interface DescribedResult {
	outcome: Result['outcome'] | 'noPhone' | 'preview';
	/** One sentence for people; a second one when an email address belongs to another contact. */
	summary: string;
	contactId: string | null;
	/** The contact that has the email address, when another one has the phone number. */
	otherContactId?: string;
	previousOwner: Person | null;
	owner: Person | null;
	written: Result['written'];
	apiCalls: number;
	/** When HighLevel showed this, ISO 8601 in UTC; missing when it was asked just now. */
	seenAt?: string;
}

/** Nothing to look for: the person shows no phone number. */
export const NO_PHONE: DescribedResult = {
	outcome: 'noPhone',
	summary: 'Nothing was written: this person shows no phone number.',
	contactId: null,
	previousOwner: null,
	owner: null,
	written: [],
	apiCalls: 0,
};

/** What a user is called. */
type Shown = (id: string | null) => string;

/** The user whom a result is about: who gets the contact, or is told about it. */
interface Subject {
	id: string;
	role: AssigneeRole | 'told';
}

/**
 * @param subject null when a contact was unassigned
 * @param now milliseconds since 1970
 */
export function describeResult(
	result: Result,
	users: readonly User[],
	subject: Subject | null = null,
	now = 0,
): DescribedResult {
	const { outcome, contactId, otherContactId, previousOwnerId, ownerId, written } = result;
	const person = (id: string): Person => ({
		id,
		name: users.find((user) => user.id === id)?.name ?? null,
	});
	const shown = (id: string | null) =>
		id === null ? 'nobody' : (person(id).name ?? 'a user whom the token cannot see');
	const seenAt = 'seenAt' in result ? result.seenAt : null;
	const told = subject ? aboutUser(result, subject, shown) : summarize(result, shown);
	const summary = seenAt === null ? told : told.replace(/\.$/, `, ${asShown(now - seenAt)}.`);
	return {
		outcome,
		summary: otherContactId
			? `${summary} The email address belongs to another contact, ${otherContactId}.`
			: summary,
		contactId,
		...(otherContactId && { otherContactId }),
		previousOwner: previousOwnerId ? person(previousOwnerId) : null,
		owner: ownerId === null ? null : person(ownerId),
		written,
		apiCalls: result.apiCalls,
		...(seenAt !== null && { seenAt: new Date(seenAt).toISOString() }),
	};
}

function asShown(agoMs: number): string {
	const minutes = Math.floor(agoMs / MINUTE);
	if (minutes < 1) return 'as HighLevel showed a moment ago';
	return `as HighLevel showed ${count(minutes, 'minute')} ago`;
}

function aboutUser(result: Result, { id, role }: Subject, shown: Shown): string {
	const { outcome, ownerId, written } = result;
	if (role === 'told') return toldSentence(outcome, written, shown(id), shown(ownerId));
	if (outcome !== 'kept' || role === 'owner') return summarize(result, shown);
	return apartFromOwner(role, shown(id), shown(ownerId));
}

/** What the steps that tell somebody are called. */
const TELLING: Partial<Record<Result['written'][number], string>> = {
	task: 'a task',
	note: 'a note',
	mention: 'a comment',
};

function toldSentence(
	outcome: Result['outcome'],
	written: Result['written'],
	user: string,
	owner: string,
): string {
	const stays = `The contact stays with ${owner}`;
	if (outcome === 'notFound') return NOT_FOUND;
	if (outcome === 'toldBefore') return `${stays}, and ${user} was told before.`;
	const by = written.flatMap((step) => TELLING[step] ?? []);
	return by.length > 0
		? `${stays}, and ${user} was told by ${by.join(' and ')}.`
		: `${stays}. Nobody was told in HighLevel: 'Also Do' has no task, note or comment for ${user}.`;
}

const NOT_FOUND = 'HighLevel has no such contact, and none was to be created.';

function apartFromOwner(role: 'cover' | 'accountOwner', user: string, owner: string): string {
	return role === 'cover'
		? `${user} answers this time; the contact stays with ${owner}.`
		: `${user} owns the contact for this account; in HighLevel it stays with ${owner}.`;
}

function summarize({ outcome, ownerId, previousOwnerId, written }: Result, shown: Shown): string {
	switch (outcome) {
		case 'created':
			return ownerId === null
				? 'The contact was created without an owner.'
				: `The contact was created with ${shown(ownerId)} as its owner.`;
		case 'assigned':
			if (previousOwnerId === undefined) return `${shown(ownerId)} now owns the contact.`;
			return previousOwnerId === null
				? `${shown(ownerId)} now owns the contact; nobody did before.`
				: `The contact went from ${shown(previousOwnerId)} to ${shown(ownerId)}.`;
		case 'unassigned':
			return previousOwnerId
				? `${shown(previousOwnerId)} no longer owns the contact; nobody does.`
				: 'Nobody owns the contact any more.';
		case 'unchanged':
			return ownerId === null
				? 'Nobody owned the contact.'
				: `${shown(ownerId)} already owned the contact.`;
		case 'kept':
			return `The contact stays with its owner, ${shown(ownerId)}.`;
		case 'lostRace':
			if (ownerId === null && written.length === 0) {
				return 'Nothing was written: the contact was given away before, and nobody owns it since.';
			}
			return written.length > 0
				? `The owner was written, but at the same moment the contact went to ${shown(ownerId)}.`
				: `Nothing was written: the contact belongs to ${shown(ownerId)}, and the decision did not know of that.`;
		case 'told':
		case 'toldBefore':
			return `The contact stays with ${shown(ownerId)}.`;
		case 'notFound':
			return NOT_FOUND;
	}
}
