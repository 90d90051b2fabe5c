import { z } from 'zod/v4';
import { VERSION, type HighLevelClient } from './client';
import { HighLevelError, unreadable } from './errors';
import { optionalText } from './fieldValues';
import { readEach } from './staffCache';
import { DAY } from '../routing/model/durations';
import { path } from './path';

/** So many conversations come with one answer; it also keeps the address of the request short. */
const PAGE = 100;
const AT_ONCE = 50;

const conversationsSchema = z.object({
	total: z.number(),
	/** Whose one is that cannot be read is not known, as with one that says nobody. */
	conversations: z.array(z.object({ assignedTo: optionalText }).catch({})),
});

/**
 * How many unread conversations each person has whose last message is the contact's (HighLevel:
 * Search Conversations). One request for all while there are few, else one for each person.
 */
export async function countUnread(
	client: HighLevelClient,
	userIds: readonly string[],
): Promise<Map<string, number>> {
	const counts = new Map<string, number>();
	for (let i = 0; i < userIds.length; i += AT_ONCE) {
		const some = userIds.slice(i, i + AT_ONCE);
		const together = some.length > 1 ? await countTogether(client, some) : null;
		const found =
			together ?? (await readEach(some, async (id) => (await searchUnread(client, [id], 1)).total));
		for (const [id, count] of found) counts.set(id, count);
	}
	return counts;
}

/** Null when not all of them come with one answer, or HighLevel does not do that. */
async function countTogether(
	client: HighLevelClient,
	userIds: readonly string[],
): Promise<Map<string, number> | null> {
	const found = await searchUnread(client, userIds, PAGE).catch((error: unknown) => {
		if (error instanceof HighLevelError && error.kind === 'invalid-request') return null;
		throw error;
	});
	if (!found || found.total > found.conversations.length) return null;
	const counts = new Map(userIds.map((id) => [id, 0]));
	for (const { assignedTo } of found.conversations) {
		const before = counts.get(assignedTo ?? '');
		// Whose it is has not been documented, only seen.
		if (before === undefined) return null;
		counts.set(assignedTo ?? '', before + 1);
	}
	return counts;
}

async function searchUnread(client: HighLevelClient, userIds: readonly string[], limit: number) {
	const body = await client.requestIfAllowed('conversations.readonly', {
		method: 'GET',
		path: path`/conversations/search`,
		query: {
			locationId: client.locationId,
			assignedTo: userIds.join(','),
			status: 'unread',
			lastMessageDirection: 'inbound',
			limit: String(limit),
		},
		version: '2021-04-15',
		repeatable: true,
	});
	const found = conversationsSchema.safeParse(body);
	if (!found.success) throw unreadable(null);
	return found.data;
}

/**
 * How many contacts that changed in the last days each person owns (HighLevel: Search Contacts): one
 * request a person.
 */
export async function countContacts(
	client: HighLevelClient,
	userIds: readonly string[],
	days: number,
	now: number,
): Promise<Map<string, number>> {
	const since = new Date(now - days * DAY).toISOString();
	return await readEach(userIds, async (userId) => {
		const body = await client.requestIfAllowed('contacts.readonly', {
			method: 'POST',
			path: path`/contacts/search`,
			body: {
				locationId: client.locationId,
				pageLimit: 1,
				filters: [
					{ field: 'assignedTo', operator: 'eq', value: userId },
					{ field: 'dateUpdated', operator: 'range', value: { gte: since } },
				],
			},
			version: VERSION,
			repeatable: true,
		});
		const found = z.object({ total: z.number() }).safeParse(body);
		if (!found.success) throw unreadable(null);
		return found.data.total;
	});
}
