import type { ReplyWay } from '../routing/model/reply';
import type { WaitEnding } from '../routing/model/wait';
import type { Database, Reader } from './database';
import type { WaitPart } from './facts';
import type { Plans } from './plans';
import type { Span } from './reading';
import { slices } from './slices';
import { WaitClocks, type TimedWait } from './waitClocks';

const SLICED = { table: 'contact_assignment_waits', time: 'asked_at' } as const;
const WHENEVER: Span = { from: 0, to: Number.MAX_SAFE_INTEGER };

/** How much the person worked has to be told from the plan. */
const IS_UNTOLD = '(working_ms IS NULL OR answered_at < ended_at)';

/** The columns in the order of `WaitList`, but for the last one. */
const COLUMNS = [
	...['id', 'NULLIF(chain, id) AS other_chain', 'level'],
	...['user_id', 'team', 'account', 'rule', 'source', 'outside_hours'],
	...['given_at', 'due_at', 'ended_at', 'ended'],
	...['answered_by', 'answered_how', 'answered_at', 'working_ms'],
	`CASE WHEN ${IS_UNTOLD} THEN plan END AS told_by`,
	`CASE WHEN ${IS_UNTOLD} THEN staff END AS told_by_staff`,
];

type WaitList = readonly [
	id: string,
	/** Null: it is the first part of its question. */
	otherChain: string | null,
	level: number,
	user: string | null,
	team: string | null,
	account: string | null,
	rule: string | null,
	source: string | null,
	outsideHours: number | null,
	givenAt: number,
	dueAt: number | null,
	endedAt: number | null,
	ended: WaitEnding | null,
	answeredBy: string | null,
	answeredHow: ReplyWay | null,
	answeredAt: number | null,
	workingMs: number | null,
	plan: string | null,
	staff: string | null,
	askedAt: number,
];

/** Of how many plans the hours are held at a time. */
const MOST_CLOCKS = 40;

/** The waits of one scope as facts. */
export class ReadWaits {
	constructor(
		private readonly database: Database,
		private readonly scope: string,
		private readonly plans: Plans,
	) {}

	/** The parts of the questions whose first part was asked then, those of one question together. */
	asked(span: Span, now: number): AsyncGenerator<readonly WaitPart[], void, undefined> {
		const factsOf = this.factsOf(now);
		const sliced = { ...SLICED, columns: COLUMNS };
		return slices(this.database, this.scope, sliced, span, async (rows: WaitList[], sql) => {
			return await factsOf(await this.withAllParts(rows, sql), sql);
		});
	}

	/** The parts of the questions that are open, those of one question together. */
	open(now: number): AsyncGenerator<readonly WaitPart[], void, undefined> {
		const factsOf = this.factsOf(now);
		const sliced = { ...SLICED, columns: COLUMNS, where: 'ended_at IS NULL' };
		return slices(this.database, this.scope, sliced, WHENEVER, async (rows: WaitList[], sql) => {
			// Of each question one part is open.
			const handedOn = rows.filter(isOneOfSeveral).map(chainOf);
			const parts = await this.partsOf(handedOn, sql);
			const whole = rows.flatMap((row) => parts.get(chainOf(row)) ?? [row]);
			return await factsOf(whole, sql);
		});
	}

	/** The same with all parts of what was handed on, in the place of the first one. */
	private async withAllParts(rows: WaitList[], sql: Reader): Promise<WaitList[]> {
		const several = rows.filter(isOneOfSeveral);
		if (several.length === 0) return rows;
		const found = byQuestion(several);
		const incomplete = [...found].flatMap(([chain, parts]) => (isWhole(parts) ? [] : [chain]));
		for (const [chain, parts] of await this.partsOf(incomplete, sql)) found.set(chain, parts);
		return rows.flatMap((row) => {
			if (!isOneOfSeveral(row)) return [row];
			const parts = found.get(chainOf(row)) ?? [];
			return firstOf(parts)?.[0] === row[0] ? parts : [];
		});
	}

