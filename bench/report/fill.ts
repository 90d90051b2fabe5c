import type { Database } from '../../ledger/database';
import type { KeptPlan } from '../../routing/keptPlan';
import { DAY } from '../../routing/model/durations';

/** A year of a location, as it is filled in. */
export interface Year {
	scope: string;
	/** When it begins, milliseconds since 1970. */
	from: number;
	/** How many questions are waited for; each twentieth is handed on once. */
	waits: number;
	people: number;
}

export const YEAR_MS = 365 * DAY;

/** How many rows one statement makes: Postgres gives it half a minute. */
const STEP = 50_000;

/** Of so many waits, one row of each. */
const ONE_IN = { assignments: 3, outcomes: 5, kept: 12, replies: 40 } as const;

/** Numbers that look as if they were thrown, from 0 to 999. */
const thrown = (prime: number) => `((i * ${prime} + i / 1000) % 1000)`;

/** Minutes until somebody answers: half within some minutes, a few after days. */
const MINUTES = `(1 + ${thrown(7919)} * ${thrown(7919)} / 20000
	+ CASE WHEN ${thrown(104729)} < 50 THEN ${thrown(15485863)} * 3 ELSE 0 END)`;

const TEXT = (number: string) => `CAST(1000000000 + ${number} AS TEXT)`;

/** As long as IDs are, and in the order in which they were made. */
const ID = `${TEXT('i')} || '0123456789abcdef'`;
/** The second part of a question that was handed on. */
const FIRST_ID = `${TEXT('i - 1')} || '0123456789abcdef'`;

/** The table of one person or another. */
const DIMENSIONS = (people: number) => `'user' || ((i * 31 + i / 7) % ${people}),
	CAST(1000 + i % 3 AS TEXT), 'Team ' || (i % 4), 'Rule ' || (i % 6),
	CASE WHEN i % 5 < 2 THEN NULL ELSE 'Source ' || (i % 5) END`;

/** Statements that make rows of the numbers `i`, by table. */
function statements({ scope, from, waits, people }: Year, plan: KeptPlan) {
	const at = `(${from} + i * ${Math.floor(YEAR_MS / waits)})`;
	const isOpen = `i >= ${waits} - 200`;
	const isHandedOn = '(i % 20 = 10)';
	const isSecond = '(i % 20 = 11)';
	const askedAt = `CASE WHEN ${isSecond} THEN ${at} - ${Math.floor(YEAR_MS / waits)} ELSE ${at} END`;
	const givenAt = `CASE WHEN ${isSecond} THEN ${at} - ${Math.floor(YEAR_MS / waits)} + 900000 ELSE ${at} END`;
	const endedAt = `CASE WHEN ${isOpen} THEN NULL WHEN ${isHandedOn} THEN ${at} + 900000
		ELSE ${at} + 900000 + ${MINUTES} * 60000 - ${thrown(31)} * 10 END`;
	const isAnswered = `NOT (${isOpen}) AND NOT ${isHandedOn} AND ${thrown(131)} < 900`;
	const ended = `CASE WHEN ${isOpen} THEN NULL WHEN ${isHandedOn} THEN 'escalated'
		WHEN ${thrown(131)} < 900 THEN 'answered' WHEN ${thrown(131)} < 960 THEN 'closed' ELSE 'silent' END`;
	return {
		waits: `INSERT INTO contact_assignment_waits (scope, id, chain, contact, slot, assignment,
				user_id, account, team, rule, source, outside_hours, level, asked_at, given_at, later_asks,
				due_at, plan, staff, had, ended_at, ended, working_ms, reply,
				answered_at, answered_by, answered_how)
			SELECT '${scope}', ${ID}, CASE WHEN ${isSecond} THEN ${FIRST_ID} ELSE ${ID} END,
				'${scope} ' || (i % 200000), '*', NULL, ${DIMENSIONS(people)},
				CASE WHEN i % 10 < 2 THEN 1 ELSE 0 END, CASE WHEN ${isSecond} THEN 1 ELSE 0 END,
				${askedAt}, ${givenAt}, '[]', ${at} + 900000, '${plan.hash}', '${plan.staffHash}', '[]',
				${endedAt}, ${ended}, (${endedAt} - ${givenAt}) * 2 / 5,
				CASE WHEN ${isAnswered} THEN ${ID} END, CASE WHEN ${isAnswered} THEN ${endedAt} END,
				CASE WHEN ${isAnswered} THEN 'user' || ((i * 31 + i / 7 + CASE WHEN i % 9 = 0 THEN 1 ELSE 0 END) % ${people}) END,
				CASE WHEN ${isAnswered} THEN 'highLevel' END`,
		assignments: `INSERT INTO contact_assignment_assignments (scope, id, at, contact, user_id,
				account, team, rule, source, status, changed_at, is_primary, slot, turns, pool, event,
				plan, staff)
			SELECT '${scope}', 'a' || ${ID}, ${at}, '${scope} ' || (i % 200000), ${DIMENSIONS(people)},
				CASE WHEN i % 50 = 0 THEN 'credited' WHEN i % 50 = 1 THEN 'released' ELSE 'confirmed' END,
				${at}, 1, '*', '{}', '{}', CASE WHEN i % 9 = 0 THEN 'noReply' ELSE 'message' END,
				'${plan.hash}', '${plan.staffHash}'`,
		outcomes: `INSERT INTO contact_assignment_outcomes (scope, id, at, kind, contact, assignment,
				user_id, account, team, rule, source, value, noted_by)
			SELECT '${scope}', 'o' || ${ID}, ${at} + 86400000,
				CASE i % 4 WHEN 0 THEN 'won' WHEN 1 THEN 'lost' ELSE 'closed' END,
				'${scope} ' || (i % 200000), 'a' || ${ID}, ${DIMENSIONS(people)}, NULL, 'byHand'`,
		kept: `INSERT INTO contact_assignment_kept (scope, id, at, user_id, account, team, rule, source,
				by_hand, count)
			SELECT '${scope}', 'k' || ${ID}, ${at}, ${DIMENSIONS(people)}, i % 2, 1 + i % 4`,
		replies: `INSERT INTO contact_assignment_replies (scope, id, contact, at, user_id, account,
				verdict, how, noted_at)
			SELECT '${scope}', 'r' || ${ID}, NULL, ${at}, NULL, CAST(1000 + i % 3 AS TEXT), 'unclear',
				'highLevel', ${at}`,
	};
}

/** Fills a year in; both engines make the rows themselves, and the same ones. */
export async function fillYear(database: Database, year: Year, plan: KeptPlan): Promise<void> {
	const sql = statements(year, plan);
	for (let from = 0; from < year.waits; from += STEP) {
		const to = Math.min(from + STEP, year.waits);
		for (const table of Object.keys(sql) as Array<keyof typeof sql>) {
			const oneIn = table === 'waits' ? 1 : ONE_IN[table];
			await database.transaction(year.scope, async (transaction) => {
				await transaction.run(`${sql[table]} FROM (
					WITH RECURSIVE numbers(i) AS (
						SELECT CAST(${Math.ceil(from / oneIn) * oneIn} AS BIGINT)
						UNION ALL SELECT i + ${oneIn} FROM numbers WHERE i + ${oneIn} < ${to})
					SELECT i FROM numbers WHERE i < ${to}) AS numbered`);
			});
		}
	}
}
