import type { AssignContactResult } from '../../highlevel/assignContact';
import type { User } from '../../routing/decision';

interface Person {
	id: string;
	/** Null for somebody the token cannot see, for example an agency user. */
	name: string | null;
}

/** What the node adds to an item as `highLevel`. */
export interface DescribedResult {
	outcome: AssignContactResult['outcome'] | 'noPhone';
	/** One sentence for people. */
	summary: string;
	contactId: string | null;
	previousOwner: Person | null;
	owner: Person | null;
	written: AssignContactResult['written'];
	apiCalls: number;
}

/** @param result null when there was no phone number to look for */
export function describeResult(result: AssignContactResult | null, users: User[]): DescribedResult {
	if (!result) {
		return {
			outcome: 'noPhone',
			summary: 'Nothing was written: this person shows no phone number.',
			contactId: null,
			previousOwner: null,
			owner: null,
			written: [],
			apiCalls: 0,
		};
	}
	const person = (id: string | null): Person | null =>
		id === null ? null : { id, name: users.find((user) => user.id === id)?.name ?? null };
	const owner = person(result.ownerId);
	const previousOwner = person(result.previousOwnerId);
	return {
		outcome: result.outcome,
		summary: summarize(result.outcome, shown(owner), previousOwner && shown(previousOwner)),
		contactId: result.contactId,
		previousOwner,
		owner,
		written: result.written,
		apiCalls: result.apiCalls,
	};
}

function shown(person: Person | null): string {
	return person?.name ?? 'a user whom the token cannot see';
}

function summarize(
	outcome: AssignContactResult['outcome'],
	owner: string,
	previousOwner: string | null,
): string {
	switch (outcome) {
		case 'created':
			return `The contact was created with ${owner} as its owner.`;
		case 'assigned':
			return previousOwner
				? `The contact went from ${previousOwner} to ${owner}.`
				: `${owner} now owns the contact; nobody did before.`;
		case 'unchanged':
			return `${owner} already owned the contact.`;
		case 'kept':
			return `The contact stays with its owner, ${owner}.`;
		case 'notFound':
			return 'HighLevel has no such contact, and none was to be created.';
	}
}