	/** By their question, in the order in which they began. */
	private async partsOf(chains: readonly string[], sql: Reader): Promise<Map<string, WaitList[]>> {
		if (chains.length === 0) return new Map<string, WaitList[]>();
		const rows = await sql.lists<WaitList>(
			[...COLUMNS, SLICED.time],
			`FROM ${SLICED.table} WHERE scope = ? AND chain IN (SELECT value FROM EACH(?))`,
			this.scope,
			chains,
		);
		return byQuestion(rows);
	}

	/** Makes facts of rows, with the plans that were read before and those that are new. */
	private factsOf(now: number): (rows: readonly WaitList[], sql: Reader) => Promise<WaitPart[]> {
		const { scope, plans } = this;
		let clocks = new WaitClocks({ scope, now, plans });
		return async (rows, sql) => {
			const untold = rows.filter(isUntold).map(timedOf);
			if (clocks.count > MOST_CLOCKS) clocks = new WaitClocks({ scope, now, plans });
			if (untold.length > 0) await clocks.read(sql, untold);
			return rows.map((row) => waitPart(row, clocks, now));
		};
	}
}

/** Only who has handed a question on, or got it so, shares it. */
function isOneOfSeveral(row: WaitList): boolean {
	return row[1] !== null || isHandedOn(row);
}

function isHandedOn(row: WaitList): boolean {
	const ended = row[12];
	return ended === 'escalated' || ended === 'moved';
}

/** In the order in which they began. */
function byQuestion(rows: readonly WaitList[]): Map<string, WaitList[]> {
	const found = new Map<string, WaitList[]>();
	for (const row of rows) {
		const parts = found.get(chainOf(row));
		if (parts) parts.push(row);
		else found.set(chainOf(row), [row]);
	}
	for (const parts of found.values()) parts.sort(byBeginning);
	return found;
}

/** Whether it begins with the first part, ends with the last one, and none is missing in between. */
function isWhole(parts: readonly WaitList[]): boolean {
	return parts.every((part, i) => {
		const next = parts[i + 1];
		const isFirst = part[1] === null;
		if (isFirst !== (i === 0)) return false;
		return next ? isHandedOn(part) && part[11] === next[9] : !isHandedOn(part);
	});
}

function chainOf([id, otherChain]: WaitList): string {
	return otherChain ?? id;
}

/** The others may be there longer than the one that began the question. */
function firstOf(parts: readonly WaitList[]): WaitList | undefined {
	return parts.find(([, otherChain]) => otherChain === null) ?? parts[0];
}

/** IDs sort in the order in which they were made. */
function byBeginning(one: WaitList, other: WaitList): number {
	return one[9] - other[9] || (one[0] < other[0] ? -1 : 1);
}

function isUntold(row: WaitList): boolean {
	return row[17] !== null;
}

function timedOf(row: WaitList): TimedWait {
	return {
		user_id: row[3],
		team: row[4],
		given_at: row[9],
		plan: row[17] ?? '',
		staff: row[18] ?? '',
	};
}

function waitPart(row: WaitList, clocks: WaitClocks, now: number): WaitPart {
	const outsideHours = row[8];
	return {
		id: row[0],
		chain: row[1] ?? row[0],
		level: row[2],
		user: row[3],
		team: row[4],
		account: row[5],
		rule: row[6],
		source: row[7],
		askedAt: row[19],
		givenAt: row[9],
		dueAt: row[10],
		endedAt: row[11],
		ended: row[12],
		answeredBy: row[13],
		answeredHow: row[14],
		answeredAt: row[15],
		workingMs: workingMs(row, clocks, now),
		outsideHours: outsideHours === null ? null : outsideHours === 1,
	};
}

/** Until the answer, the end or now, whichever came first. */
function workingMs(row: WaitList, clocks: WaitClocks, now: number): number {
	if (!isUntold(row)) return row[16] ?? 0;
	const until = Math.min(row[11] ?? now, row[15] ?? now);
	return clocks.workedMs(timedOf(row), until);
}
