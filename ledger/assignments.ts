import type { Transaction } from './database';
import type { AssignmentRow, AssignmentStatus, SlotRow } from './rows';

/** What a turn moved, credit by user ID. */
export type TurnMove = Readonly<Record<string, number>>;

const COUNTED: ReadonlySet<AssignmentStatus> = new Set(['reserved', 'confirmed']);

export async function assignmentOf(
	sql: Transaction,
	scope: string,
	id: string,
): Promise<AssignmentRow | undefined> {
	const [row] = await sql.all<AssignmentRow>(
		'SELECT * FROM contact_assignment_assignments WHERE scope = ? AND id = ?',
		scope,
		id,
	);
	return row;
}

/** The last assignment of a contact that was carried out or may be; of two at once, the owner's. */
export async function lastAssignment(
	sql: Transaction,
	contacts: readonly string[],
): Promise<AssignmentRow | undefined> {
	const [row] = await sql.all<AssignmentRow>(
		`SELECT * FROM contact_assignment_assignments
		WHERE contact IN (SELECT value FROM EACH(?))
			AND status IN ('reserved', 'confirmed', 'credited')
		ORDER BY at DESC, CASE WHEN id IN (
			SELECT assignment FROM contact_assignment_slots
			WHERE contact IN (SELECT value FROM EACH(?))
		) THEN 0 ELSE 1 END, id LIMIT 1`,
		contacts,
		contacts,
	);
	return row;
}

/** How many reservations one query ends. */
const STEP = 200;

/** Ends the reservations that nobody confirmed in time. */
export async function expireDue(sql: Transaction, scope: string, now: number): Promise<void> {
	for (;;) {
		const due = await sql.all<AssignmentRow>(
			`SELECT * FROM contact_assignment_assignments
			WHERE scope = ? AND status = 'reserved' AND expires_at <= ?
			ORDER BY expires_at, id LIMIT ${STEP}`,
			scope,
			now,
		);
		for (const row of due) await undo(sql, row, 'expired', 'nobody confirmed it in time', now);
		if (due.length < STEP) return;
	}
}

/** Nothing came of an assignment: the turn goes back, and the contact to its owner of before. */
export async function undo(
	sql: Transaction,
	row: AssignmentRow,
	status: 'released' | 'expired',
	reason: string,
	now: number,
): Promise<void> {
	await moveTurn(sql, row, -1);
	await restoreSlot(sql, row);
	await setStatus(sql, row, status, reason, now);
}

/** Nothing comes of an assignment for good, so that nobody takes it up again. */
export async function release(
	sql: Transaction,
	row: AssignmentRow,
	reason: string,
	now: number,
): Promise<void> {
	if (row.status === 'reserved') await undo(sql, row, 'released', reason, now);
	// Undone already.
	else if (row.status === 'expired') await setStatus(sql, row, 'released', reason, now);
}

/** An assignment was carried out: it counts from now on, also when it had been undone meanwhile. */
export async function confirm(sql: Transaction, row: AssignmentRow, now: number): Promise<void> {
	if (row.status === 'confirmed' || row.status === 'credited') return;
	if (!COUNTED.has(row.status)) {
		await moveTurn(sql, row, 1);
		await takeSlot(sql, row, now);
	}
	await setStatus(sql, row, 'confirmed', null, now);
}

/** The assignment stays, but was worth no turn; the contact is done. */
export async function credit(
	sql: Transaction,
	row: AssignmentRow,
	reason: string,
	now: number,
): Promise<void> {
	await moveTurn(sql, row, -1);
	await setOpen(sql, row, 0);
	await setStatus(sql, row, 'credited', reason, now);
}

/** Undoes `credit`. */
export async function uncredit(sql: Transaction, row: AssignmentRow, now: number): Promise<void> {
	await moveTurn(sql, row, 1);
	await setOpen(sql, row, 1);
	await setStatus(sql, row, 'confirmed', null, now);
}

