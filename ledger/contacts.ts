import { randomUUID } from 'node:crypto';
import { NAME_OF_NOBODY } from './assignments';
import type { WorkContext } from './batchContext';
import { allOf, type Transaction } from './database';
import { joinWaits } from './joinWaits';
import { recounted } from './openSlots';
import { forgetOutcomes } from './outcomeRows';
import { noteOwnerBefore } from './owners';
import { Pace } from './pace';
import type { SlotRow } from './rows';
import { settleContacts } from './settling';
import { slotsOf, writeSlots } from './slots';
import { sqlTable, type TableName } from './tables';

/** The contacts that these identities belong to, oldest knowledge first; none is made. */
export async function contactsOf(
	sql: Transaction,
	scope: string,
	hashes: readonly string[],
): Promise<string[]> {
	const [contacts = []] = await contactsOfEach(sql, scope, [hashes]);
	return contacts;
}

/** The same for each of many lists. */
export async function contactsOfEach(
	sql: Transaction,
	scope: string,
	lists: ReadonlyArray<readonly string[]>,
): Promise<string[][]> {
	const known = await contactByHash(sql, scope, [...new Set(lists.flat())]);
	return lists.map((hashes) => [...new Set(hashes.flatMap((hash) => known.get(hash) ?? []))]);
}

/** Everything that contacts are known by. */
export async function hashesOf(sql: Transaction, contacts: readonly string[]): Promise<string[]> {
	const rows = await sql.all<{ hash: string }>(
		`SELECT hash FROM contact_assignment_identities
		WHERE contact IN (SELECT value FROM EACH(?))`,
		contacts,
	);
	return rows.map(({ hash }) => hash);
}

/** Whom lists of identities belong to. */
export interface Identified {
	/** The contact of each list. */
	contacts: string[];
	/** Those of whom nothing is stored. */
	unknown: ReadonlySet<string>;
}

/**
 * The contact of each list of identities. Unknown people are given an ID; contacts that turn out to
 * be one person are merged; identities that are new are remembered.
 */
export async function identify(
	sql: Transaction,
	context: WorkContext,
	lists: ReadonlyArray<readonly string[]>,
): Promise<Identified> {
	const { scope } = context;
	const known = await contactByHash(sql, scope, [...new Set(lists.flat())]);
	const people = await peopleByHash(lists, known);
	const added: Array<Record<string, string>> = [];
	const ids = new Map<Person, string>();
	const unknown = new Set<string>();
	for (const person of new Set(people.values())) {
		const [keep = randomUUID(), ...others] = person.contacts;
		ids.set(person, keep);
		if (person.contacts.size === 0) unknown.add(keep);
		if (others.length > 0) await merge(sql, context, keep, others);
		for (const hash of person.hashes) {
			if (!known.has(hash)) added.push({ scope, hash, contact: keep });
		}
	}
	await sql.insert('contact_assignment_identities', added);
	const contacts = lists.map((hashes) => {
		const person = people.get(hashes[0] ?? '');
		const id = person && ids.get(person);
		if (id !== undefined) return id;
		// Somebody without any identity is somebody new each time.
		const nobody = randomUUID();
		unknown.add(nobody);
		return nobody;
	});
	return { contacts, unknown };
}

/** Who is one person, as far as these lists and the contacts of before say. */
interface Person {
	contacts: Set<string>;
	hashes: Set<string>;
}

/** @param known contacts of before, by identity */
async function peopleByHash(
	lists: ReadonlyArray<readonly string[]>,
	known: ReadonlyMap<string, string>,
): Promise<Map<string, Person>> {
	const pace = new Pace();
	const people = new Map<string, Person>();
	const byContact = new Map<string, Person>();
	for (const hashes of lists) {
		const person: Person = { contacts: new Set(), hashes: new Set(hashes) };
		for (const hash of hashes) {
			const contact = known.get(hash);
			if (contact) person.contacts.add(contact);
		}
		// Whoever shares an identity, or a contact of before, is the same person.
		const others = [
			...hashes.map((hash) => people.get(hash)),
			...[...person.contacts].map((contact) => byContact.get(contact)),
		];
		for (const other of others) {
			for (const contact of other?.contacts ?? []) person.contacts.add(contact);
			for (const hash of other?.hashes ?? []) person.hashes.add(hash);
		}
		for (const hash of person.hashes) people.set(hash, person);
		for (const contact of person.contacts) byContact.set(contact, person);
		await pace.step();
	}
	return people;
}

async function contactByHash(
	sql: Transaction,
	scope: string,
	hashes: readonly string[],
): Promise<Map<string, string>> {
	const rows = await allOf<{ hash: string; contact: string }>(
		sql,
		`SELECT hash, contact FROM contact_assignment_identities
		WHERE scope = ? AND hash IN (SELECT value FROM EACH(?))`,
		[scope],
		hashes,
	);
	return new Map(rows.map(({ hash, contact }) => [hash, contact]));
}

/** What belongs to whichever contact stays. */
const OF_CONTACTS: readonly TableName[] = [
	...(['identities', 'assignments', 'decisions', 'moves'] as const),
	...(['waits', 'replies', 'queue', 'outcomes'] as const),
];

