import type { Load, Turn } from '../routing/model/state';
import type { LedgerNeeds } from '../routing/ledgerNeeds';
import type { Transaction } from './database';

/** What people had before this transaction. */
export async function readLoads(
	sql: Transaction,
	scope: string,
	{ users, recentSince, openSince }: LedgerNeeds,
): Promise<Map<string, Load>> {
	const last = await sql.all<{ user_id: string; at: number | null }>(
		`SELECT list.value AS user_id, (
			SELECT MAX(at) FROM contact_assignment_assignments
			WHERE scope = ? AND user_id = list.value AND status IN ('reserved', 'confirmed')
		) AS at FROM EACH(?)`,
		scope,
		users,
	);
	const open = await sql.all<{ user_id: string; open: number }>(
		`SELECT user_id, COUNT(*) AS open FROM contact_assignment_slots
		WHERE scope = ? AND is_open = 1 AND touched_at > ?
			AND user_id IN (SELECT value FROM EACH(?))
		GROUP BY user_id`,
		scope,
		openSince,
		users,
	);
	const recent =
		recentSince === null
			? []
			: await sql.all<{ user_id: string; at: number }>(
					`SELECT user_id, at FROM contact_assignment_assignments
					WHERE scope = ? AND status IN ('reserved', 'confirmed') AND at >= ?
						AND user_id IN (SELECT value FROM EACH(?))
					ORDER BY at`,
					scope,
					recentSince,
					users,
				);
	const openOf = new Map(open.map((row) => [row.user_id, row.open]));
	const recentOf = new Map<string, number[]>();
	for (const { user_id, at } of recent) {
		const times = recentOf.get(user_id);
		if (times) times.push(at);
		else recentOf.set(user_id, [at]);
	}
	return new Map(
		last.map(({ user_id, at }) => [
			user_id,
			{
				open: openOf.get(user_id) ?? 0,
				lastAssignedAt: at,
				recent: recentOf.get(user_id) ?? [],
			},
		]),
	);
}

/** The turns of teams by team and user ID. */
export async function readTurns(
	sql: Transaction,
	scope: string,
	teams: readonly string[],
): Promise<Map<string, Record<string, Turn>>> {
	const turns = new Map<string, Record<string, Turn>>();
	if (teams.length === 0) return turns;
	const rows = await sql.all<{
		team: string;
		user_id: string;
		credit: number;
		lift: number;
		away: number;
	}>(
		`SELECT team, user_id, credit, lift, away FROM contact_assignment_turns
		WHERE scope = ? AND team IN (SELECT value FROM EACH(?))`,
		scope,
		teams,
	);
	for (const { team, user_id, credit, lift, away } of rows) {
		const members = turns.get(team) ?? {};
		members[user_id] = { credit, lift, away: away === 1 };
		turns.set(team, members);
	}
	return turns;
}
