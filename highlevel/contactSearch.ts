import { z } from 'zod/v4';
import { VERSION, type HighLevelClient } from './client';
import { lenientContactSchema, toContact, type HighLevelContact } from './contact';
import { distinctEntries, readableEntries } from './entries';
import { unreadable } from './errors';
import { path } from './path';

/** A place in the order of a search, as HighLevel gives it. */
export const cursorSchema = z.array(z.union([z.string(), z.number()]));
export type SearchCursor = z.infer<typeof cursorSchema>;

const answerSchema = z.object({ contacts: z.array(z.unknown()) });
const placeSchema = z.object({ searchAfter: cursorSchema });

interface ContactQuery {
	/** HighLevel's own filters, all of which must hold (HighLevel: Search Contacts). */
	filters: Array<Record<string, unknown>>;
	sort: { field: 'dateAdded' | 'dateUpdated'; direction: 'asc' | 'desc' };
	/** Where the page before has ended. */
	after: SearchCursor | null;
	/** At most 500. */
	limit: number;
}

interface ContactPage {
	/** Some seconds behind, and each all from one moment. */
	contacts: HighLevelContact[];
	/** Where the next page begins, null after the last one. */
	next: SearchCursor | null;
	/** HighLevel gave the place of the page before again: more may follow, but nobody gets at it. */
	isStuck: boolean;
}

/**
 * One page of the contacts of the location. The search shows changes some seconds late.
 * @throws {HighLevelError} when HighLevel refuses or does not answer
 */
export async function searchContacts(
	client: HighLevelClient,
	{ filters, sort, after, limit }: ContactQuery,
): Promise<ContactPage> {
	const body = await client.request({
		method: 'POST',
		path: path`/contacts/search`,
		body: {
			locationId: client.locationId,
			pageLimit: limit,
			...(filters.length > 0 && { filters }),
			sort: [sort],
			...(after && { searchAfter: after }),
		},
		version: VERSION,
		repeatable: true,
	});
	const answer = answerSchema.safeParse(body);
	if (!answer.success) throw unreadable(body);
	const { contacts } = answer.data;
	const last = readableEntries(contacts, placeSchema).at(-1)?.searchAfter ?? null;
	const isStuck = after !== null && JSON.stringify(last) === JSON.stringify(after);
	return {
		contacts: distinctEntries(contacts, lenientContactSchema).map(toContact),
		next: contacts.length < limit || isStuck ? null : last,
		isStuck,
	};
}
