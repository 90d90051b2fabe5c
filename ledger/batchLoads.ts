import { NO_LOAD } from '../routing/availability/load';
import type { LedgerNeeds } from '../routing/ledgerNeeds';
import type { Load } from '../routing/model/state';
import type { Queries } from './database';
import { countOpenSlots } from './openSlots';

/** What users had before a batch, and with what its decisions have given them. */
export class BatchLoads {
	/** By what was asked; nearly always one entry. */
	private readonly before = new Map<string, Map<string, Load>>();
	/** When the batch gave a user a contact, ascending. */
	private readonly given = new Map<string, number[]>();

	private constructor() {}

	static async read(
		sql: Queries,
		scope: string,
		asked: readonly LedgerNeeds[],
	): Promise<BatchLoads> {
		const loads = new BatchLoads();
		for (const needs of asked) {
			const key = loadKey(needs);
			if (!loads.before.has(key)) loads.before.set(key, await readLoads(sql, scope, needs));
		}
		return loads;
	}

	/** The batch gave a user a contact. */
	give(user: string, at: number): void {
		const times = this.given.get(user);
		if (!times) this.given.set(user, [at]);
		else {
			times.push(at);
			// What was previewed before is told in the order of then.
			for (let i = times.length - 1; i > 0 && (times[i - 1] ?? 0) > at; i--) {
				times[i] = times[i - 1] ?? 0;
				times[i - 1] = at;
			}
		}
	}

	/**
	 * By user ID.
	 * @param openGained how many more open slots users have since
	 */
	of(needs: LedgerNeeds, openGained: ReadonlyMap<string, number>): Record<string, Load> {
		const before = this.before.get(loadKey(needs));
		return Object.fromEntries(
			needs.users.map((user) => {
				const { open, lastAssignedAt, recent } = before?.get(user) ?? NO_LOAD;
				const times = this.given.get(user) ?? [];
				const load: Load = {
					open: open + (openGained.get(user) ?? 0),
					lastAssignedAt: Math.max(lastAssignedAt ?? 0, times.at(-1) ?? 0) || null,
					recent: needs.recentSince === null ? [] : merged(recent, times),
				};
				return [user, load];
			}),
		);
	}
}

/** Two ascending lists as one. Nearly always one goes on where the other ends. */
function merged(one: readonly number[], other: readonly number[]): number[] {
	const all = [...one, ...other];
	const [first] = other;
	const last = one.at(-1);
	if (first !== undefined && last !== undefined && first < last) all.sort((a, b) => a - b);
	return all;
}

function loadKey({ users, recentSince, openSince }: LedgerNeeds): string {
	return JSON.stringify([recentSince, openSince, users]);
}

/** What users have, by ID. */
export async function readLoads(
	sql: Queries,
	scope: string,
	{ users, recentSince, openSince }: Pick<LedgerNeeds, 'users' | 'recentSince' | 'openSince'>,
): Promise<Map<string, Load>> {
	const last = await sql.all<{ user_id: string; at: number | null }>(
		`SELECT list.value AS user_id, (
			SELECT MAX(at) FROM contact_assignment_assignments
			WHERE scope = ? AND user_id = list.value AND status IN ('reserved', 'confirmed')
		) AS at FROM EACH(?)`,
		scope,
		users,
	);
	const open = await countOpenSlots(sql, scope, users, openSince);
	const recent =
		recentSince === null
			? new Map<string, number[]>()
			: await readRecent(sql, scope, users, recentSince);
	return new Map(
		last.map(({ user_id, at }) => [
			user_id,
			{
				open: open.get(user_id) ?? 0,
				lastAssignedAt: at,
				recent: recent.get(user_id) ?? [],
			},
		]),
	);
}

/** When users got new contacts, ascending. */
async function readRecent(
	sql: Queries,
	scope: string,
	users: readonly string[],
	since: number,
): Promise<Map<string, number[]>> {
	const rows = await sql.all<{ user_id: string; at: number }>(
		`SELECT user_id, at FROM contact_assignment_assignments
		WHERE scope = ? AND status IN ('reserved', 'confirmed') AND at >= ?
			AND user_id IN (SELECT value FROM EACH(?))
		ORDER BY at`,
		scope,
		since,
		users,
	);
	const times = new Map<string, number[]>();
	for (const { user_id, at } of rows) {
		const known = times.get(user_id);
		if (known) known.push(at);
		else times.set(user_id, [at]);
	}
	return times;
}
