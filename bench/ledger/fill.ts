import { PostgresDatabase } from '../../ledger/postgres';
import { OpenSlotsGained } from '../../ledger/openSlots';
import type { AssignmentRow, Insertable, SlotRow, WaitRow } from '../../ledger/rows';
import { SqliteDatabase } from '../../ledger/sqlite';
import { sealWait, waitRow, writeWaits } from '../../ledger/waitRows';
import { migrate } from '../../ledger/schema';
import { Secrets } from '../../ledger/secrets';
import type { Database } from '../../ledger/database';
import type { Place } from './jobs';
import { MEMBERS } from './scenario';
import { DAY, MINUTE } from '../../routing/model/durations';

/** How many contacts one statement brings. */
const STEP = 5_000;
/** The contacts have written within so many days. */
const DAYS = 25;

/** What opened them. */
const TOUCH = { key: 'msg', event: 'message' as const, contact: { phone: '+14155550100' } };
/** At most so many are filled in. */
const MOST_WAITS = 1_000_000;
/** Of so many contacts are the waits that are filled in. */
const CONTACTS = 100_000;

/** The database of a ledger, beside those who use it. */
export async function connect(place: Place): Promise<Database> {
	if (place.engine === 'SQLite') return await SqliteDatabase.open(place.file);
	const { host, port, database, user, password } = place;
	return new PostgresDatabase({ host, port, database, user, password, ssl: false, connections: 8 });
}

/**
 * Adds open contacts to a location, as they are when each was decided and confirmed. Deciding them
 * takes a minute for 100 000.
 */
export async function fill(place: Place, scope: string, from: number, to: number): Promise<void> {
	const database = await connect(place);
	const now = Date.now();
	for (let start = from; start < to; start += STEP) {
		const people = Array.from({ length: Math.min(STEP, to - start) }, (_, i) =>
			person(scope, start + i, now),
		);
		await database.transaction(scope, async (sql) => {
			for (const table of ['contacts', 'identities', 'slots', 'assignments'] as const) {
				await sql.insert(
					`contact_assignment_${table}`,
					people.map((rows) => rows[table]),
				);
			}
			const gained = new OpenSlotsGained();
			gained.count(
				people.map(({ slots }) => slots),
				1,
			);
			await gained.write(sql);
		});
	}
	if (place.engine === 'Postgres') {
		// What the server does by itself within a minute or two.
		await database.transaction(scope, async (sql) => await sql.run('ANALYZE'));
	}
	await database.close();
}

/**
 * Adds waits for an answer to contacts of a location that were filled in: the last ones are open, and
 * due within an hour.
 */
export async function fillWaits(
	place: Place,
	scope: string,
	from: number,
	{ stored, open }: { stored: number; open: number },
): Promise<void> {
	const database = await connect(place);
	const now = Date.now();
	const sealed = sealWait(new Secrets(await migrate(database)), TOUCH, null);
	for (let start = from; start < stored; start += STEP) {
		const rows = Array.from({ length: Math.min(STEP, stored - start) }, (_, i) =>
			wait(scope, start + i, now, start + i >= stored - open ? sealed : null),
		);
		await database.transaction(scope, async (sql) => await writeWaits(sql, rows));
	}
	if (place.engine === 'Postgres') {
		await database.transaction(scope, async (sql) => await sql.run('ANALYZE'));
	}
	await database.close();
}

/** @param sealed what is kept of an open one; null for one that was answered */
function wait(scope: string, number: number, now: number, sealed: string | null): WaitRow {
	const id = `${scope}:wait:${number}`;
	// In the order of time, as they come.
	const at = now - DAYS * DAY + Math.round((number / MOST_WAITS) * DAYS * DAY);
	const user = MEMBERS[number % MEMBERS.length] ?? '';
	const begun = waitRow(
		{
			...{ slot: '*', user, account: '1001', team: 'Sales', rule: 'Sales', level: 0 },
			...{ source: null, outsideHours: false },
			...{ askedAt: at, givenAt: at, laterAsks: [], replyTime: 0, had: [user], escalation: null },
			dueAt: sealed === null ? at : now + (number % 100_000) * 36,
			...{ plan: 'plan', staff: 'staff' },
		},
		{
			...{ scope, id, chain: id, contact: `${scope}:${number % CONTACTS}`, assignment: null },
			...{ silent_at: null, sealed },
		},
	);
	if (sealed !== null) return begun;
	const answered = { answered_at: at + MINUTE, answered_by: user, answered_how: 'phone' } as const;
	const ended = { ended: 'answered', ended_at: at + MINUTE, working_ms: MINUTE } as const;
	return { ...begun, ...ended, ...answered, reply: id };
}

function person(scope: string, number: number, now: number) {
	const id = `${scope}:${number}`;
	const at = now - Math.round(((number % 1_000) / 1_000) * DAYS * DAY);
	const user_id = MEMBERS[number % MEMBERS.length] ?? '';
	const common = { scope, contact: id, user_id, account: '1001', at, replaced: null, slot: '*' };
	const slot: SlotRow = { ...common, assignment: id, is_open: 1, touched_at: at };
	const assignment: AssignmentRow = {
		...common,
		id,
		team: 'Sales',
		status: 'confirmed',
		reason: null,
		changed_at: at,
		expires_at: null,
		is_primary: 1,
		turns: '{}',
		previous: null,
		rule: 'Sales',
		pool: '{}',
		event: 'message',
		source: null,
		plan: null,
		staff: null,
	};
	return {
		contacts: { id, scope, primary_slot: '*', seen_at: at },
		identities: { scope, hash: id, contact: id },
		slots: slot as Insertable<SlotRow>,
		assignments: assignment as Insertable<AssignmentRow>,
	};
}
