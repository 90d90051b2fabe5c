import type { Reassign } from '../routing/model/touch';
import { expireDue } from './assignmentStatus';
import type { BatchContext } from './batchContext';
import type { Database, Transaction } from './database';
import type { Insertable, ReassignmentRow } from './rows';
import type { Secrets } from './secrets';

/** A contact that moves together with others, because of one person or one account. */
export interface Reassignment {
	kind: Reassign['kind'];
	/** What all of this work is about, for example a person. */
	about: string;
	/** Names the work, however often it is interrupted. */
	run: string;
	/** HighLevel's. */
	contactId: string;
	/** The touch that the decision is about. */
	key: string;
	/** Whose contact it was, null when the work is about no person. */
	fromUser: string | null;
	/** When a hand-over is to be given back, milliseconds since 1970. */
	until: number | null;
	/** The hand-over that this gives back. */
	ends: string | null;
	/** Whoever stood in has lost the contact already, so that nothing is left to be given back. */
	isOver: boolean;
}

/** A reassignment that was decided. */
interface DecidedReassignment {
	contactId: string;
	/** Asked with this key again, the decision is the same. */
	key: string;
	run: string;
	at: number;
	/** Whether it was carried out, as far as the ledger was told. */
	done: boolean;
}

/** A contact that somebody has in place of its owner. */
export interface HandOver {
	id: string;
	contactId: string;
	/** User ID of the one who is away. */
	person: string;
	/** User ID of the one who has it now: somebody who stood in may be away themselves. */
	standIn: string;
	until: number | null;
}

/** What is kept encrypted. */
type SealedReassignment = Pick<Reassignment, 'contactId' | 'key'>;

const CARRIED_OUT = `('confirmed', 'credited')`;

/** What the ledger remembers of contacts that moved together, written with each decision. */
export class Reassignments {
	constructor(
		private readonly database: Database,
		private readonly scope: string,
		private readonly secrets: Secrets,
	) {}

	/** The reassignments of one work since then that were carried out or still may be, oldest first. */
	async decided(about: string, since: number, now: number): Promise<DecidedReassignment[]> {
		const rows = await this.database.transaction(this.scope, async (sql) => {
			await expireDue(sql, this.scope, now);
			return await sql.all<ReassignmentRow & { status: string }>(
				`SELECT contact_assignment_moves.*, contact_assignment_assignments.status
				FROM contact_assignment_moves JOIN contact_assignment_assignments
					ON contact_assignment_assignments.scope = contact_assignment_moves.scope
					AND contact_assignment_assignments.id = contact_assignment_moves.id
				WHERE contact_assignment_moves.scope = ? AND about = ?
					AND contact_assignment_moves.at > ? AND status <> 'released'
				ORDER BY contact_assignment_moves.at`,
				this.scope,
				this.secrets.hash(about),
				since,
			);
		});
		return rows.map(({ run, at, status, sealed }) => ({
			...this.open(sealed),
			run,
			at,
			done: status === 'confirmed' || status === 'credited',
		}));
	}

	/**
	 * The hand-overs that were carried out and not given back, oldest first. Of several of one contact
	 * by one person only the last counts, for good: a day may have been put off.
	 */
	async handOvers(): Promise<HandOver[]> {
		const rows = await this.database.transaction(
			this.scope,
			async (sql) =>
				await sql.all<ReassignmentRow & { stand_in: string }>(
					`SELECT contact_assignment_moves.*, contact_assignment_assignments.user_id AS stand_in
					FROM contact_assignment_moves JOIN contact_assignment_assignments
						ON contact_assignment_assignments.scope = contact_assignment_moves.scope
						AND contact_assignment_assignments.id = contact_assignment_moves.id
					WHERE contact_assignment_moves.scope = ? AND kind = 'handOver' AND is_over = 0
						AND status IN ${CARRIED_OUT} AND NOT EXISTS (
							SELECT 1 FROM contact_assignment_moves AS back
							JOIN contact_assignment_assignments AS given
								ON given.scope = back.scope AND given.id = back.id
							WHERE back.scope = contact_assignment_moves.scope
								AND back.ends = contact_assignment_moves.id
								AND given.status IN ${CARRIED_OUT})
						AND NOT EXISTS (
							SELECT 1 FROM contact_assignment_moves AS later
							JOIN contact_assignment_assignments AS taken
								ON taken.scope = later.scope AND taken.id = later.id
							WHERE later.contact = contact_assignment_moves.contact
								AND later.from_user = contact_assignment_moves.from_user
								AND later.kind = 'handOver' AND later.at > contact_assignment_moves.at
								AND taken.status IN ${CARRIED_OUT})
					ORDER BY contact_assignment_moves.at, contact_assignment_moves.id`,
					this.scope,
				),
		);
		const standIns = new Map<string, string>();
		// From the last one on: who stands in for somebody who stands in has the contact now.
		for (const { id, contact, from_user, stand_in } of [...rows].reverse()) {
			const now = standIns.get(`${contact} ${stand_in}`) ?? stand_in;
			standIns.set(`${contact} ${from_user}`, now);
			standIns.set(id, now);
		}
		return rows.map(({ id, from_user, stand_in, until_at, sealed }) => {
			const standIn = standIns.get(id) ?? stand_in;
			const { contactId } = this.open(sealed);
			return { id, contactId, person: from_user ?? '', standIn, until: until_at };
		});
	}

	/** Nothing is to be given back of these hand-overs any more. */
	async end(handOvers: readonly string[]): Promise<void> {
		await this.database.transaction(this.scope, async (sql) =>
			endHandOvers(sql, this.scope, handOvers),
		);
	}

	private open(sealed: string): SealedReassignment {
		return JSON.parse(this.secrets.open(sealed)) as SealedReassignment;
	}
}

/** How a reassignment is written with the decision about it. */
export function reassignmentRow(
	{ scope, now, secrets }: BatchContext,
	id: string,
	contact: string,
	{ kind, about, run, contactId, key, fromUser, until, ends }: Reassignment,
): Insertable<ReassignmentRow> {
	const sealed: SealedReassignment = { contactId, key };
	return {
		scope,
		id,
		at: now,
		contact,
		kind,
		about: secrets.hash(about),
		run,
		from_user: fromUser,
		until_at: until,
		ends,
		is_over: 0,
		sealed: secrets.seal(JSON.stringify(sealed)),
	};
}

export async function writeReassignments(
	sql: Transaction,
	rows: readonly ReassignmentRow[],
): Promise<void> {
	await sql.insert(
		'contact_assignment_moves',
		rows as Array<Insertable<ReassignmentRow>>,
		'ON CONFLICT (scope, id) DO NOTHING',
	);
}

/** Nothing is to be given back of these hand-overs any more. */
export async function endHandOvers(
	sql: Transaction,
	scope: string,
	ids: readonly string[],
): Promise<void> {
	if (ids.length === 0) return;
	await sql.run(
		`UPDATE contact_assignment_moves SET is_over = 1
		WHERE scope = ? AND id IN (SELECT value FROM EACH(?))`,
		scope,
		ids,
	);
}
