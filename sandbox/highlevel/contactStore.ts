import { applyPatch, nameParts, normalizePhone, normalizeTags } from './contactFields';
import type { ContactPatch } from './contactFields';
import { newId } from './ids';
import { SearchIndex } from './searchIndex';
import type { ContactIdentifier, SandboxContact, SandboxLocation } from './types';

/** The values that identify a person. */
export type Identity = { email?: string | null; phone?: string | null };

const IDENTIFIERS: readonly ContactIdentifier[] = ['email', 'phone'];

/** All contacts, found by id, e-mail and phone as written; only the search lags. */
export class ContactStore {
	private readonly contacts = new Map<string, SandboxContact>();
	private readonly idsByKey = new Map<string, Set<string>>();
	private readonly index: SearchIndex;

	constructor(
		private readonly locations: ReadonlyMap<string, SandboxLocation>,
		searchLagMs: number,
		private readonly clock: () => number,
	) {
		this.index = new SearchIndex(searchLagMs, clock);
	}

	get(id: string): SandboxContact | undefined {
		return this.contacts.get(id);
	}

	all(): SandboxContact[] {
		return [...this.contacts.values()];
	}

	/** What the search knows of a location. */
	indexed(locationId: string): SandboxContact[] {
		return this.index.all().filter((contact) => contact.locationId === locationId);
	}

	/** Contacts of a location with this e-mail (in any case) or phone (E.164), oldest first. */
	having(locationId: string, field: ContactIdentifier, value: string): SandboxContact[] {
		const ids = this.idsByKey.get(keyOf(locationId, field, value)) ?? [];
		return Array.from(ids, (id) => this.contacts.get(id)).filter((found) => found !== undefined);
	}

	/**
	 * The contact that an e-mail and a phone mean, and which of the two it was: the location's first
	 * identifier that finds one wins, the other is not looked at.
	 */
	match(
		locationId: string,
		identity: Identity,
	): { contact: SandboxContact; matchingField: ContactIdentifier } | undefined {
		for (const matchingField of this.identifiers(locationId)) {
			const value = identity[matchingField];
			const contact = value ? this.having(locationId, matchingField, value)[0] : undefined;
			if (contact) return { contact, matchingField };
		}
		return undefined;
	}

	/** Creates a contact from the fields of a request. */
	create(locationId: string, patch: ContactPatch): SandboxContact {
		return this.put(applyPatch(this.empty(locationId), patch));
	}

	/** Changes a contact that exists. */
	update(contact: SandboxContact, patch: ContactPatch): SandboxContact {
		return this.put(applyPatch(contact, { ...patch, dateUpdated: this.now() }));
	}

	/** Adds a contact that is taken as it is, known to the search at once. */
	seed(contact: Partial<SandboxContact> & { locationId: string }): SandboxContact {
		const { locationId, phone, tags = [], firstName, lastName, name } = contact;
		const country = this.locations.get(locationId)?.country;
		const seeded = applyPatch(this.empty(locationId), {
			...(firstName || lastName ? {} : nameParts(name)),
			...contact,
			phone: phone && normalizePhone(phone, country),
			tags: normalizeTags(tags),
		});
		return this.put(seeded, true);
	}

	remove(id: string): boolean {
		const contact = this.contacts.get(id);
		if (!contact) return false;
		this.unlink(contact);
		this.contacts.delete(id);
		this.index.put(id, undefined);
		return true;
	}

	private put(contact: SandboxContact, atOnce = false): SandboxContact {
		const before = this.contacts.get(contact.id);
		if (before) this.unlink(before);
		this.contacts.set(contact.id, contact);
		for (const key of keysOf(contact)) {
			this.idsByKey.set(key, (this.idsByKey.get(key) ?? new Set()).add(contact.id));
		}
		this.index.put(contact.id, contact, atOnce);
		return contact;
	}

	private unlink(contact: SandboxContact): void {
		for (const key of keysOf(contact)) this.idsByKey.get(key)?.delete(contact.id);
	}

	/** With duplicates allowed, HighLevel always looks for the e-mail first, then for the phone. */
	private identifiers(locationId: string): readonly ContactIdentifier[] {
		const location = this.locations.get(locationId);
		if (location?.allowDuplicateContact) return IDENTIFIERS;
		return location?.contactUniqueIdentifiers ?? IDENTIFIERS;
	}

	private empty(locationId: string): SandboxContact {
		const now = this.now();
		return {
			id: newId(),
			locationId,
			type: 'lead',
			country: this.locations.get(locationId)?.country ?? 'US',
			dnd: false,
			tags: [],
			customFields: [],
			dateAdded: now,
			dateUpdated: now,
		};
	}

	private now(): string {
		return new Date(this.clock()).toISOString();
	}
}

function keysOf(contact: SandboxContact): string[] {
	return IDENTIFIERS.flatMap((field) => {
		const value = contact[field];
		return value ? [keyOf(contact.locationId, field, value)] : [];
	});
}

function keyOf(locationId: string, field: ContactIdentifier, value: string): string {
	return `${locationId} ${field} ${value.toLowerCase()}`;
}
