import { z } from 'zod';
import type { SandboxConversation } from './conversationStore';
import { oneOf, wholeNumber } from './validate';

/** Refused with 422 like any other name: the filters and sorting by score, which are not modelled. */
export const conversationQuery = z
	.object({
		locationId: z.string(),
		id: z.string().optional(),
		contactId: z.string().optional(),
		/** User ids, or `unassigned`; several with commas, like followers and mentions. */
		assignedTo: z.string().optional(),
		followers: z.string().optional(),
		mentions: z.string().optional(),
		query: z.string().optional(),
		status: oneOf('all', 'read', 'unread', 'starred', 'recents').default('all'),
		lastMessageType: z.string().optional(),
		lastMessageDirection: oneOf('inbound', 'outbound').optional(),
		lastMessageAction: oneOf('automated', 'manual').optional(),
		startDate: wholeNumber.optional(),
		endDate: wholeNumber.optional(),
		sort: oneOf('asc', 'desc').default('desc'),
		sortBy: oneOf('last_message_date', 'last_manual_message_date').default('last_message_date'),
		startAfterDate: wholeNumber.optional(),
		limit: wholeNumber.default('20'),
	})
	.strict();

type Query = z.output<typeof conversationQuery>;
type Listed = SandboxConversation & { fullName?: string; email?: string; phone?: string };

/**
 * One page of the conversations that a query means, and how many there are in all. A conversation
 * without any message is not listed: contacts that were just made have been seen to find nothing,
 * although HighLevel says that their conversation exists.
 */
export function findConversations<One extends Listed>(
	all: One[],
	query: Query,
): { conversations: One[]; total: number } {
	const field = query.sortBy === 'last_message_date' ? 'lastMessageDate' : 'lastManualMessageDate';
	const sign = query.sort === 'asc' ? 1 : -1;
	const at = (one: Listed) => one[field] ?? 0;
	const matching = all
		.filter((one) => one.lastMessageDate !== undefined && fits(one, query))
		.sort((a, b) => sign * (at(a) - at(b)) || a.id.localeCompare(b.id));
	const { startAfterDate } = query;
	const after =
		startAfterDate === undefined
			? matching
			: matching.filter((one) => sign * (at(one) - startAfterDate) > 0);
	return { conversations: after.slice(0, query.limit), total: matching.length };
}

function fits(one: Listed, query: Query): boolean {
	const { status, startDate = -Infinity, endDate = Infinity } = query;
	const wanted = query.query?.toLowerCase();
	const texts = [one.fullName, one.email, one.phone, one.lastMessageBody];
	return (
		(!query.id || one.id === query.id) &&
		(!query.contactId || one.contactId === query.contactId) &&
		isAmong(query.assignedTo, [one.assignedTo ?? 'unassigned']) &&
		isAmong(query.followers, one.followers) &&
		isAmong(query.mentions, one.mentions) &&
		(status !== 'unread' || one.unreadCount > 0) &&
		(status !== 'read' || one.unreadCount === 0) &&
		(status !== 'starred' || one.starred) &&
		(!query.lastMessageType || one.lastMessageType === query.lastMessageType) &&
		(!query.lastMessageDirection || one.lastMessageDirection === query.lastMessageDirection) &&
		(!query.lastMessageAction || one.lastOutboundMessageAction === query.lastMessageAction) &&
		one.dateAdded >= startDate &&
		one.dateAdded <= endDate &&
		(!wanted || texts.some((text) => text?.toLowerCase().includes(wanted)))
	);
}

function isAmong(list: string | undefined, values: readonly string[]): boolean {
	return !list || list.split(',').some((wanted) => values.includes(wanted.trim()));
}
