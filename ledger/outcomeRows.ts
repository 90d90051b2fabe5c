import type { ContactOutcome } from '../routing/model/contactOutcome';
import { lastAssignment, NAME_OF_NOBODY } from './assignments';
import type { Transaction } from './database';
import { newId } from './newId';
import type { AssignmentRow, Insertable, OutcomeRow } from './rows';
import { primarySlots, slotsOf } from './slots';

/** Who had a contact, and by what. */
export type Holder = Pick<
	OutcomeRow,
	'contact' | 'assignment' | 'user_id' | 'account' | 'team' | 'rule' | 'source'
>;

/**
 * Who had a contact at an instant: by its last assignment until then, or whom HighLevel has shown as the
 * owner since.
 * @param contacts all that the ledger knows the person as, at least one
 */
export async function holderAt(
	sql: Transaction,
	contacts: readonly string[],
	at: number,
): Promise<Holder> {
	const assigned = await lastAssignment(sql, contacts, at);
	const owner = await ownerByHand(sql, contacts, assigned, at);
	const { id = null, source = null } = assigned ?? {};
	const common = { contact: assigned?.contact ?? contacts[0] ?? null, assignment: id, source };
	if (owner && owner.user_id !== assigned?.user_id) {
		// Of whom no rule and no team of ours has chosen.
		return { ...common, user_id: owner.user_id, account: owner.account, team: null, rule: null };
	}
	const { user_id = null, account = null, team = null, rule = null } = assigned ?? {};
	return { ...common, user_id, account, team, rule };
}

/** The owner whom no decision has made it, of the part that was assigned last, or of the primary one. */
async function ownerByHand(
	sql: Transaction,
	contacts: readonly string[],
	assigned: AssignmentRow | undefined,
	at: number,
) {
	const slots = await slotsOf(sql, contacts);
	const byHand = slots.filter(
		(slot) => slot.assignment === null && slot.at <= at && slot.at >= (assigned?.at ?? 0),
	);
	if (byHand.length === 0) return undefined;
	const primary = await primarySlots(sql, contacts);
	return byHand.find(({ contact, slot }) => slot === (assigned?.slot ?? primary.get(contact)));
}

/** Writes outcomes; one that is there is replaced. */
export async function writeOutcomes(sql: Transaction, rows: readonly OutcomeRow[]): Promise<void> {
	await sql.insert(
		'contact_assignment_outcomes',
		rows as Array<Insertable<OutcomeRow>>,
		'ON CONFLICT (scope, id) DO UPDATE SET at = excluded.at, value = excluded.value, noted_by = excluded.noted_by',
	);
}

export async function outcomeOf(
	sql: Transaction,
	scope: string,
	id: string,
): Promise<OutcomeRow | undefined> {
	const [row] = await sql.all<OutcomeRow>(
		'SELECT * FROM contact_assignment_outcomes WHERE scope = ? AND id = ?',
		scope,
		id,
	);
	return row;
}

/**
 * The contact is done. Once as long as nothing more is heard of it: whoever closes again has nothing to
 * close.
 */
export async function noteClosed(
	sql: Transaction,
	scope: string,
	contacts: readonly string[],
	now: number,
): Promise<void> {
	if (contacts.length === 0 || !(await isToClose(sql, contacts))) return;
	const holder = await holderAt(sql, contacts, now);
	const row = { scope, id: newId(now), at: now, kind: 'closed', noted_by: 'byHand' } as const;
	await writeOutcomes(sql, [
		{ ...row, ...holder, value: null, question: null, takes_number: null },
	]);
}

async function isToClose(sql: Transaction, contacts: readonly string[]): Promise<boolean> {
	const [row] = await sql.all<{ open: number; heard: number | null; closed: number | null }>(
		`SELECT
			(SELECT COUNT(*) FROM contact_assignment_slots
				WHERE is_open = 1 AND contact IN (SELECT value FROM EACH(?))) AS open,
			(SELECT MAX(seen_at) FROM contact_assignment_contacts
				WHERE id IN (SELECT value FROM EACH(?))) AS heard,
			(SELECT MAX(at) FROM contact_assignment_outcomes
				WHERE kind = 'closed' AND contact IN (SELECT value FROM EACH(?))) AS closed`,
		contacts,
		contacts,
		contacts,
	);
	const { open = 0, heard = null, closed = null } = row ?? {};
	return Number(open) > 0 || closed === null || closed < (heard ?? 0);
}

/** What the row of a rating is called, or of who was asked for it, by the ID of the question. */
export function ratingRowId(kind: ContactOutcome, question: string): string {
	return `${question} ${kind}`;
}

/**
 * What became of these contacts stays and belongs to nobody: no event that happens again, and no message
 * that asked for a rating, leads to it. To be done before their assignments get the names of nobody.
 */
export async function forgetOutcomes(
	sql: Transaction,
	contacts: readonly string[],
	now: number,
): Promise<void> {
	const rows = await sql.all<OutcomeRow & { made: string | null }>(
		`SELECT contact_assignment_outcomes.*, (
			SELECT ${NAME_OF_NOBODY} FROM contact_assignment_assignments
			WHERE contact_assignment_assignments.scope = contact_assignment_outcomes.scope
				AND contact_assignment_assignments.id = contact_assignment_outcomes.assignment
		) AS made
		FROM contact_assignment_outcomes WHERE contact IN (SELECT value FROM EACH(?))`,
		contacts,
	);
	if (rows.length === 0) return;
	await sql.run(
		`DELETE FROM contact_assignment_outcomes WHERE contact IN (SELECT value FROM EACH(?))`,
		contacts,
	);
	const questions = new Map(rows.map(({ question }) => [question ?? '', newId(now)]));
	await writeOutcomes(
		sql,
		rows.map(({ made, ...row }) => {
			const nobodys = { ...row, contact: null, source: null, assignment: made };
			if (row.question === null) return { ...nobodys, id: newId(now) };
			const question = questions.get(row.question) ?? '';
			return { ...nobodys, id: ratingRowId(row.kind, question), question };
		}),
	);
}
