import { HOUR } from '../routing/model/durations';
import type { StateChange } from '../routing/model/state';
import type { BatchContext } from './batchContext';
import type { Transaction } from './database';

/** A preview that later ones of its series go on from. */
export interface EarlierPreview {
	/** Hashes of what the contact is known by. */
	knownAs: readonly string[];
	/** Turns as what they moved. */
	changes: readonly StateChange[];
}

export interface NewPreview extends EarlierPreview {
	/** Names what was previewed. */
	id: string;
}

interface PreviewRow {
	series: string;
	id: string;
	/** JSON. */
	known_as: string;
	/** JSON. */
	changes: string;
}

/** A series ends when for so long nothing was previewed in it. */
const SERIES_MS = HOUR;

/** The oldest of more go, so that a workflow that always previews stays fast; turns come round. */
const MOST = 2_000;

/**
 * The previews of a series in their order.
 * @param except IDs of those that are previewed anew
 */
export async function readPreviews(
	sql: Transaction,
	{ scope, now }: BatchContext,
	series: string,
	except: ReadonlySet<string>,
): Promise<EarlierPreview[]> {
	await endPreviews(sql, scope, now);
	const rows = await sql.all<PreviewRow>(
		`SELECT id, known_as, changes FROM contact_assignment_previews
		WHERE scope = ? AND series = ? ORDER BY at, place`,
		scope,
		series,
	);
	return rows
		.filter(({ id }) => !except.has(id))
		.map(({ known_as, changes }) => ({
			knownAs: JSON.parse(known_as) as string[],
			changes: JSON.parse(changes) as StateChange[],
		}));
}

/** Remembers previews, none of them twice. */
export async function writePreviews(
	sql: Transaction,
	{ scope, now }: BatchContext,
	series: string,
	previews: readonly NewPreview[],
): Promise<void> {
	await sql.insert(
		'contact_assignment_previews',
		previews.map(({ id, knownAs, changes }, place) => ({
			scope,
			series,
			id,
			at: now,
			place,
			known_as: JSON.stringify(knownAs),
			changes: JSON.stringify(changes),
		})),
		`ON CONFLICT (scope, series, id) DO UPDATE SET at = excluded.at, place = excluded.place,
			known_as = excluded.known_as, changes = excluded.changes`,
	);
	await sql.run(
		`DELETE FROM contact_assignment_previews WHERE scope = ? AND series = ? AND id IN (
			SELECT id FROM contact_assignment_previews WHERE scope = ? AND series = ?
			ORDER BY at DESC, place DESC LIMIT 1000000 OFFSET ${MOST})`,
		scope,
		series,
		scope,
		series,
	);
}

/** Removes the series in which nothing was previewed for an hour. */
export async function endPreviews(sql: Transaction, scope: string, now: number): Promise<void> {
	await sql.run(
		`DELETE FROM contact_assignment_previews WHERE scope = ? AND series IN (
			SELECT series FROM contact_assignment_previews WHERE scope = ?
			GROUP BY series HAVING MAX(at) <= ?)`,
		scope,
		scope,
		now - SERIES_MS,
	);
}

/**
 * Removes what was previewed of a contact.
 * @param hashes of what it is known by
 * @returns whether there was anything
 */
export async function removePreviews(
	sql: Transaction,
	scope: string,
	hashes: readonly string[],
): Promise<boolean> {
	const names = new Set(hashes);
	const rows = await sql.all<PreviewRow>(
		'SELECT series, id, known_as FROM contact_assignment_previews WHERE scope = ?',
		scope,
	);
	const found = rows.filter(({ known_as }) =>
		(JSON.parse(known_as) as string[]).some((hash) => names.has(hash)),
	);
	for (const { series, id } of found) {
		await sql.run(
			'DELETE FROM contact_assignment_previews WHERE scope = ? AND series = ? AND id = ?',
			scope,
			series,
			id,
		);
	}
	return found.length > 0;
}
