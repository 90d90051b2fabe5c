import { randomBytes } from 'node:crypto';
import type { Database, Transaction } from './database';
import { LedgerError } from './ledger';
import { LOCKS } from './locks';
import { readMeta, writeMeta } from './meta';
import { PERIOD_MS } from './period';

/**
 * Steps forward, never back and never changed once released. Both engines understand them: SQLite
 * reads the type names as its own affinities. Booleans are 0 and 1, times milliseconds since 1970,
 * structures JSON.
 */
const MIGRATIONS: readonly string[][] = [
	[
		`CREATE TABLE contact_assignment_decisions (
			scope TEXT NOT NULL,
			id TEXT NOT NULL,
			at BIGINT NOT NULL,
			contact TEXT,
			assignment TEXT,
			decision TEXT NOT NULL,
			PRIMARY KEY (scope, id)
		)`,
		'CREATE INDEX contact_assignment_decisions_at ON contact_assignment_decisions (scope, at)',
		'CREATE INDEX contact_assignment_decisions_contact ON contact_assignment_decisions (contact)',
		`CREATE TABLE contact_assignment_contacts (
			id TEXT PRIMARY KEY,
			scope TEXT NOT NULL,
			primary_slot TEXT,
			seen_at BIGINT NOT NULL
		)`,
		'CREATE INDEX contact_assignment_contacts_seen ON contact_assignment_contacts (scope, seen_at)',
		`CREATE TABLE contact_assignment_identities (
			scope TEXT NOT NULL,
			hash TEXT NOT NULL,
			contact TEXT NOT NULL,
			PRIMARY KEY (scope, hash)
		)`,
		'CREATE INDEX contact_assignment_identities_contact ON contact_assignment_identities (contact)',
		`CREATE TABLE contact_assignment_slots (
			contact TEXT NOT NULL,
			slot TEXT NOT NULL,
			scope TEXT NOT NULL,
			user_id TEXT NOT NULL,
			account TEXT,
			at BIGINT NOT NULL,
			replaced TEXT,
			assignment TEXT,
			is_open INTEGER NOT NULL,
			touched_at BIGINT NOT NULL,
			PRIMARY KEY (contact, slot)
		)`,
		`CREATE INDEX contact_assignment_slots_open ON contact_assignment_slots (scope, user_id, touched_at)
			WHERE is_open = 1`,
		`CREATE TABLE contact_assignment_assignments (
			scope TEXT NOT NULL,
			id TEXT NOT NULL,
			at BIGINT NOT NULL,
			contact TEXT,
			user_id TEXT NOT NULL,
			team TEXT,
			status TEXT NOT NULL,
			reason TEXT,
			changed_at BIGINT NOT NULL,
			expires_at BIGINT,
			slot TEXT,
			is_primary INTEGER NOT NULL,
			account TEXT,
			replaced TEXT,
			turns TEXT NOT NULL,
			previous TEXT,
			PRIMARY KEY (scope, id)
		)`,
		`CREATE INDEX contact_assignment_assignments_user ON contact_assignment_assignments (scope, user_id, at)
			WHERE status IN ('reserved', 'confirmed')`,
		`CREATE INDEX contact_assignment_assignments_due ON contact_assignment_assignments (scope, expires_at)
			WHERE status = 'reserved'`,
		'CREATE INDEX contact_assignment_assignments_at ON contact_assignment_assignments (scope, at)',
		'CREATE INDEX contact_assignment_assignments_contact ON contact_assignment_assignments (contact, at)',
		`CREATE TABLE contact_assignment_turns (
			scope TEXT NOT NULL,
			team TEXT NOT NULL,
			user_id TEXT NOT NULL,
			credit DOUBLE PRECISION NOT NULL,
			lift DOUBLE PRECISION NOT NULL,
			away INTEGER NOT NULL,
			PRIMARY KEY (scope, team, user_id)
		)`,
		`CREATE TABLE contact_assignment_deliveries (
			key TEXT PRIMARY KEY,
			at BIGINT NOT NULL
		)`,
		'CREATE INDEX contact_assignment_deliveries_at ON contact_assignment_deliveries (at)',
	],
	[
		'ALTER TABLE contact_assignment_contacts ADD COLUMN seen TEXT',
		'ALTER TABLE contact_assignment_contacts ADD COLUMN seen_in_highlevel_at BIGINT',
	],
	[
		`CREATE TABLE contact_assignment_contact_tags (
			contact TEXT PRIMARY KEY,
			tags TEXT NOT NULL,
			at BIGINT NOT NULL,
			seen_at BIGINT NOT NULL
		)`,
		'CREATE INDEX contact_assignment_contact_tags_seen ON contact_assignment_contact_tags (seen_at)',
	],
	[
		`CREATE TABLE contact_assignment_moves (
			scope TEXT NOT NULL,
			id TEXT NOT NULL,
			at BIGINT NOT NULL,
			contact TEXT NOT NULL,
			kind TEXT NOT NULL,
			about TEXT NOT NULL,
			run TEXT NOT NULL,
			from_user TEXT,
			until_at BIGINT,
			ends TEXT,
			is_over INTEGER NOT NULL,
			sealed TEXT NOT NULL,
			PRIMARY KEY (scope, id)
		)`,
		'CREATE INDEX contact_assignment_moves_about ON contact_assignment_moves (scope, about, at)',
		'CREATE INDEX contact_assignment_moves_at ON contact_assignment_moves (scope, at)',
		'CREATE INDEX contact_assignment_moves_contact ON contact_assignment_moves (contact)',
		`CREATE INDEX contact_assignment_moves_open ON contact_assignment_moves (scope, at)
			WHERE kind = 'handOver' AND is_over = 0`,
		'CREATE INDEX contact_assignment_moves_ends ON contact_assignment_moves (scope, ends)',
	],
	[
		'ALTER TABLE contact_assignment_contact_tags ADD COLUMN known_as TEXT',
		'ALTER TABLE contact_assignment_contact_tags ADD COLUMN also_known_as TEXT',
		'CREATE INDEX contact_assignment_contact_tags_known ON contact_assignment_contact_tags (known_as)',
		'CREATE INDEX contact_assignment_contact_tags_also ON contact_assignment_contact_tags (also_known_as)',
	],
	[
		`CREATE TABLE contact_assignment_accounts (
			scope TEXT NOT NULL,
			id TEXT NOT NULL,
			number TEXT,
			name TEXT,
			tag TEXT,
			PRIMARY KEY (scope, id)
		)`,
	],
	[
		`CREATE TABLE contact_assignment_users (
			scope TEXT NOT NULL,
			user_id TEXT NOT NULL,
			state TEXT NOT NULL,
			at BIGINT NOT NULL,
			PRIMARY KEY (scope, user_id)
		)`,
		`CREATE TABLE contact_assignment_previews (
			scope TEXT NOT NULL,
			series TEXT NOT NULL,
			id TEXT NOT NULL,
			at BIGINT NOT NULL,
			place INTEGER NOT NULL,
			known_as TEXT NOT NULL,
			changes TEXT NOT NULL,
			PRIMARY KEY (scope, series, id)
		)`,
		'CREATE INDEX contact_assignment_previews_at ON contact_assignment_previews (scope, series, at)',
	],
	['ALTER TABLE contact_assignment_decisions ADD COLUMN carried_out_at BIGINT'],
	['ALTER TABLE contact_assignment_meta ADD COLUMN at BIGINT'],
	[
		`CREATE TABLE contact_assignment_open_slots (
			scope TEXT NOT NULL,
			user_id TEXT NOT NULL,
			period TEXT NOT NULL,
			open INTEGER NOT NULL,
			PRIMARY KEY (scope, user_id, period)
		)`,
		`CREATE INDEX contact_assignment_open_slots_none ON contact_assignment_open_slots (scope)
			WHERE open = 0`,
		`INSERT INTO contact_assignment_open_slots (scope, user_id, period, open)
		SELECT scope, user_id, CAST(touched_at / ${PERIOD_MS} * ${PERIOD_MS} AS TEXT), COUNT(*)
		FROM contact_assignment_slots WHERE is_open = 1
		GROUP BY scope, user_id, CAST(touched_at / ${PERIOD_MS} * ${PERIOD_MS} AS TEXT)`,
		`CREATE TABLE contact_assignment_waits (
			scope TEXT NOT NULL,
			id TEXT NOT NULL,
			chain TEXT NOT NULL,
			contact TEXT,
			slot TEXT NOT NULL,
			assignment TEXT,
			user_id TEXT,
			account TEXT,
			team TEXT,
			rule TEXT,
			level INTEGER NOT NULL,
			asked_at BIGINT NOT NULL,
			given_at BIGINT NOT NULL,
			later_asks TEXT NOT NULL,
			due_at BIGINT,
			noticed_at BIGINT,
			soon_at BIGINT,
			silent_at BIGINT,
			reply_time INTEGER,
			plan TEXT NOT NULL,
			staff TEXT NOT NULL,
			had TEXT NOT NULL,
			ended_at BIGINT,
			ended TEXT,
			working_ms BIGINT,
			reply TEXT,
			answered_at BIGINT,
			answered_by TEXT,
			answered_how TEXT,
			sealed TEXT,
			PRIMARY KEY (scope, id)
		)`,
		'CREATE INDEX contact_assignment_waits_contact ON contact_assignment_waits (contact, ended_at)',
		'CREATE INDEX contact_assignment_waits_chain ON contact_assignment_waits (scope, chain)',
		'CREATE INDEX contact_assignment_waits_at ON contact_assignment_waits (scope, asked_at)',
		`CREATE INDEX contact_assignment_waits_open ON contact_assignment_waits (scope, asked_at)
			WHERE ended_at IS NULL`,
		`CREATE INDEX contact_assignment_waits_due ON contact_assignment_waits (scope, due_at)
			WHERE ended_at IS NULL AND due_at IS NOT NULL`,
		`CREATE INDEX contact_assignment_waits_silent ON contact_assignment_waits (scope, silent_at)
			WHERE ended_at IS NULL AND silent_at IS NOT NULL`,
		`CREATE INDEX contact_assignment_waits_sealed ON contact_assignment_waits (scope, ended_at)
			WHERE ended_at IS NOT NULL AND sealed IS NOT NULL`,
		`CREATE TABLE contact_assignment_replies (
			scope TEXT NOT NULL,
			id TEXT NOT NULL,
			contact TEXT,
			at BIGINT NOT NULL,
			user_id TEXT,
			account TEXT,
			verdict TEXT NOT NULL,
			how TEXT NOT NULL,
			noted_at BIGINT NOT NULL,
			PRIMARY KEY (scope, id)
		)`,
		'CREATE INDEX contact_assignment_replies_contact ON contact_assignment_replies (contact, verdict, at)',
		'CREATE INDEX contact_assignment_replies_at ON contact_assignment_replies (scope, verdict, at)',
		`CREATE TABLE contact_assignment_reply_ids (
			scope TEXT NOT NULL,
			hash TEXT NOT NULL,
			reply TEXT NOT NULL,
			PRIMARY KEY (scope, hash)
		)`,
		'CREATE INDEX contact_assignment_reply_ids_reply ON contact_assignment_reply_ids (scope, reply)',
		`CREATE TABLE contact_assignment_queue (
			scope TEXT NOT NULL,
			id TEXT NOT NULL,
			contact TEXT NOT NULL,
			slot TEXT NOT NULL,
			since BIGINT NOT NULL,
			place INTEGER NOT NULL,
			teams TEXT NOT NULL,
			available_at BIGINT,
			given_at BIGINT,
			plan TEXT NOT NULL,
			staff TEXT NOT NULL,
			sealed TEXT NOT NULL,
			PRIMARY KEY (scope, id)
		)`,
		'CREATE INDEX contact_assignment_queue_contact ON contact_assignment_queue (contact)',
		'CREATE INDEX contact_assignment_queue_order ON contact_assignment_queue (scope, place, since, id)',
		'CREATE INDEX contact_assignment_queue_teams ON contact_assignment_queue (scope, teams)',
		`CREATE TABLE contact_assignment_plans (
			scope TEXT NOT NULL,
			hash TEXT NOT NULL,
			staff TEXT NOT NULL,
			used_at BIGINT NOT NULL,
			sealed TEXT NOT NULL,
			PRIMARY KEY (scope, hash)
		)`,
		'CREATE INDEX contact_assignment_plans_used ON contact_assignment_plans (scope, used_at)',
		`CREATE TABLE contact_assignment_staff (
			scope TEXT NOT NULL,
			hash TEXT NOT NULL,
			used_at BIGINT NOT NULL,
			sealed TEXT NOT NULL,
			PRIMARY KEY (scope, hash)
		)`,
		'CREATE INDEX contact_assignment_staff_used ON contact_assignment_staff (scope, used_at)',
		`CREATE TABLE contact_assignment_pauses (
			scope TEXT NOT NULL,
			user_id TEXT NOT NULL,
			since BIGINT NOT NULL,
			until_at BIGINT,
			PRIMARY KEY (scope, user_id)
		)`,
		'CREATE INDEX contact_assignment_accounts_id ON contact_assignment_accounts (id)',
		'ALTER TABLE contact_assignment_assignments ADD COLUMN rule TEXT',
		'ALTER TABLE contact_assignment_assignments ADD COLUMN pool TEXT',
	],
	[
		...['event', 'source', 'plan', 'staff'].map(
			(column) => `ALTER TABLE contact_assignment_assignments ADD COLUMN ${column} TEXT`,
		),
		'ALTER TABLE contact_assignment_waits ADD COLUMN source TEXT',
		'ALTER TABLE contact_assignment_waits ADD COLUMN outside_hours INTEGER',
		`CREATE TABLE contact_assignment_outcomes (
			scope TEXT NOT NULL,
			id TEXT NOT NULL,
			at BIGINT NOT NULL,
			kind TEXT NOT NULL,
			contact TEXT,
			assignment TEXT,
			user_id TEXT,
			account TEXT,
			team TEXT,
			rule TEXT,
			source TEXT,
			value DOUBLE PRECISION,
			question TEXT,
			takes_number INTEGER,
			noted_by TEXT NOT NULL,
			PRIMARY KEY (scope, id)
		)`,
		'CREATE INDEX contact_assignment_outcomes_at ON contact_assignment_outcomes (scope, at)',
		'CREATE INDEX contact_assignment_outcomes_kind ON contact_assignment_outcomes (scope, kind, at)',
		'CREATE INDEX contact_assignment_outcomes_contact ON contact_assignment_outcomes (contact, kind, at)',
		'CREATE INDEX contact_assignment_outcomes_assignment ON contact_assignment_outcomes (scope, assignment)',
		`CREATE TABLE contact_assignment_kept (
			scope TEXT NOT NULL,
			id TEXT NOT NULL,
			at BIGINT NOT NULL,
			user_id TEXT NOT NULL,
			account TEXT,
			team TEXT,
			rule TEXT,
			source TEXT,
			by_hand INTEGER NOT NULL,
			count INTEGER NOT NULL,
			PRIMARY KEY (scope, id)
		)`,
		'CREATE INDEX contact_assignment_kept_at ON contact_assignment_kept (scope, at)',
	],
];

