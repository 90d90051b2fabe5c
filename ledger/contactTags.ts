import { allOf, type Database } from './database';
import { LOCKS } from './locks';
import { Pace } from './pace';
import type { Retention } from './retention';
import type { Secrets } from './secrets';

/** Whom a trigger saw, wherever else the same person is known. */
interface TaggedPerson {
	/** Null when HighLevel does not say the sub-account. */
	locationId: string | null;
	/** See `identitiesOf`; HighLevel's ID and the number are kept. */
	identities: readonly string[];
}

/** All tags of a contact at a time. */
interface TagsAtATime {
	/** Names a contact as one trigger sees it. */
	contact: string;
	tags: readonly string[];
	/** When HighLevel sent them, milliseconds since 1970. */
	at: number;
}

export interface ContactWithTags extends TagsAtATime {
	person: TaggedPerson;
}

/**
 * The tags that contacts had when a trigger last saw them, because HighLevel tells which tags a
 * contact has and not which one was added. Contacts and tags are kept as keyed hashes only.
 */
export class ContactTags {
	constructor(
		private readonly database: Database,
		private readonly secrets: Secrets,
		private readonly retention: Retention,
	) {}

	/**
	 * Those of the tags that the contact did not have when it was last seen; null when it was not
	 * seen yet. What is older than what is known tells nothing: HighLevel does not keep order.
	 */
	async unseen(contact: string, tags: readonly string[], at: number): Promise<string[] | null> {
		const [unseen = null] = await this.unseenOfAll([{ contact, tags, at }]);
		return unseen;
	}

	/** The same for many, in their order. */
	async unseenOfAll(contacts: readonly TagsAtATime[]): Promise<Array<string[] | null>> {
		const hashes = await this.secrets.hashes(contacts.map(({ contact }) => contact));
		const rows = await this.database.transaction(
			LOCKS.contactTags,
			async (sql) =>
				await allOf<{ contact: string; tags: string; at: number }>(
					sql,
					`SELECT contact, tags, at FROM contact_assignment_contact_tags
					WHERE contact IN (SELECT value FROM EACH(?))`,
					[],
					hashes,
				),
		);
		const known = new Map(rows.map((row) => [row.contact, row]));
		const pace = new Pace();
		const unseen: Array<string[] | null> = [];
		for (const [i, one] of contacts.entries()) {
			unseen.push(this.unseenSince(known.get(hashes[i] ?? ''), one));
			await pace.step();
		}
		return unseen;
	}

	/** Remembers all tags that a contact has, unless newer ones are known. */
	async remember(
		contact: string,
		person: TaggedPerson,
		tags: readonly string[],
		at: number,
		now: number,
	): Promise<void> {
		await this.rememberAll([{ contact, person, tags, at }], now);
	}

	/** The same for many contacts, none of them twice. */
	async rememberAll(contacts: readonly ContactWithTags[], now: number): Promise<void> {
		await this.put(
			contacts,
			now,
			`ON CONFLICT (contact) DO UPDATE
				SET tags = excluded.tags, at = excluded.at, seen_at = excluded.seen_at,
					known_as = excluded.known_as, also_known_as = excluded.also_known_as
				WHERE contact_assignment_contact_tags.at <= excluded.at`,
		);
	}

	/** Remembers contacts that were not seen yet, none of them twice; the others stay as they are. */
	async learn(contacts: readonly ContactWithTags[], now: number): Promise<void> {
		await this.put(contacts, now, 'ON CONFLICT (contact) DO NOTHING');
	}

	private async put(
		contacts: readonly ContactWithTags[],
		now: number,
		conflict: string,
	): Promise<void> {
		if (contacts.length === 0) return this.retention.pruneOthers(now);
		const rows: Array<ReturnType<ContactTags['row']>> = [];
		const pace = new Pace();
		for (const one of contacts) {
			rows.push(this.row(one, now));
			await pace.step();
		}
		await this.retention.transaction(LOCKS.contactTags, now, async (sql) => {
			await sql.insert('contact_assignment_contact_tags', rows, conflict);
		});
	}

	private row({ contact, person, tags, at }: ContactWithTags, now: number) {
		const [known_as = null, also_known_as = null] = this.names(person.locationId, person);
		return {
			contact: this.secrets.hash(contact),
			tags: JSON.stringify(tags.map((tag) => this.mark(contact, tag))),
			at,
			seen_at: now,
			known_as,
			also_known_as,
		};
	}

	private unseenSince(
		known: { tags: string; at: number } | undefined,
		{ contact, tags, at }: TagsAtATime,
	): string[] | null {
		if (!known) return null;
		if (known.at > at) return [];
		const before = new Set(JSON.parse(known.tags) as string[]);
		return tags.filter((tag) => !before.has(this.mark(contact, tag)));
	}

	/**
	 * Removes what all triggers remember of a person in a sub-account.
	 * @returns whether anything was known
	 */
	async forget(person: TaggedPerson): Promise<boolean> {
		const names = [...this.names(person.locationId, person), ...this.names(null, person)];
		const removed = await this.database.transaction(
			LOCKS.contactTags,
			async (sql) =>
				await sql.run(
					`DELETE FROM contact_assignment_contact_tags
					WHERE known_as IN (SELECT value FROM EACH(?))
						OR also_known_as IN (SELECT value FROM EACH(?))`,
					names,
					names,
				),
		);
		return removed > 0;
	}

	private names(locationId: string | null, { identities }: TaggedPerson): string[] {
		return identities.map((one) => this.secrets.hash(JSON.stringify([locationId, one])));
	}

	/** Another one for each contact, so that nobody can tell who has the same tags. */
	private mark(contact: string, tag: string): string {
		return this.secrets.hash(`${contact}\n${tag}`).slice(0, 12);
	}
}
