import type { WaitEnding } from '../routing/model/wait';
import type { WorkContext } from './batchContext';
import type { Transaction } from './database';
import { newId } from './newId';
import type { AssignmentRow, SlotRow, WaitRow } from './rows';
import { slotsOf } from './slots';
import { WaitClocks } from './waitClocks';
import { NOT_ENDED, openWaitsOf, writeWaits } from './waitRows';

/** A wait that ended without an answer: nobody needs to know any more what opened it. */
export function endedRow(
	row: WaitRow,
	ended: WaitEnding,
	now: number,
	working_ms: number | null,
): WaitRow {
	return { ...row, ended, ended_at: Math.max(now, row.given_at), working_ms, sealed: null };
}

/** Ends waits for a reason that is no answer. */
export async function endWaits(
	sql: Transaction,
	context: WorkContext,
	rows: readonly WaitRow[],
	ended: WaitEnding,
	endOf: (row: WaitRow) => number = () => context.now,
): Promise<void> {
	const clocks = await WaitClocks.for(sql, context, rows);
	await writeWaits(
		sql,
		rows.map((row) => endedRow(row, ended, endOf(row), clocks.workedMs(row, endOf(row)))),
	);
}

/** Nobody has to answer these contacts any more. */
export async function closeWaits(
	sql: Transaction,
	context: WorkContext,
	contacts: readonly string[],
): Promise<void> {
	await endWaits(sql, context, await openWaitsOf(sql, contacts), 'closed');
}

/** Whoever had the question by an assignment has nothing to answer: the contact was worth no turn. */
export async function closeWaitsBy(
	sql: Transaction,
	context: WorkContext,
	{ id, contact }: AssignmentRow,
): Promise<void> {
	if (contact === null) return;
	const rows = await openWaitsOf(sql, [contact]);
	await endWaits(
		sql,
		context,
		rows.filter(({ assignment }) => assignment === id),
		'closed',
	);
}

/**
 * The owners of contacts have changed by themselves, because nothing came of an assignment or an owner
 * was taken off: the question goes to whoever owns that part now, or to nobody, and is due when it was.
 */
export async function followOwners(
	sql: Transaction,
	now: number,
	contacts: readonly string[],
	isConcerned: (row: WaitRow) => boolean,
): Promise<void> {
	const rows = (await openWaitsOf(sql, contacts)).filter(isConcerned);
	if (rows.length === 0) return;
	const slots = await slotsOf(sql, contacts);
	for (const row of rows) {
		const owner = slots.find(({ contact, slot }) => contact === row.contact && slot === row.slot);
		if ((owner?.user_id ?? null) !== row.user_id) await writeWaits(sql, handedOn(row, owner, now));
	}
}

/** Nothing came of an assignment: whoever has the question by it has it no longer. */
export async function followUndone(
	sql: Transaction,
	{ id, contact }: AssignmentRow,
	now: number,
): Promise<void> {
	if (contact === null) return;
	await followOwners(sql, now, [contact], ({ assignment }) => assignment === id);
}

/** An assignment counts after all: who has its part of the contact now has the question, too. */
export async function followTaken(
	sql: Transaction,
	{ contact, slot }: AssignmentRow,
	now: number,
): Promise<void> {
	if (contact === null || slot === null) return;
	await followOwners(sql, now, [contact], (row) => row.slot === slot);
}

/** The end of one part of a chain, and the beginning of the next. */
function handedOn(row: WaitRow, owner: SlotRow | undefined, now: number): [WaitRow, WaitRow] {
	const had = JSON.parse(row.had) as string[];
	const user = owner?.user_id ?? null;
	const next: WaitRow = {
		...row,
		...NOT_ENDED,
		id: newId(now),
		assignment: owner?.assignment ?? null,
		user_id: user,
		team: user === null ? row.team : null,
		// Nobody has asked the plan whether this one worked then.
		outside_hours: null,
		given_at: Math.max(now, row.given_at),
		had: JSON.stringify(user === null ? had : [...had.filter((one) => one !== user), user]),
		noticed_at: null,
	};
	// How much of it they worked can be told later from the plan.
	return [endedRow(row, 'moved', now, null), next];
}