/** Under which the store keeps in which form it is, for ever. */
export const VERSION = 'version';

/**
 * Brings the store to the newest form.
 * @returns the key that identities are hashed with
 * @throws {LedgerError} when a newer version of this package has been here
 */
export async function migrate(database: Database): Promise<Buffer> {
	return await database.transaction(LOCKS.schema, async (sql) => {
		await makeTables(sql, database.name);
		const known = await readMeta(sql, 'hashKey');
		if (known) return Buffer.from(known, 'base64url');
		const made = randomBytes(32);
		await writeMeta(sql, 'hashKey', made.toString('base64url'));
		return made;
	});
}

/**
 * Makes the tables, or brings those that are there to the newest form.
 * @param name of the store, as people call it
 * @throws {LedgerError} when a newer version of this package has been here
 */
export async function makeTables(sql: Transaction, name: string): Promise<void> {
	await sql.run(
		'CREATE TABLE IF NOT EXISTS contact_assignment_meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)',
	);
	const version = Number((await readMeta(sql, VERSION)) ?? 0);
	if (version > MIGRATIONS.length) {
		throw new LedgerError(
			`The ledger in ${name} was written by a newer version of n8n-nodes-contact-assignment`,
			'Update this package on every n8n instance that uses the ledger: going back to an older version is not possible.',
		);
	}
	for (const step of MIGRATIONS.slice(version).flat()) await sql.run(step);
	if (version < MIGRATIONS.length) await writeMeta(sql, VERSION, String(MIGRATIONS.length));
}