interface ContactRow {
	id: string;
	primary_slot: string | null;
	seen_at: number;
	/** What HighLevel showed of the contact, encrypted. */
	seen: string | null;
	seen_in_highlevel_at: number | null;
}

function byLastShown(one: ContactRow, other: ContactRow): number {
	return (other.seen_in_highlevel_at ?? 0) - (one.seen_in_highlevel_at ?? 0);
}

/** Makes one contact of several. */
async function merge(
	sql: Transaction,
	context: WorkContext,
	keep: string,
	others: readonly string[],
): Promise<void> {
	await recounted(sql, [keep, ...others], async () => {
		await mergeRows(sql, context.scope, keep, others);
	});
	const asked = await joinWaits(sql, context, keep);
	// An answer to the one was none to the other, as long as nobody knew.
	if (asked !== null) await settleContacts(sql, context, new Map([[keep, asked]]));
}

async function mergeRows(
	sql: Transaction,
	scope: string,
	keep: string,
	others: readonly string[],
): Promise<void> {
	const all = [keep, ...others];
	const slots = await mergedSlots(sql, keep, all);
	const contacts = await sql.all<ContactRow>(
		`SELECT id, primary_slot, seen_at, seen, seen_in_highlevel_at FROM contact_assignment_contacts
		WHERE id IN (SELECT value FROM EACH(?))`,
		all,
	);
	const kept = contacts.find(({ id }) => id === keep);
	const other = contacts.find(({ primary_slot }) => primary_slot !== null);
	const shown = contacts.filter(({ seen }) => seen !== null).sort(byLastShown)[0];
	await remove(sql, 'contact_assignment_slots', 'contact', all);
	await remove(sql, 'contact_assignment_contacts', 'id', all);
	await sql.insert('contact_assignment_contacts', [
		{
			id: keep,
			scope,
			primary_slot: kept?.primary_slot ?? other?.primary_slot ?? null,
			seen_at: Math.max(0, ...contacts.map(({ seen_at }) => seen_at)),
			seen: shown?.seen ?? null,
			seen_in_highlevel_at: shown?.seen_in_highlevel_at ?? null,
		},
	]);
	await writeSlots(sql, slots);
	for (const table of OF_CONTACTS) {
		await sql.run(
			`UPDATE ${sqlTable(table)} SET contact = ?
			WHERE contact IN (SELECT value FROM EACH(?))`,
			keep,
			others,
		);
	}
}

/** The owners of contacts that become one: of two of one slot, the one who was decided last stays. */
async function mergedSlots(
	sql: Transaction,
	keep: string,
	contacts: readonly string[],
): Promise<SlotRow[]> {
	const slots = new Map<string, SlotRow>();
	for (const row of await slotsOf(sql, contacts)) {
		const other = slots.get(row.slot);
		const [stays, goes] = other && other.at > row.at ? [other, row] : [row, other];
		if (goes) await noteOwnerBefore(sql, stays, goes);
		slots.set(row.slot, { ...stays, contact: keep });
	}
	return [...slots.values()];
}

/**
 * Removes contacts with their identities, owners and decisions. Their assignments stay, so that
 * turns and limits are what they were, and belong to nobody, for no reason that anybody wrote down; so do
 * the times of their waits and of the replies to them, and what became of them.
 */
export async function removeContacts(
	sql: Transaction,
	contacts: readonly string[],
	now: number,
): Promise<void> {
	await recounted(sql, contacts, async () => {
		await remove(sql, 'contact_assignment_slots', 'contact', contacts);
	});
	await remove(sql, 'contact_assignment_identities', 'contact', contacts);
	await remove(sql, 'contact_assignment_queue', 'contact', contacts);
	await remove(sql, 'contact_assignment_decisions', 'contact', contacts);
	await remove(sql, 'contact_assignment_moves', 'contact', contacts);
	await remove(sql, 'contact_assignment_contacts', 'id', contacts);
	// Before the assignments that they name are called otherwise.
	await forgetOutcomes(sql, contacts, now);
	await sql.run(
		`UPDATE contact_assignment_assignments SET contact = NULL, previous = NULL, reason = NULL,
			source = NULL, id = ${NAME_OF_NOBODY}
		WHERE contact IN (SELECT value FROM EACH(?))`,
		contacts,
	);
	await sql.run(
		`UPDATE contact_assignment_waits SET contact = NULL, sealed = NULL, source = NULL,
			ended = COALESCE(ended, 'forgotten'), ended_at = COALESCE(ended_at, ?)
		WHERE contact IN (SELECT value FROM EACH(?))`,
		now,
		contacts,
	);
	await sql.run(
		`UPDATE contact_assignment_replies SET contact = NULL
		WHERE contact IN (SELECT value FROM EACH(?))`,
		contacts,
	);
}

async function remove(
	sql: Transaction,
	table: string,
	column: string,
	values: readonly string[],
): Promise<void> {
	await sql.run(`DELETE FROM ${table} WHERE ${column} IN (SELECT value FROM EACH(?))`, values);
}
