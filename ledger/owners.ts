import { assignmentOf, isCounted } from './assignments';
import { allOf, type Transaction } from './database';
import { recounted } from './openSlots';
import type { AssignmentRow, SlotRow } from './rows';
import { slotsOf, writeSlots } from './slots';

/**
 * Whether each contact is open: somebody's, not closed, and heard of since then.
 * @param contacts hashes of what each is known by
 */
export async function areOpen(
	sql: Transaction,
	scope: string,
	contacts: ReadonlyArray<readonly string[]>,
	since: number,
): Promise<boolean[]> {
	const rows = await allOf<{ hash: string }>(
		sql,
		`SELECT DISTINCT hash FROM contact_assignment_identities
		JOIN contact_assignment_slots
			ON contact_assignment_slots.contact = contact_assignment_identities.contact
		WHERE contact_assignment_identities.scope = ? AND is_open = 1 AND touched_at > ?
			AND hash IN (SELECT value FROM EACH(?))`,
		[scope, since],
		contacts.flat(),
	);
	const open = new Set(rows.map(({ hash }) => hash));
	return contacts.map((hashes) => hashes.some((hash) => open.has(hash)));
}

/** These contacts are done: their owners stay, and carry them no longer. */
export async function closeSlots(sql: Transaction, contacts: readonly string[]): Promise<void> {
	await recounted(sql, contacts, async () => {
		await sql.run(
			`UPDATE contact_assignment_slots SET is_open = 0
			WHERE contact IN (SELECT value FROM EACH(?))`,
			contacts,
		);
	});
}

/** Opens or closes the slot that its owner has by this assignment. */
export async function setSlotOpen(
	sql: Transaction,
	row: AssignmentRow,
	open: 0 | 1,
): Promise<void> {
	await recounted(sql, contactIn(row), async () => {
		await sql.run(
			'UPDATE contact_assignment_slots SET is_open = ? WHERE contact = ? AND assignment = ?',
			open,
			row.contact,
			row.id,
		);
	});
}

/**
 * Takes a user, or everybody, off as the owner of all parts of these contacts. A decision that is
 * still on its way does not give them back to this user when nothing comes of it.
 */
export async function removeOwners(
	sql: Transaction,
	contacts: readonly string[],
	user: string | null,
): Promise<void> {
	await recounted(sql, contacts, async () => {
		await sql.run(
			`DELETE FROM contact_assignment_slots
			WHERE contact IN (SELECT value FROM EACH(?)) AND (? = '' OR user_id = ?)`,
			contacts,
			user ?? '',
			user ?? '',
		);
	});
	await sql.run(
		`UPDATE contact_assignment_assignments SET previous = NULL
		WHERE contact IN (SELECT value FROM EACH(?))
			AND (? = '' OR REPLACE(previous, ?, '') <> previous)`,
		contacts,
		user ?? '',
		JSON.stringify({ user_id: user }).slice(1, -1),
	);
	await sql.run(
		`UPDATE contact_assignment_contacts SET primary_slot = NULL
		WHERE id IN (SELECT value FROM EACH(?)) AND NOT EXISTS (
			SELECT 1 FROM contact_assignment_slots WHERE contact = id AND slot = primary_slot)`,
		contacts,
	);
}

/**
 * Makes the user of an assignment the owner, also when it had been undone. Whoever was decided on
 * later stays the owner, and gives the contact back to this one.
 */
export async function takeSlot(sql: Transaction, row: AssignmentRow, now: number): Promise<void> {
	const { contact, slot, scope, user_id, account, at, replaced, id } = row;
	if (contact === null || slot === null) return;
	const taken: SlotRow = {
		contact,
		slot,
		scope,
		user_id,
		account,
		at,
		replaced,
		assignment: id,
		is_open: 1,
		touched_at: now,
	};
	const current = (await slotsOf(sql, [contact])).find((one) => one.slot === slot);
	if (current && current.at > at) return await noteOwnerBetween(sql, current, taken);
	await recounted(sql, [contact], async () => await writeSlots(sql, [taken]));
	await sql.run(
		`UPDATE contact_assignment_contacts SET primary_slot = ?
		WHERE id = ? AND (primary_slot IS NULL OR ? = 1)`,
		slot,
		contact,
		row.is_primary,
	);
}

/** Gives the slot back to whom it belonged before, unless somebody else has got it since. */
export async function restoreSlot(sql: Transaction, row: AssignmentRow): Promise<void> {
	const [current] = await sql.all<SlotRow>(
		'SELECT * FROM contact_assignment_slots WHERE contact = ? AND slot = ? AND assignment = ?',
		row.contact,
		row.slot,
		row.id,
	);
	if (!current) return;
	const before = await ownerBefore(sql, row);
	await recounted(sql, contactIn(row), async () => {
		await sql.run(
			'DELETE FROM contact_assignment_slots WHERE contact = ? AND slot = ?',
			row.contact,
			row.slot,
		);
		if (!before) return;
		const is_open = Math.min(before.is_open, current.is_open);
		await sql.insert('contact_assignment_slots', [{ ...before, contact: row.contact, is_open }]);
	});
	if (before) return;
	await sql.run(
		`UPDATE contact_assignment_contacts SET primary_slot = NULL WHERE id = ? AND primary_slot = ?`,
		row.contact,
		row.slot,
	);
}

/** A slot that had another owner before two contacts became one: notes that owner as the first. */
export async function noteOwnerBefore(
	sql: Transaction,
	{ scope, assignment }: SlotRow,
	before: SlotRow,
): Promise<void> {
	let id = assignment;
	while (id !== null) {
		const row = await assignmentOf(sql, scope, id);
		const previous = slotIn(row?.previous ?? null);
		if (row && !previous) await writePrevious(sql, row, before);
		id = previous?.assignment ?? null;
	}
}

/** An owner who was decided on before others of the slot, and became it after them. */
async function noteOwnerBetween(
	sql: Transaction,
	{ scope, assignment }: SlotRow,
	owner: SlotRow,
): Promise<void> {
	for (let id = assignment; id !== null;) {
		const row = await assignmentOf(sql, scope, id);
		const previous = slotIn(row?.previous ?? null);
		if (previous?.assignment === owner.assignment) return;
		if (row && (!previous || previous.at <= owner.at)) {
			return await writePrevious(sql, row, owner);
		}
		id = previous?.assignment ?? null;
	}
}

async function writePrevious(
	sql: Transaction,
	{ scope, id }: AssignmentRow,
	owner: SlotRow,
): Promise<void> {
	await sql.run(
		'UPDATE contact_assignment_assignments SET previous = ? WHERE scope = ? AND id = ?',
		JSON.stringify(owner),
		scope,
		id,
	);
}

/** The last owner before an assignment whose own assignment was not undone since. */
async function ownerBefore(sql: Transaction, row: AssignmentRow): Promise<SlotRow | null> {
	let previous = slotIn(row.previous);
	while (previous?.assignment) {
		const made = await assignmentOf(sql, row.scope, previous.assignment);
		if (!made || made.status === 'credited' || isCounted(made)) break;
		previous = slotIn(made.previous);
	}
	return previous;
}

function slotIn(json: string | null): SlotRow | null {
	return json === null ? null : (JSON.parse(json) as SlotRow);
}

function contactIn({ contact }: AssignmentRow): string[] {
	return contact === null ? [] : [contact];
}
