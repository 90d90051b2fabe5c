import type { Queries, Transaction } from './database';
import { PERIOD_MS, periodOf } from './period';
import type { SlotRow } from './rows';
import { slotsOf } from './slots';

/**
 * How many slots users have that are open, by user and by when the contact last gave them something to
 * do: counting a hundred thousand of them for each decision takes far longer than the decision.
 */
interface OpenSlotsRow {
	scope: string;
	user_id: string;
	/** See `periodOf`. */
	period: string;
	open: number;
}

/** What has changed, to be written at once. */
export class OpenSlotsGained {
	private readonly gained = new Map<string, OpenSlotsRow>();

	/** @param by 1 for slots that there are now, -1 for those of before */
	count(rows: Iterable<SlotRow>, by: 1 | -1): void {
		for (const { scope, user_id, touched_at, is_open } of rows) {
			if (is_open !== 1) continue;
			const period = periodOf(touched_at);
			const key = JSON.stringify([scope, user_id, period]);
			const open = (this.gained.get(key)?.open ?? 0) + by;
			this.gained.set(key, { scope, user_id, period, open });
		}
	}

	async write(sql: Transaction): Promise<void> {
		await sql.insert(
			'contact_assignment_open_slots',
			[...this.gained.values()].filter(({ open }) => open !== 0).map((row) => ({ ...row })),
			`ON CONFLICT (scope, user_id, period) DO UPDATE SET
				open = contact_assignment_open_slots.open + excluded.open`,
		);
	}
}

/** Does work that changes slots of these contacts, and counts what it has changed. */
export async function recounted(
	sql: Transaction,
	contacts: readonly string[],
	work: () => Promise<void>,
): Promise<void> {
	const gained = new OpenSlotsGained();
	gained.count(await slotsOf(sql, contacts), -1);
	await work();
	gained.count(await slotsOf(sql, contacts), 1);
	await gained.write(sql);
}

/** How many open slots users have of contacts that were heard of since then, by user ID. */
export async function countOpenSlots(
	sql: Queries,
	scope: string,
	users: readonly string[],
	since: number,
): Promise<Map<string, number>> {
	const first = periodOf(since);
	const rows = await sql.all<{ user_id: string; open: number }>(
		`SELECT list.value AS user_id, COALESCE((
			SELECT SUM(open) FROM contact_assignment_open_slots
			WHERE scope = ? AND user_id = list.value AND period > ?
		), 0) + (
			SELECT COUNT(*) FROM contact_assignment_slots
			WHERE scope = ? AND user_id = list.value AND is_open = 1
				AND touched_at > ? AND touched_at < ?
		) AS open FROM EACH(?)`,
		scope,
		first,
		scope,
		since,
		Number(first) + PERIOD_MS,
		users,
	);
	return new Map(rows.map(({ user_id, open }) => [user_id, open]));
}

/** Removes what counts nothing any more. */
export async function removeEmptyCounts(sql: Transaction, scope: string): Promise<void> {
	await sql.run('DELETE FROM contact_assignment_open_slots WHERE scope = ? AND open = 0', scope);
}
