import { withAsk } from '../routing/waits/answered';
import type { WorkContext } from './batchContext';
import type { Transaction } from './database';
import { newId } from './newId';
import type { QueueRow, WaitRow } from './rows';
import { slotsOf } from './slots';
import { endedRow } from './waitEndings';
import { NOT_ENDED, openWait, openWaitsOf, writeWaits } from './waitRows';

/**
 * Contacts have become one: of several questions about one part of it the earliest counts, and whoever
 * owns that part has to answer it.
 * @returns when the earliest open question was asked; null when none is open
 */
export async function joinWaits(
	sql: Transaction,
	context: WorkContext,
	contact: string,
): Promise<number | null> {
	const open = await openWaitsOf(sql, [contact]);
	const slots = await slotsOf(sql, [contact]);
	for (const slot of new Set(open.map((row) => row.slot))) {
		const rows = open.filter((row) => row.slot === slot);
		const owner = slots.find((one) => one.slot === slot)?.user_id;
		if (rows.length > 1) await writeWaits(sql, joined(rows, owner, context));
	}
	await joinQueue(sql, contact);
	return open[0]?.asked_at ?? null;
}

/** @param rows the earliest question first */
function joined(
	rows: readonly WaitRow[],
	owner: string | undefined,
	{ now, secrets }: WorkContext,
): WaitRow[] {
	const [first, ...others] = rows as [WaitRow, ...WaitRow[]];
	const owners = rows.find(({ user_id }) => user_id === owner) ?? first;
	const ended = (row: WaitRow) => endedRow(row, 'moved', now, null);
	const stays = { ...owners, ...together(rows, first, secrets) };
	if (owners === first) return [...others.map(ended), stays];
	const outside_hours = owners.user_id === first.user_id ? first.outside_hours : null;
	const given_at = Math.max(now, first.given_at);
	const next = { id: newId(now), chain: first.chain, given_at, outside_hours };
	return [...rows.map(ended), { ...stays, ...NOT_ENDED, ...next }];
}

/** What of several questions counts for the one that stays. */
function together(
	rows: readonly WaitRow[],
	first: WaitRow,
	secrets: WorkContext['secrets'],
): Partial<WaitRow> {
	const waits = rows.map((row) => openWait(row, secrets));
	const asks = waits.flatMap(({ askedAt, laterAsks }) => [askedAt, ...laterAsks]);
	const { askedAt, laterAsks } = asks.reduce(withAsk, openWait(first, secrets));
	const dues = rows.flatMap(({ due_at }) => due_at ?? []);
	const silent = rows.flatMap(({ silent_at }) => silent_at ?? []);
	return {
		asked_at: askedAt,
		later_asks: JSON.stringify(laterAsks),
		due_at: dues.length > 0 ? Math.min(...dues) : null,
		silent_at: silent.length > 0 ? Math.max(...silent) : null,
		had: JSON.stringify([...new Set(waits.flatMap(({ had }) => had))]),
	};
}

/** Whoever was two waits once, since the first time. */
async function joinQueue(sql: Transaction, contact: string): Promise<void> {
	const rows = await sql.all<QueueRow>(
		'SELECT * FROM contact_assignment_queue WHERE contact = ? ORDER BY since, id',
		contact,
	);
	const slots = new Set<string>();
	for (const { scope, id, slot } of rows) {
		if (slots.has(slot)) {
			await sql.run('DELETE FROM contact_assignment_queue WHERE scope = ? AND id = ?', scope, id);
		}
		slots.add(slot);
	}
}
