import { CONTACT_OUTCOMES, type ContactOutcome } from '../routing/model/contactOutcome';
import type { ContactState } from '../routing/model/contactSnapshot';
import type { Queries } from './database';
import { countOpenSlots } from './openSlots';
import type { KeptSince, QueuedCount } from './reading';
import type { WaitRow } from './rows';
import type { Secrets } from './secrets';
import { touchOf } from './waitRows';

/** How many open slots everybody has who has any, of contacts that were heard of since then. */
export async function openOfAll(
	sql: Queries,
	scope: string,
	since: number,
): Promise<Record<string, number>> {
	const users = await sql.all<{ user_id: string }>(
		'SELECT DISTINCT user_id FROM contact_assignment_open_slots WHERE scope = ? AND open <> 0',
		scope,
	);
	const open = await countOpenSlots(
		sql,
		scope,
		users.map(({ user_id }) => user_id),
		since,
	);
	// Postgres gives counts as text.
	const counts = [...open].map(([user, count]) => [user, Number(count)] as const);
	return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

/** Who waits for somebody to be available, by the teams that they wait for. */
export async function queuedByTeams(sql: Queries, scope: string): Promise<QueuedCount[]> {
	const rows = await sql.all<{ teams: string; count: number; since: number }>(
		`SELECT teams, COUNT(*) AS count, MIN(since) AS since FROM contact_assignment_queue
		WHERE scope = ? GROUP BY teams ORDER BY MIN(since), teams`,
		scope,
	);
	return rows.map(({ teams, count, since }) => ({
		teams: JSON.parse(teams) as string[],
		count: Number(count),
		since: Number(since),
	}));
}

/** Since when there is anything of each kind. */
export async function keptSince(sql: Queries, scope: string): Promise<KeptSince> {
	const outcomes: Partial<Record<ContactOutcome, number>> = {};
	for (const kind of Object.keys(CONTACT_OUTCOMES) as ContactOutcome[]) {
		const at = await first(sql, 'outcomes', 'at', 'scope = ? AND kind = ?', [scope, kind]);
		if (at !== null) outcomes[kind] = at;
	}
	return {
		assignments: await first(sql, 'assignments', 'at', 'scope = ?', [scope]),
		waits: await first(sql, 'waits', 'asked_at', 'scope = ?', [scope]),
		kept: await first(sql, 'kept', 'at', 'scope = ?', [scope]),
		outcomes,
	};
}

async function first(
	sql: Queries,
	table: 'assignments' | 'waits' | 'kept' | 'outcomes',
	time: 'at' | 'asked_at',
	where: string,
	values: readonly string[],
): Promise<number | null> {
	const [row] = await sql.all<{ first: number }>(
		`SELECT ${time} AS first FROM contact_assignment_${table} WHERE ${where}
		ORDER BY ${time} LIMIT 1`,
		...values,
	);
	return row?.first ?? null;
}

/** HighLevel's IDs of the contacts of these waits, by the ID of the wait, as far as they are known. */
export async function contactIdsOf(
	sql: Queries,
	scope: string,
	waits: readonly string[],
	secrets: Secrets,
): Promise<Record<string, string>> {
	const rows = await sql.all<WaitRow & { seen: string | null }>(
		`SELECT contact_assignment_waits.*, seen FROM contact_assignment_waits
		LEFT JOIN contact_assignment_contacts
			ON contact_assignment_contacts.id = contact_assignment_waits.contact
		WHERE contact_assignment_waits.scope = ? AND contact IS NOT NULL
			AND contact_assignment_waits.id IN (SELECT value FROM EACH(?))`,
		scope,
		waits,
	);
	const ids = rows.map((row) => [row.id, shownId(row.seen, secrets) ?? askedId(row, secrets)]);
	return Object.fromEntries(ids.filter(([, id]) => id !== null)) as Record<string, string>;
}

function shownId(seen: string | null, secrets: Secrets): string | null {
	return seen === null ? null : (JSON.parse(secrets.open(seen)) as ContactState).contactId;
}

/** As the message that opened it says. */
function askedId(row: WaitRow, secrets: Secrets): string | null {
	return touchOf(row, secrets)?.contact.id ?? null;
}
