import type { Transaction } from './database';
import type { AssignmentRow, AssignmentStatus, Insertable } from './rows';

/** What a turn moved, credit by user ID. */
export type TurnMove = Readonly<Record<string, number>>;

/** What an assignment is called whose contact was forgotten: the same message is decided anew then. */
export const NAME_OF_NOBODY = "id || ' of nobody ' || at";

const COUNTED: ReadonlySet<AssignmentStatus> = new Set(['reserved', 'confirmed']);

/** Whether an assignment counts for turns and limits. */
export function isCounted({ status }: AssignmentRow): boolean {
	return COUNTED.has(status);
}

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

/**
 * The last assignment of a contact that was carried out or may be; of two at once, the owner's.
 * @param until later ones do not count, milliseconds since 1970
 */
export async function lastAssignment(
	sql: Transaction,
	contacts: readonly string[],
	until = Number.MAX_SAFE_INTEGER,
): Promise<AssignmentRow | undefined> {
	const [row] = await sql.all<AssignmentRow>(
		`SELECT * FROM contact_assignment_assignments
		WHERE contact IN (SELECT value FROM EACH(?))
			AND status IN ('reserved', 'confirmed', 'credited') AND at <= ?
		ORDER BY at DESC, CASE WHEN id IN (
			SELECT assignment FROM contact_assignment_slots
			WHERE contact IN (SELECT value FROM EACH(?))
		) THEN 0 ELSE 1 END, id LIMIT 1`,
		contacts,
		until,
		contacts,
	);
	return row;
}

/** Writes assignments; one that is there is replaced. */
export async function writeAssignments(
	sql: Transaction,
	rows: readonly AssignmentRow[],
): Promise<void> {
	const [first] = rows;
	if (!first) return;
	const replaced = Object.keys(first)
		.filter((column) => column !== 'scope' && column !== 'id')
		.map((column) => `${column} = excluded.${column}`);
	await sql.insert(
		'contact_assignment_assignments',
		rows as Array<Insertable<AssignmentRow>>,
		// The decision of before was pruned: its assignment is kept longer.
		`ON CONFLICT (scope, id) DO UPDATE SET ${replaced.join(', ')}`,
	);
}
