import type { LedgerState } from '../routing/model/state';
import type { WorkContext } from './batchContext';
import type { Transaction } from './database';
import { drainedName } from './queueRows';

/** Who is there for whom: what nearly always is empty, and so is asked for at once. */
interface Staffing {
	/** Left out when nobody is. */
	paused: LedgerState['paused'];
	/** When somebody last drained the queue, milliseconds since 1970; null: not for long. */
	drainedAt: number | null;
	/** Those of the contacts who are in the queue. */
	queued: string[];
}

interface StaffingRow {
	what: 'paused' | 'drained' | 'queued';
	name: string;
	at: number | null;
}

export async function readStaffing(
	sql: Transaction,
	{ scope, now }: WorkContext,
	contacts: readonly string[],
): Promise<Staffing> {
	const rows = await sql.all<StaffingRow>(
		`SELECT 'paused' AS what, user_id AS name, until_at AS at FROM contact_assignment_pauses
		WHERE scope = ? AND (until_at IS NULL OR until_at > ?)
		UNION ALL SELECT 'drained', name, at FROM contact_assignment_meta WHERE name = ?
		UNION ALL SELECT 'queued', contact, since FROM contact_assignment_queue
		WHERE contact IN (SELECT value FROM EACH(?))`,
		scope,
		now,
		drainedName(scope),
		contacts,
	);
	const paused = rows.filter(({ what }) => what === 'paused');
	return {
		paused:
			paused.length > 0 ? Object.fromEntries(paused.map(({ name, at }) => [name, at])) : undefined,
		drainedAt: rows.find(({ what }) => what === 'drained')?.at ?? null,
		queued: rows.flatMap(({ what, name }) => (what === 'queued' ? [name] : [])),
	};
}
