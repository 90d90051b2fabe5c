import type { ContactOutcome } from '../routing/model/contactOutcome';
import type { TouchEvent } from '../routing/model/events';
import type { Pool } from '../routing/model/pool';
import type { TurnMove } from './assignments';
import type { Database, Reader } from './database';
import type { AssignmentFact, TurnFact } from './facts';
import type { Span } from './reading';
import type { AssignmentStatus } from './rows';
import { slices } from './slices';

const COLUMNS = ['id', 'user_id', 'team', 'account', 'rule', 'source', 'event', 'status'];

/** The columns, then when it was. */
type AssignmentList = readonly [...Columns, at: number];
type TurnList = readonly [
	...Columns,
	turns: string,
	pool: string | null,
	plan: string | null,
	staff: string | null,
	undoneAt: number | null,
	at: number,
];
type Columns = readonly [
	id: string,
	user: string,
	team: string | null,
	account: string | null,
	rule: string | null,
	source: string | null,
	event: TouchEvent | null,
	status: AssignmentStatus,
];

/** When its turn went back. Nobody has ended a reservation just because it has expired. */
const UNDONE_AT = `CASE WHEN status IN ('released', 'expired', 'credited') THEN changed_at
	WHEN status = 'reserved' THEN expires_at END AS undone_at`;

/** Carried out, or may be. */
const COUNTS = `(status IN ('confirmed', 'credited')
	OR (status = 'reserved' AND (expires_at IS NULL OR expires_at > ?)))`;

const SLICED = { table: 'contact_assignment_assignments', time: 'at' } as const;
const TURN_COLUMNS = [...COLUMNS, 'turns', 'pool', 'plan', 'staff', UNDONE_AT];

type Outcomes = Partial<Record<ContactOutcome, number>>;
const NO_OUTCOMES: Outcomes = {};

/** The assignments of one scope as facts. */
export class ReadAssignments {
	constructor(
		private readonly database: Database,
		private readonly scope: string,
	) {}

	async *carriedOut(
		span: Span,
		now: number,
	): AsyncGenerator<readonly AssignmentFact[], void, undefined> {
		const sliced = { ...SLICED, columns: COLUMNS, where: COUNTS, values: [now] };
		yield* slices(this.database, this.scope, sliced, span, async (rows: AssignmentList[], sql) => {
			const outcomes = await this.outcomesOf(rows, sql);
			return rows.map((row) => assignmentFact(row, row[8], outcomes));
		});
	}

	/** All of teams, with how their turns moved, also those of which nothing came. */
	async *turns(span: Span, now: number): AsyncGenerator<readonly TurnFact[], void, undefined> {
		const sliced = { ...SLICED, columns: TURN_COLUMNS, where: 'team IS NOT NULL' };
		yield* slices(this.database, this.scope, sliced, span, async (rows: TurnList[], sql) => {
			const outcomes = await this.outcomesOf(rows, sql);
			return rows.map((row) => turnFact(row, outcomes, now));
		});
	}

	/** The first of each kind that a contact had with these as its last assignment. */
	private async outcomesOf(
		rows: ReadonlyArray<AssignmentList | TurnList>,
		sql: Reader,
	): Promise<Map<string, Outcomes>> {
		const found = await sql.lists<readonly [assignment: string, kind: ContactOutcome, at: number]>(
			['assignment', 'kind', 'MIN(at)'],
			`FROM contact_assignment_outcomes
			WHERE scope = ? AND assignment IN (SELECT value FROM EACH(?))
			GROUP BY assignment, kind`,
			this.scope,
			rows.map(([id]) => id),
		);
		const outcomes = new Map<string, Outcomes>();
		for (const [assignment, kind, at] of found) {
			const known = outcomes.get(assignment);
			if (known) known[kind] = at;
			else outcomes.set(assignment, { [kind]: at });
		}
		return outcomes;
	}
}

function assignmentFact(
	row: AssignmentList | TurnList,
	at: number,
	outcomes: ReadonlyMap<string, Outcomes>,
): AssignmentFact {
	return {
		id: row[0],
		at,
		user: row[1],
		team: row[2],
		account: row[3],
		rule: row[4],
		source: row[5],
		event: row[6],
		credited: row[7] === 'credited',
		outcomes: outcomes.get(row[0]) ?? NO_OUTCOMES,
	};
}

function turnFact(row: TurnList, outcomes: ReadonlyMap<string, Outcomes>, now: number): TurnFact {
	const [turns, pool, plan, staff, undoneAt, at] = [
		row[8],
		row[9],
		row[10],
		row[11],
		row[12],
		row[13],
	];
	return {
		...assignmentFact(row, at, outcomes),
		team: row[2] ?? '',
		turns: JSON.parse(turns) as TurnMove,
		pool: pool === null ? null : (JSON.parse(pool) as Pool),
		plan,
		staff,
		undoneAt: undoneAt !== null && undoneAt <= now ? undoneAt : null,
	};
}
