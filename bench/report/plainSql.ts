import type { Database } from '../../ledger/database';
import type { Span } from '../../ledger/reading';

/** What the curve of a group is made of: of each minute, how many answers and how many other ends. */
interface Step {
	name: string;
	minutes: number;
	answered: number;
	ends: number;
}

const IS_ANSWERED = "ended = 'answered'";

/** Answers after whole minutes rounded up, other ends rounded down. */
const minutes = (isAnswered: string, ms: string) =>
	`CASE WHEN ${isAnswered} THEN (${ms} + 59999) / 60000 ELSE ${ms} / 60000 END AS minutes`;

/** How much of a part its person worked. */
const worked = (now: number) => `COALESCE(working_ms, ${now} - given_at)`;

/** The waits that each person had, by their own minutes. */
function people(now: number): string {
	const isOwn = `${IS_ANSWERED} AND answered_by = user_id`;
	return `SELECT name, minutes, SUM(answered) AS answered, COUNT(*) AS ends FROM (
			SELECT user_id AS name, CASE WHEN ${isOwn} THEN 1 ELSE 0 END AS answered,
				${minutes(isOwn, worked(now))}
			FROM contact_assignment_waits WHERE scope = ? AND asked_at >= ? AND asked_at < ?) AS parts
		GROUP BY name, minutes ORDER BY name, minutes`;
}

/** Whole questions, by what their first part says. */
function questions(name: string, now: number): string {
	const isAnswered = `MAX(CASE WHEN ${IS_ANSWERED} THEN 1 ELSE 0 END)`;
	return `SELECT name, minutes, SUM(answered) AS answered, COUNT(*) AS ends FROM (
			SELECT MIN(CASE WHEN id = chain THEN ${name} END) AS name, ${isAnswered} AS answered,
				${minutes(`${isAnswered} = 1`, `SUM(${worked(now)})`)}
			FROM contact_assignment_waits WHERE scope = ? AND asked_at >= ? AND asked_at < ?
			GROUP BY chain) AS questions
		GROUP BY name, minutes ORDER BY name, minutes`;
}

/**
 * The same curves as somebody would get them who knows SQL: of all, of each person, team and account.
 * @returns how many curves
 */
export async function plainCurves(
	database: Database,
	scope: string,
	{ from, to }: Span,
	now: number,
): Promise<number> {
	let count = 0;
	const all = ['scope', 'team', 'account'].map((name) => questions(name, now));
	for (const sql of [people(now), ...all]) {
		const steps = await database.transaction(
			scope,
			async (transaction) => await transaction.all<Step>(sql, scope, from, to),
		);
		count += curvesOf(steps).size;
	}
	return count;
}

/** Kaplan and Meier's shares by name. */
function curvesOf(steps: readonly Step[]): Map<string, number[]> {
	const atRisk = new Map<string, number>();
	for (const { name, ends } of steps) atRisk.set(name, (atRisk.get(name) ?? 0) + Number(ends));
	const curves = new Map<string, number[]>();
	for (const { name, answered, ends } of steps) {
		const curve = curves.get(name) ?? [];
		const left = atRisk.get(name) ?? 0;
		curve.push((curve.at(-1) ?? 1) * (1 - Number(answered) / left));
		atRisk.set(name, left - Number(ends));
		curves.set(name, curve);
	}
	return curves;
}
