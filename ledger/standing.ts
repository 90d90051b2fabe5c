import type { Decision } from '../routing/model/decision';
import type { Standing } from '../routing/model/standing';
import { assignmentOf } from './assignments';
import type { Transaction } from './database';
import type { DecisionRow, SlotRow } from './rows';
import { primarySlots, slotsOf } from './slots';

/** How a decision stands; one that is not known stands open, for nothing speaks against it. */
export async function standingOf(sql: Transaction, scope: string, id: string): Promise<Standing> {
	const [row] = await sql.all<DecisionRow>(
		'SELECT * FROM contact_assignment_decisions WHERE scope = ? AND id = ?',
		scope,
		id,
	);
	if (!row) return 'open';
	if (row.carried_out_at !== null) return 'carriedOut';
	for (const slot of await slotsInQuestion(sql, row)) {
		if (await overtakes(sql, slot, row)) return 'overtaken';
	}
	return 'open';
}

/** The part of the contact that was decided on, and the one whose owner HighLevel shows. */
async function slotsInQuestion(
	sql: Transaction,
	{ contact, decision }: DecisionRow,
): Promise<SlotRow[]> {
	if (contact === null) return [];
	const { user, owner } = JSON.parse(decision) as Decision;
	const primary = (await primarySlots(sql, [contact])).get(contact);
	const slots = await slotsOf(sql, [contact]);
	return slots.filter(
		({ slot, user_id }) => user_id !== user?.id && (slot === primary || slot === owner?.slot),
	);
}

async function overtakes(sql: Transaction, slot: SlotRow, row: DecisionRow): Promise<boolean> {
	if (slot.at !== row.at) return slot.at > row.at;
	// Messages that came together were decided at one instant, and carried out one after the other.
	return await follows(sql, slot, row.assignment);
}

/** Whether an owner came after this assignment, and was carried out. */
async function follows(
	sql: Transaction,
	{ scope, assignment: last }: SlotRow,
	assignment: string | null,
): Promise<boolean> {
	if (last === null || assignment === null) return false;
	const [carriedOut] = await sql.all(
		`SELECT id FROM contact_assignment_decisions
		WHERE scope = ? AND id = ? AND carried_out_at IS NOT NULL`,
		scope,
		last,
	);
	if (!carriedOut) return false;
	const seen = new Set<string>();
	for (let id: string | null = last; id !== null && !seen.has(id);) {
		seen.add(id);
		const row = await assignmentOf(sql, scope, id);
		const before = row?.previous ? (JSON.parse(row.previous) as SlotRow) : null;
		id = before?.assignment ?? null;
		if (id === assignment) return true;
	}
	return false;
}
