import type { User } from '../model/decision';
import { listed } from '../model/text';
import { phoneDigits } from '../model/phoneForms';
import { accountNumbersOf } from '../plan/accountNumbers';
import type { DecisionDraft, Resolution } from './draft';

/** By the key of their number; worked out once for each list. */
const membersByNumber = new WeakMap<readonly User[], ReadonlyMap<string, User[]>>();

/** More names than these are for the receipt's data. */
const NAMED = 3;

/** Team members with the number that a contact has. */
export interface TeamNumber {
	members: readonly User[];
	/** It is a line of the business too: nobody's own. */
	isLine: boolean;
}

/** Who of the team has the contact's number; null when nobody does. */
export function teamNumber(
	{ plan, touch }: DecisionDraft,
	users: readonly User[],
): TeamNumber | null {
	const { phone } = touch.contact;
	const known = byNumber(users);
	if (!phone || known.size === 0) return null;
	const key = phoneDigits(phone);
	const members = known.get(key);
	if (!members) return null;
	const line = touch.account?.number;
	return {
		members,
		isLine: (line && phoneDigits(line) === key) || accountNumbersOf(plan).has(key),
	};
}

/** Team members who write from their own number are no contacts: nobody gets them. */
export function decideTeamMember(draft: DecisionDraft, { members }: TeamNumber): Resolution {
	for (const { name, id } of members) {
		const seen = { passed: false, reason: 'own_number', detail: null, chosen: false } as const;
		draft.search.candidates.push({ user: name, userId: id, from: 'Team', ...seen });
	}
	draft.isTeamMember = true;
	const why = `this is ${words(members)}, and team members are no contacts`;
	return draft.finish({ outcome: 'unassigned', why });
}

/** A decision about somebody who writes from a line of the business, with words about that. */
export function withSharedNumber(resolution: Resolution, { members }: TeamNumber): Resolution {
	const { receipt } = resolution.decision;
	receipt.sentence += ` This is ${words(members)} in HighLevel, but also one of your WhatsApp accounts: whoever writes from it is a contact.`;
	return resolution;
}

function byNumber(users: readonly User[]): ReadonlyMap<string, User[]> {
	const known = membersByNumber.get(users);
	if (known) return known;
	const made = new Map<string, User[]>();
	for (const user of users) {
		if (!user.phone) continue;
		const key = phoneDigits(user.phone);
		made.set(key, [...(made.get(key) ?? []), user]);
	}
	membersByNumber.set(users, made);
	return made;
}

function words(members: readonly User[]): string {
	const names = members.map(({ name }) => name);
	if (names.length === 1) return `${names[0]}'s own number`;
	return `a number of your team (${listed(names, NAMED, (left) => ` and ${left} more`)})`;
}
