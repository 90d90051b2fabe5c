import { allOf, type Transaction } from './database';
import type { Insertable, SlotRow } from './rows';

/** The owners of these contacts. */
export async function slotsOf(sql: Transaction, contacts: readonly string[]): Promise<SlotRow[]> {
	return await allOf<SlotRow>(
		sql,
		`SELECT * FROM contact_assignment_slots WHERE contact IN (SELECT value FROM EACH(?))`,
		[],
		contacts,
	);
}

/** The primary slot of each contact that has one. */
export async function primarySlots(
	sql: Transaction,
	contacts: readonly string[],
): Promise<Map<string, string>> {
	const rows = await allOf<{ id: string; primary_slot: string }>(
		sql,
		`SELECT id, primary_slot FROM contact_assignment_contacts
		WHERE id IN (SELECT value FROM EACH(?)) AND primary_slot IS NOT NULL`,
		[],
		contacts,
	);
	return new Map(rows.map(({ id, primary_slot }) => [id, primary_slot]));
}

/**
 * Writes owners; whoever owned a slot before does not any more. Open ones are counted elsewhere, see
 * `openSlots.ts`.
 */
export async function writeSlots(sql: Transaction, rows: readonly SlotRow[]): Promise<void> {
	await sql.insert(
		'contact_assignment_slots',
		rows as Array<Insertable<SlotRow>>,
		`ON CONFLICT (contact, slot) DO UPDATE SET
			user_id = excluded.user_id, account = excluded.account, at = excluded.at,
			replaced = excluded.replaced, assignment = excluded.assignment,
			is_open = excluded.is_open, touched_at = excluded.touched_at`,
	);
}
