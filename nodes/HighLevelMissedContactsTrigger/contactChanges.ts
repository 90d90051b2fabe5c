import type { SearchedContact } from '../../highlevel/contactSearch';
import { foldTag } from '../../highlevel/webhooks/event';
import { foundEvent } from '../../highlevel/webhooks/eventFromSearch';
import { isOwnContact, touchesOf, withoutPrefixes } from '../../highlevel/webhooks/newTags';
import type { ContactWithTags } from '../../ledger/contactTags';
import type { LedgerStore } from '../../ledger/store';
import { identitiesOf, type Touch } from '../../routing/model/touch';
import { memoryOf, type ContactMemory } from '../shared/trigger/contactMemory';
import type { SearchSettings } from './settings';

/** It is remembered for eight days whose creation has started the workflow. */
const CREATIONS_KEPT_MS = 7 * 24 * 3_600_000;

/** What a search has found out about a contact. */
export interface News {
	contact: SearchedContact;
	memory: ContactMemory;
	/** None when nothing about the contact is new. */
	touches: Touch[];
}

export interface SearchPlace {
	workflowId: string | undefined;
	locationId: string;
	/** Contacts from before are not new, milliseconds since 1970. */
	since: number;
}

/** What nothing has started the workflow for yet. */
export async function newsOf(
	store: LedgerStore,
	contacts: readonly SearchedContact[],
	{ workflowId, locationId, since }: SearchPlace,
	{ kinds, ignoredPrefixes }: SearchSettings,
	now: number,
): Promise<News[]> {
	const newer = Math.max(since, now - CREATIONS_KEPT_MS);
	const all = contacts.map((contact) => ({
		contact,
		memory: memoryOf(workflowId, locationId, contact),
		isNew: contact.addedAt !== null && contact.addedAt >= newer,
	}));
	const told = await store.idempotencyKeys.done(all.map(({ memory }) => memory.created));
	const unseenTags = await store.contactTags.unseenOfAll(
		all.map(({ contact, memory }) => withTags(contact, memory, locationId, now)),
	);
	return all.map(({ contact, memory, isNew }, index) => {
		const created = foundEvent('contactCreated', contact, locationId);
		const isOwn = isOwnContact(created, ignoredPrefixes);
		if (kinds.has('contactCreated') && isNew && !isOwn && !told.has(memory.created)) {
			return { contact, memory, touches: touchesOf(created, []) };
		}
		if (!kinds.has('tagAdded')) return { contact, memory, touches: [] };
		// Of an old contact that was never seen, nobody knows which of its tags are new.
		const tags = unseenTags[index] ?? (isNew && !isOwn ? contact.tags.map(foldTag) : []);
		const event = foundEvent('tagAdded', contact, locationId);
		const named = contact.tags.filter((tag) => tags.includes(foldTag(tag)));
		return { contact, memory, touches: touchesOf(event, withoutPrefixes(named, ignoredPrefixes)) };
	});
}

/** From now on none of this is news. */
export async function remember(
	store: LedgerStore,
	news: readonly News[],
	{ kinds }: SearchSettings,
	locationId: string,
	now: number,
): Promise<void> {
	const created = news.filter(({ touches }) => touches.some(({ event }) => event === 'contact'));
	if (created.length > 0) {
		const names = created.flatMap(({ memory }) => [memory.created, memory.createdFound]);
		await store.idempotencyKeys.note(names, now);
	}
	if (!kinds.has('tagAdded')) return;
	await store.contactTags.rememberAll(
		news.map(({ contact, memory }) => withTags(contact, memory, locationId, now)),
		now,
	);
}

/** What contacts were like when the search was switched on. */
export async function learn(
	store: LedgerStore,
	contacts: readonly SearchedContact[],
	{ workflowId, locationId }: SearchPlace,
	now: number,
): Promise<void> {
	await store.contactTags.learn(
		contacts.map((contact) =>
			withTags(contact, memoryOf(workflowId, locationId, contact), locationId, now),
		),
		now,
	);
}

function withTags(
	contact: SearchedContact,
	{ tags }: ContactMemory,
	locationId: string,
	now: number,
): ContactWithTags {
	const { id, phone } = contact;
	return {
		contact: tags,
		person: { locationId, identities: identitiesOf({ id, phone }) },
		tags: contact.tags.map(foldTag),
		at: contact.updatedAt ?? now,
	};
}