async function moveTurn(sql: Transaction, row: AssignmentRow, sign: 1 | -1): Promise<void> {
	if (row.team === null) return;
	for (const [user, moved] of Object.entries(JSON.parse(row.turns) as TurnMove)) {
		await sql.run(
			`UPDATE contact_assignment_turns SET credit = credit + ?
			WHERE scope = ? AND team = ? AND user_id = ?`,
			sign * moved,
			row.scope,
			row.team,
			user,
		);
	}
}

async function setStatus(
	sql: Transaction,
	row: AssignmentRow,
	status: AssignmentStatus,
	reason: string | null,
	now: number,
): Promise<void> {
	await sql.run(
		`UPDATE contact_assignment_assignments
		SET status = ?, reason = ?, changed_at = ?, expires_at = NULL WHERE scope = ? AND id = ?`,
		status,
		reason,
		now,
		row.scope,
		row.id,
	);
}

async function setOpen(sql: Transaction, row: AssignmentRow, open: 0 | 1): Promise<void> {
	await sql.run(
		'UPDATE contact_assignment_slots SET is_open = ? WHERE contact = ? AND assignment = ?',
		open,
		row.contact,
		row.id,
	);
}

/** Gives the slot back to whom it belonged before, unless somebody else has got it since. */
async function restoreSlot(sql: Transaction, row: AssignmentRow): Promise<void> {
	const [current] = await sql.all<SlotRow>(
		'SELECT * FROM contact_assignment_slots WHERE contact = ? AND slot = ? AND assignment = ?',
		row.contact,
		row.slot,
		row.id,
	);
	if (!current) return;
	await sql.run(
		'DELETE FROM contact_assignment_slots WHERE contact = ? AND slot = ?',
		row.contact,
		row.slot,
	);
	const before = await ownerBefore(sql, row);
	if (before) {
		const is_open = Math.min(before.is_open, current.is_open);
		await sql.insert('contact_assignment_slots', [{ ...before, contact: row.contact, is_open }]);
		return;
	}
	await sql.run(
		`UPDATE contact_assignment_contacts SET primary_slot = NULL WHERE id = ? AND primary_slot = ?`,
		row.contact,
		row.slot,
	);
}

/** The last owner before an assignment whose own assignment was not undone since. */
async function ownerBefore(sql: Transaction, row: AssignmentRow): Promise<SlotRow | null> {
	let previous = slotIn(row.previous);
	while (previous?.assignment) {
		const maker = await assignmentOf(sql, row.scope, previous.assignment);
		if (!maker || maker.status === 'credited' || COUNTED.has(maker.status)) break;
		previous = slotIn(maker.previous);
	}
	return previous;
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
		if (row && !previous) {
			await sql.run(
				'UPDATE contact_assignment_assignments SET previous = ? WHERE scope = ? AND id = ?',
				JSON.stringify(before),
				scope,
				id,
			);
		}
		id = previous?.assignment ?? null;
	}
}

function slotIn(json: string | null): SlotRow | null {
	return json === null ? null : (JSON.parse(json) as SlotRow);
}

async function takeSlot(sql: Transaction, row: AssignmentRow, now: number): Promise<void> {
	const { contact, slot, scope, user_id, account, at, replaced, id } = row;
	if (contact === null || slot === null) return;
	await sql.insert(
		'contact_assignment_slots',
		[
			{
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
			},
		],
		OVERWRITE_SLOT,
	);
	await sql.run(
		`UPDATE contact_assignment_contacts SET primary_slot = ?
		WHERE id = ? AND (primary_slot IS NULL OR ? = 1)`,
		slot,
		contact,
		row.is_primary,
	);
}

export const OVERWRITE_SLOT = `ON CONFLICT (contact, slot) DO UPDATE SET
	user_id = excluded.user_id, account = excluded.account, at = excluded.at,
	replaced = excluded.replaced, assignment = excluded.assignment,
	is_open = excluded.is_open, touched_at = excluded.touched_at`;
