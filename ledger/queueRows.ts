import { HOUR } from '../routing/model/durations';
import { allOf, type Transaction } from './database';
import type { Insertable, QueueRow } from './rows';

/** Place of whom no rule matched: after all others. */
export const NO_RULE = 1_000_000;

/** How long after it was last drained the queue goes first: a trigger that polls is not switched off. */
const DRAINED_MS = HOUR;

/** Who of these contacts waits for somebody to be available. */
export async function queuedOf(sql: Transaction, contacts: readonly string[]): Promise<QueueRow[]> {
	return await allOf<QueueRow>(
		sql,
		'SELECT * FROM contact_assignment_queue WHERE contact IN (SELECT value FROM EACH(?))',
		[],
		contacts,
	);
}

/** Adds to the queue; who waits already waits on since then, for whom the last decision says. */
export async function writeQueue(sql: Transaction, rows: readonly QueueRow[]): Promise<void> {
	await sql.insert(
		'contact_assignment_queue',
		rows as Array<Insertable<QueueRow>>,
		`ON CONFLICT (scope, id) DO UPDATE SET place = excluded.place, teams = excluded.teams,
			available_at = excluded.available_at, plan = excluded.plan, staff = excluded.staff`,
	);
}

export async function removeQueued(
	sql: Transaction,
	scope: string,
	ids: readonly string[],
): Promise<void> {
	if (ids.length === 0) return;
	await sql.run(
		`DELETE FROM contact_assignment_queue
		WHERE scope = ? AND id IN (SELECT value FROM EACH(?))`,
		scope,
		ids,
	);
}

/** These contacts wait for nobody any more. */
export async function leaveQueue(sql: Transaction, contacts: readonly string[]): Promise<void> {
	await sql.run(
		'DELETE FROM contact_assignment_queue WHERE contact IN (SELECT value FROM EACH(?))',
		contacts,
	);
}

export async function noteDraining(sql: Transaction, scope: string, now: number): Promise<void> {
	await sql.insert(
		'contact_assignment_meta',
		[{ name: drainedName(scope), value: '', at: now }],
		'ON CONFLICT (name) DO UPDATE SET at = excluded.at',
	);
}

/** Whether the queue goes first now. */
export function isDrained(drainedAt: number | null, now: number): boolean {
	return drainedAt !== null && now - drainedAt < DRAINED_MS;
}

/** Names of the teams for which contacts wait: from one set to the next, however many wait for each. */
export async function teamsInQueue(sql: Transaction, scope: string): Promise<string[]> {
	const teams = new Set<string>();
	for (let last = ''; ;) {
		const [row] = await sql.all<{ teams: string | null }>(
			'SELECT MIN(teams) AS teams FROM contact_assignment_queue WHERE scope = ? AND teams > ?',
			scope,
			last,
		);
		if (!row?.teams) return [...teams];
		last = row.teams;
		for (const team of JSON.parse(last) as string[]) teams.add(team);
	}
}

/** Under which it is kept when the queue was last drained, apart from what else is in the same table. */
export function drainedName(scope: string): string {
	return `queue drained ${scope}`;
}
