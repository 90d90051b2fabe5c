import type { HighLevelClient } from './client';
import type { HighLevelContact } from './contact';
import { searchContacts, type SearchCursor } from './contactSearch';
import { endless } from './errors';
import { hasTag } from './tags';

/** The most that HighLevel gives out at a time (Search Contacts). */
const PAGE = 500;
/** Two million contacts; an end in case that HighLevel's pages have none. */
const MOST_PAGES = 4_000;

/** Which contacts are meant: those that somebody owns, or those with a tag that anybody owns. */
type ContactCriterion = { ownerId: string } | { tag: string };

/**
 * All contacts that the search shows, page by page, oldest first. It shows changes some seconds late
 * (HighLevel: Search Contacts), so whoever writes must look at each contact again.
 * @throws {HighLevelError} when HighLevel refuses or does not answer
 */
export async function* contactsToMove(
	client: HighLevelClient,
	criterion: ContactCriterion,
): AsyncGenerator<HighLevelContact[]> {
	const known = new Set<string>();
	let after: SearchCursor | null = null;
	let pages = 0;
	do {
		if (++pages > MOST_PAGES) throw endless('contacts');
		const { contacts, next } = await searchContacts(client, {
			filters: filtersFor(criterion),
			sort: { field: 'dateAdded', direction: 'asc' },
			after,
			limit: PAGE,
		});
		const added = contacts.filter(({ contactId }) => !known.has(contactId));
		for (const { contactId } of added) known.add(contactId);
		yield added.filter((contact) => meets(contact, criterion));
		// A page with nothing new would be the same one for ever.
		after = added.length > 0 ? next : null;
	} while (after);
}

function filtersFor(criterion: ContactCriterion): Array<Record<string, unknown>> {
	return 'ownerId' in criterion
		? [{ field: 'assignedTo', operator: 'eq', value: criterion.ownerId }]
		: [
				{ field: 'tags', operator: 'eq', value: [criterion.tag] },
				{ field: 'assignedTo', operator: 'exists' },
			];
}

/** A search that takes a filter for something else must not move the wrong contacts. */
function meets({ ownerId, tags }: HighLevelContact, criterion: ContactCriterion): boolean {
	return 'ownerId' in criterion
		? ownerId === criterion.ownerId
		: ownerId !== null && hasTag(tags, criterion.tag);
}
