import { LATE_MS, readWords } from '../model/staffSnapshot';
import type { Load, RoutingState } from '../model/state';
import { count } from '../model/text';
import type { Plan, Sources } from '../plan/plan';
import { own } from '../model/own';

export const NO_LOAD: Load = { open: 0, lastAssignedAt: null, recent: [] };

/** What a plan counts as load, in words. */
interface LoadWords {
	/** So much, of one person. */
	counted(number: number, days: number): string;
	/** What a capacity is compared with. */
	all(days: number): string;
	/** Where it comes from, for the receipt. */
	origin: string;
}

export const LOAD_WORDS: Readonly<Record<Sources['load'], LoadWords>> = {
	ledger: {
		counted: (number) => count(number, 'open contact'),
		all: () => 'open contacts',
		origin: 'open contacts in the ledger',
	},
	unreadConversations: {
		counted: (number) => count(number, 'unread conversation'),
		all: () => 'unread conversations',
		origin: 'unread conversations in HighLevel',
	},
	contacts: {
		counted: (number, days) => `${count(number, 'contact')} of the last ${days} days`,
		all: (days) => `contacts of the last ${days} days in HighLevel`,
		origin: 'contacts owned in HighLevel',
	},
};

/** A load, with words for what was counted unless it is the ledger's open contacts. */
export interface CountedLoad extends Load {
	words?: string;
}

/**
 * What a person has to do: as HighLevel counts it, if the plan says so, and what was assigned here
 * since then, so that a burst does not go to whoever had least when HighLevel was read. Else the
 * ledger's open contacts.
 */
export function countedLoad(
	{ loads, staffSnapshot }: RoutingState,
	userId: string,
	{ sources, staleAfterDays }: Plan,
	now: number,
): CountedLoad {
	const load = own(loads, userId) ?? NO_LOAD;
	const read = own(staffSnapshot?.load, userId);
	if (!read) return load;
	const from = Math.min(read.readAt, now) - LATE_MS;
	const since = load.recent.filter((at) => at >= from).length;
	const what = LOAD_WORDS[sources.load].counted(read.value, staleAfterDays);
	const added = since > 0 ? `, and ${since} assigned since` : '';
	const words = `${what} in HighLevel, ${readWords(read.readAt, now)}${added}`;
	return { ...load, open: read.value + since, words };
}
