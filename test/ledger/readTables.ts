import type { Database } from '../../ledger/database';
import type {
	AssignmentFact,
	KeptFact,
	OutcomeFact,
	ReplyFact,
	TurnFact,
	WaitPart,
} from '../../ledger/facts';
import type { Span } from '../../ledger/reading';
import type { AssignmentRow, KeptRow, OutcomeRow, ReplyRow, WaitRow } from '../../ledger/rows';
import type { KeptPlan } from '../../routing/keptPlan';
import { WaitClock } from '../../routing/waits/waitClock';

/** All rows of a location, read at once. */
export interface Tables {
	waits: WaitRow[];
	assignments: AssignmentRow[];
	outcomes: OutcomeRow[];
	kept: KeptRow[];
	replies: ReplyRow[];
}

export async function readTables(database: Database, scope: string): Promise<Tables> {
	return await database.transaction(scope, async (sql) => {
		const all = async <Row>(table: string) =>
			await sql.all<Row>(`SELECT * FROM contact_assignment_${table} WHERE scope = ?`, scope);
		return {
			waits: await all('waits'),
			assignments: await all('assignments'),
			outcomes: await all('outcomes'),
			kept: await all('kept'),
			replies: await all('replies'),
		};
	});
}

const isIn = (at: number, { from, to }: Span) => from <= at && at < to;

/** The parts of each question that was asked then, as simply as it can be told. */
export function questionsIn(
	{ waits }: Tables,
	span: Span,
	now: number,
	kept: KeptPlan,
): WaitPart[][] {
	const clock = WaitClock.of(kept);
	return [...new Set(waits.map(({ chain }) => chain))]
		.map((chain) => waits.filter((row) => row.chain === chain))
		.filter((rows) => {
			const first = rows.find(({ id, chain }) => id === chain);
			return first && isIn(first.asked_at, span);
		})
		.map((rows) =>
			rows
				.sort((a, b) => a.given_at - b.given_at || (a.id < b.id ? -1 : 1))
				.map((row) => partOf(row, now, clock)),
		);
}

function partOf(row: WaitRow, now: number, clock: WaitClock): WaitPart {
	const { user_id: user, team, account, rule, source, answered_at, ended_at, given_at } = row;
	const isLate = answered_at !== null && ended_at !== null && answered_at < ended_at;
	const until = Math.max(given_at, Math.min(answered_at ?? now, ended_at ?? now));
	const worked = clock.workedMs({ user, team }, given_at, until);
	return {
		...{ id: row.id, chain: row.chain, level: row.level, user, team, account, rule, source },
		...{ askedAt: row.asked_at, givenAt: given_at, dueAt: row.due_at },
		...{ endedAt: ended_at, ended: row.ended },
		answeredBy: row.answered_by,
		answeredHow: row.answered_how,
		answeredAt: answered_at,
		workingMs: isLate ? worked : (row.working_ms ?? worked),
		outsideHours: row.outside_hours === null ? null : row.outside_hours === 1,
	};
}

export function assignmentsIn(tables: Tables, span: Span, now: number): AssignmentFact[] {
	return tables.assignments
		.filter(({ at }) => isIn(at, span))
		.filter(({ status, expires_at }) => {
			if (status === 'reserved') return expires_at === null || expires_at > now;
			return status === 'confirmed' || status === 'credited';
		})
		.map((row) => assignmentOf(row, tables.outcomes));
}

export function turnsIn(tables: Tables, span: Span, now: number): TurnFact[] {
	return tables.assignments
		.filter(({ at, team }) => isIn(at, span) && team !== null)
		.map((row) => ({
			...assignmentOf(row, tables.outcomes),
			team: row.team ?? '',
			turns: JSON.parse(row.turns) as TurnFact['turns'],
			pool: row.pool === null ? null : (JSON.parse(row.pool) as TurnFact['pool']),
			plan: row.plan,
			staff: row.staff,
			undoneAt: undoneAt(row, now),
		}));
}

function undoneAt({ status, changed_at, expires_at }: AssignmentRow, now: number): number | null {
	if (status === 'confirmed') return null;
	if (status !== 'reserved') return changed_at;
	return expires_at !== null && expires_at <= now ? expires_at : null;
}

function assignmentOf(row: AssignmentRow, all: readonly OutcomeRow[]): AssignmentFact {
	const outcomes: Record<string, number> = {};
	for (const { assignment, kind, at } of all) {
		if (assignment === row.id) outcomes[kind] = Math.min(at, outcomes[kind] ?? at);
	}
	const { id, at, user_id: user, team, account, rule, source, event, status } = row;
	const credited = status === 'credited';
	return { id, at, user, team, account, rule, source, event, credited, outcomes };
}

export function outcomesIn({ outcomes }: Tables, span: Span): OutcomeFact[] {
	return outcomes
		.filter(({ at }) => isIn(at, span))
		.map(({ id, at, kind, user_id: user, team, account, rule, source, value, question }) => ({
			...{ id, at, kind, user, team, account, rule, source, value, question },
		}));
}

export function keptIn({ kept }: Tables, span: Span): KeptFact[] {
	return kept
		.filter(({ at }) => isIn(at, span))
		.map(({ at, user_id: user, team, account, rule, source, by_hand, count }) => ({
			...{ at, user, team, account, rule, source, count },
			byHand: by_hand === 1,
		}));
}

export function unclearIn({ replies }: Tables, span: Span): ReplyFact[] {
	return replies
		.filter(({ at, verdict }) => isIn(at, span) && verdict === 'unclear')
		.map(({ at, user_id: user, account, verdict, how }) => ({ at, user, account, verdict, how }));
}
