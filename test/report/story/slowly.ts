import { DateTime } from 'luxon';
import type { Database } from '../../../ledger/database';
import type { WaitPart } from '../../../ledger/facts';
import type { SlotRow } from '../../../ledger/rows';
import type { Span } from '../../../ledger/reading';
import { DAY } from '../../../routing/model/durations';
import {
	assignmentsIn,
	keptIn,
	outcomesIn,
	questionsIn,
	readTables,
	turnsIn,
	unclearIn,
	type Tables,
} from '../../ledger/readTables';
import type { Happened } from '../arrayReading';
import { MORNING, PLANS, WEIGHTS } from './plans';
import type { StoryWorld } from './world';

const WHENEVER: Span = { from: 0, to: Number.MAX_SAFE_INTEGER };

/** All that a ledger has of a location, from whole tables. */
export async function happenedIn(
	database: Database,
	scope: string,
	{ now, kept }: StoryWorld,
): Promise<Happened> {
	const tables = await readTables(database, scope);
	const waits = questionsIn(tables, WHENEVER, now, kept).flat();
	return {
		waits: waits.map((part) => ({ ...part, workingMs: workedIn(part, now) ?? part.workingMs })),
		assignments: assignmentsIn(tables, WHENEVER, now),
		turns: turnsIn(tables, WHENEVER, now),
		outcomes: outcomesIn(tables, WHENEVER),
		kept: keptIn(tables, WHENEVER),
		unclear: unclearIn(tables, WHENEVER),
		open: await openIn(database, scope, now),
		contacts: {},
		plans: {},
		since: sinceOf(tables),
	};
}

/** How much somebody worked until the answer, the end or now, day by day; null when nobody had it. */
function workedIn({ user, givenAt, endedAt, answeredAt }: WaitPart, now: number): number | null {
	if (user === null) return null;
	const until = Math.max(givenAt, Math.min(answeredAt ?? now, endedAt ?? now));
	if (!MORNING.users.includes(user)) return until - givenAt;
	const { zone, from, to } = MORNING;
	const at = (day: DateTime, time: string) =>
		DateTime.fromISO(`${day.toISODate()}T${time}`, { zone }).toMillis();
	let worked = 0;
	for (
		let day = DateTime.fromMillis(givenAt, { zone }).startOf('day');
		day.toMillis() < until;
		day = day.plus({ days: 1 })
	) {
		const [begin, end] = [Math.max(givenAt, at(day, from)), Math.min(until, at(day, to))];
		worked += Math.max(0, end - begin);
	}
	return worked;
}

/** Contacts that are not closed, one by one. */
async function openIn(
	database: Database,
	scope: string,
	now: number,
): Promise<Record<string, number>> {
	const slots = await database.transaction(
		scope,
		async (sql) =>
			await sql.all<SlotRow>('SELECT * FROM contact_assignment_slots WHERE scope = ?', scope),
	);
	const open: Record<string, number> = {};
	for (const { user_id: user, is_open, touched_at } of slots) {
		if (is_open === 1 && touched_at > now - PLANS.first.staleAfterDays * DAY) {
			open[user] = (open[user] ?? 0) + 1;
		}
	}
	return open;
}

function sinceOf({ assignments, waits, kept, outcomes }: Tables): Happened['since'] {
	const first = (times: readonly number[]) => (times.length > 0 ? Math.min(...times) : null);
	const kinds = [...new Set(outcomes.map(({ kind }) => kind))];
	return {
		assignments: first(assignments.map(({ at }) => at)),
		waits: first(waits.map(({ asked_at }) => asked_at)),
		kept: first(kept.map(({ at }) => at)),
		outcomes: Object.fromEntries(
			kinds.map((kind) => [
				kind,
				first(outcomes.filter((one) => one.kind === kind).map(({ at }) => at)) ?? 0,
			]),
		),
	};
}

/** What the pools say of a person, contact by contact; null when none says anything. */
export function turnsOf(user: string, { turns }: Happened, { from, to }: Span) {
	const counted = turns.filter(
		({ at, undoneAt, credited }) => at >= from && at < to && undoneAt === null && !credited,
	);
	const said = { got: 0, expected: 0, looks: 0, full: 0, isKnown: false };
	for (const { pool, team, user: chosen } of counted) {
		const could = Object.keys(pool ?? {}).filter((id) => typeof pool?.[id] !== 'string');
		// Who was chosen because they work next, or by an owner policy, was chosen by no strategy.
		if (!could.includes(chosen) || pool?.[user] === undefined) continue;
		said.isKnown = true;
		said.looks++;
		if (pool[user] === 'at_capacity' || pool[user] === 'limit_reached') said.full++;
		const weight = (id: string) => WEIGHTS[team]?.[id] ?? 0;
		const all = could.reduce((sum, id) => sum + weight(id), 0);
		if (could.includes(user)) said.expected += weight(user) / all;
		if (user === chosen) said.got++;
	}
	return {
		turnsGot: said.isKnown ? said.got : null,
		turnsExpected: said.isKnown ? said.expected : null,
		noRoom: said.looks < 20 ? null : said.full / said.looks,
	};
}
