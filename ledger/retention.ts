import { removeContacts } from './contacts';
import type { Transaction } from './database';
import { endPreviews } from './previews';
import { DAY } from '../routing/model/durations';

/** Meta delivers a webhook again for up to 7 days; the rest is for people who look back. */
const DECISIONS_MS = 30 * DAY;

/** A year and a month: long enough to compare a month with the same one a year ago. */
export const HISTORY_MS = 400 * DAY;

/** How many rows of a kind go at a time, so that nobody waits long. */
const STEP = 200;

/**
 * Removes a few of the oldest entries: decisions after 30 days; assignments, reassignments, and
 * contacts of whom nothing was heard, after 400.
 */
export async function prune(sql: Transaction, scope: string, now: number): Promise<void> {
	for (const [table, before] of [
		['decisions', now - DECISIONS_MS],
		['assignments', now - HISTORY_MS],
		['moves', now - HISTORY_MS],
	] as const) {
		await sql.run(
			`DELETE FROM contact_assignment_${table} WHERE scope = ? AND id IN (
				SELECT id FROM contact_assignment_${table}
				WHERE scope = ? AND at < ? ORDER BY at LIMIT ${STEP})`,
			scope,
			scope,
			before,
		);
	}
	await endPreviews(sql, scope, now);
	const silent = await sql.all<{ id: string }>(
		`SELECT id FROM contact_assignment_contacts WHERE scope = ? AND seen_at < ?
		ORDER BY seen_at LIMIT ${STEP}`,
		scope,
		now - HISTORY_MS,
	);
	if (silent.length > 0) {
		await removeContacts(
			sql,
			silent.map(({ id }) => id),
		);
	}
}
