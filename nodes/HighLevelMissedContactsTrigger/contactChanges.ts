import type { HighLevelContact } from '../../highlevel/contact';
import { foldTag } from '../../highlevel/tags';
import { eventFromSearch } from '../../highlevel/webhooks/eventFromSearch';
import { isOwnContact, touchesOf, withoutPrefixes } from '../../highlevel/webhooks/newTags';
import type { ContactWithTags } from '../../ledger/contactTags';
import type { LedgerStore } from '../../ledger/store';
import { identitiesOf, type Touch } from '../../routing/model/touch';
import { memoryOf, type ContactMemory } from '../shared/trigger/contactMemory';
import type { SearchSettings } from './parameters';
import { DAY } from '../../routing/model/durations';

/** It is remembered for eight days whose creation has started the workflow. */
const CREATIONS_KEPT_MS = 7 * DAY;

/** What a search has found out about a contact. */
export interface ContactChange {
	contact: HighLevelContact;
	memory: ContactMemory;
	/** None when nothing about the contact is new. */
	touches: Touch[];
}

export interface SearchScope {
	workflowId: string | undefined;
	locationId: string;
	/** Contacts from before are not new, milliseconds since 1970. */
	since: number;
}

/** What nothing has started the workflow for yet. */
export async function contactChanges(
	store: LedgerStore,
	contacts: readonly HighLevelContact[],
	{ workflowId, locationId, since }: SearchScope,
	{ kinds, ignoredPrefixes }: SearchSettings,
	now: number,
): Promise<ContactChange[]> {
	const newer = Math.max(since, now - CREATIONS_KEPT_MS);
	const all = contacts.map((contact) => ({
		contact,
		memory: memoryOf(workflowId, locationId, { id: contact.contactId }),
		isNew: contact.addedAt !== null && contact.addedAt >= newer,
	}));
	const handled = await store.idempotencyKeys.done(all.map(({ memory }) => memory.created));
	const addedTags = await store.contactTags.unseenOfAll(
		all.map(({ contact, memory }) => withTags(contact, memory, locationId, now)),
	);
	return all.map(({ contact, memory, isNew }, index) => {
		const created = eventFromSearch('contactCreated', contact, locationId);
		const isOwn = isOwnContact(created, ignoredPrefixes);
		if (kinds.has('contactCreated') && isNew && !isOwn && !handled.has(memory.created)) {
			return { contact, memory, touches: touchesOf(created, []) };
		}
		if (!kinds.has('tagAdded')) return { contact, memory, touches: [] };
		// Of an old contact that is not known yet, nobody knows which of its tags are new.
		const tags = addedTags[index] ?? (isNew && !isOwn ? contact.tags.map(foldTag) : []);
		const event = eventFromSearch('tagAdded', contact, locationId);
		const named = contact.tags.filter((tag) => tags.includes(foldTag(tag)));
		return { contact, memory, touches: touchesOf(event, withoutPrefixes(named, ignoredPrefixes)) };
	});
}

/** From now on none of this is new. */
export async function remember(
	store: LedgerStore,
	changes: readonly ContactChange[],
	{ kinds }: SearchSettings,
	locationId: string,
	now: number,
): Promise<void> {
	const created = changes.filter(({ touches }) => touches.some(({ event }) => event === 'contact'));
	if (created.length > 0) {
		const names = created.flatMap(({ memory }) => [memory.created, memory.createdFound]);
		await store.idempotencyKeys.note(names, now);
	}
	if (!kinds.has('tagAdded')) return;
	await store.contactTags.rememberAll(
		changes.map(({ contact, memory }) => withTags(contact, memory, locationId, now)),
		now,
	);
}

/** What contacts were like when the search was switched on. */
export async function learn(
	store: LedgerStore,
	contacts: readonly HighLevelContact[],
	{ workflowId, locationId }: SearchScope,
	now: number,
): Promise<void> {
	await store.contactTags.learn(
		contacts.map((contact) =>
			withTags(
				contact,
				memoryOf(workflowId, locationId, { id: contact.contactId }),
				locationId,
				now,
			),
		),
		now,
	);
}

function withTags(
	contact: HighLevelContact,
	{ tags }: ContactMemory,
	locationId: string,
	now: number,
): ContactWithTags {
	const { contactId: id, phone } = contact;
	return {
		contact: tags,
		person: { locationId, identities: identitiesOf({ id, phone }) },
		tags: contact.tags.map(foldTag),
		at: contact.updatedAt ?? now,
	};
}
