import { isCounted, type TurnMove } from './assignments';
import type { Transaction } from './database';
import { restoreSlot, setSlotOpen, takeSlot } from './owners';
import type { AssignmentRow, AssignmentStatus } from './rows';
import { followTaken, followUndone } from './waitEndings';

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

/** The same for one that counted at once. @returns false when it was worth something, and stays */
export async function withdraw(
	sql: Transaction,
	row: AssignmentRow,
	reason: string,
	now: number,
): Promise<boolean> {
	if (row.status === 'credited') return false;
	if (isCounted(row)) await undo(sql, row, 'released', reason, now);
	else await setStatus(sql, row, 'released', reason, now);
	return true;
}

/** An assignment was carried out: it counts from now on, also when it had been undone meanwhile. */
export async function confirm(sql: Transaction, row: AssignmentRow, now: number): Promise<void> {
	if (row.status === 'confirmed' || row.status === 'credited') return;
	if (!isCounted(row)) {
		await moveTurn(sql, row, 1);
		await takeSlot(sql, row, now);
		await followTaken(sql, row, now);
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
	await setSlotOpen(sql, row, 0);
	await setStatus(sql, row, 'credited', reason, now);
}

/** Undoes `credit`. */
export async function uncredit(sql: Transaction, row: AssignmentRow, now: number): Promise<void> {
	await moveTurn(sql, row, 1);
	await setSlotOpen(sql, row, 1);
	await setStatus(sql, row, 'confirmed', null, now);
}

/** Nothing came of an assignment: the turn goes back, and the contact to its owner of before. */
async function undo(
	sql: Transaction,
	row: AssignmentRow,
	status: 'released' | 'expired',
	reason: string,
	now: number,
): Promise<void> {
	await moveTurn(sql, row, -1);
	await restoreSlot(sql, row);
	await followUndone(sql, row, now);
	await setStatus(sql, row, status, reason, now);
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
