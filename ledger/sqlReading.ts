import type { KeptPlan } from '../routing/keptPlan';
import type { AccountRecord } from '../routing/model/accounts';
import type { Load, Turn } from '../routing/model/state';
import { readAccounts } from './accounts';
import { BatchTurns } from './batchTurns';
import { readLoads } from './batchLoads';
import type { Database, Reader } from './database';
import type { AssignmentFact, KeptFact, OutcomeFact, ReplyFact, TurnFact, WaitPart } from './facts';
import { readPauses } from './pauses';
import { pieces } from './pieces';
import type { Plans } from './plans';
import { ReadAssignments } from './readAssignments';
import type { KeptSince, QueuedCount, Reading, Span } from './reading';
import { contactIdsOf, keptSince, openOfAll, queuedByTeams } from './readNow';
import { readKept, readOutcomes, readUnclear } from './readOutcomes';
import { ReadWaits } from './readWaits';
import type { Secrets } from './secrets';

/** What has happened in one scope of a SQL store. */
export class SqlReading implements Reading {
	private readonly allWaits: ReadWaits;
	private readonly allAssignments: ReadAssignments;

	constructor(
		private readonly database: Database,
		private readonly scope: string,
		private readonly secrets: Secrets,
		private readonly plans: Plans,
	) {
		this.allWaits = new ReadWaits(database, scope, plans);
		this.allAssignments = new ReadAssignments(database, scope);
	}

	waits(span: Span, now: number): AsyncIterable<readonly WaitPart[]> {
		return pieces(this.allWaits.asked(span, now), isOfOneQuestion);
	}

	openWaits(now: number): AsyncIterable<readonly WaitPart[]> {
		return pieces(this.allWaits.open(now), isOfOneQuestion);
	}

	assignments(span: Span, now: number): AsyncIterable<readonly AssignmentFact[]> {
		return pieces(this.allAssignments.carriedOut(span, now));
	}

	turns(span: Span, now: number): AsyncIterable<readonly TurnFact[]> {
		return pieces(this.allAssignments.turns(span, now));
	}

	outcomes(span: Span): AsyncIterable<readonly OutcomeFact[]> {
		return pieces(readOutcomes(this.database, this.scope, span));
	}

	kept(span: Span): AsyncIterable<readonly KeptFact[]> {
		return pieces(readKept(this.database, this.scope, span));
	}

	unclearReplies(span: Span): AsyncIterable<readonly ReplyFact[]> {
		return pieces(readUnclear(this.database, this.scope, span));
	}

	async since(): Promise<KeptSince> {
		return await this.read(async (sql) => await keptSince(sql, this.scope));
	}

	async openContacts(since: number): Promise<Record<string, number>> {
		return await this.read(async (sql) => await openOfAll(sql, this.scope, since));
	}

	async loads(
		users: readonly string[],
		recentSince: number | null,
		openSince: number,
	): Promise<Record<string, Load>> {
		const needs = { users, recentSince, openSince };
		return Object.fromEntries(
			await this.read(async (sql) => await readLoads(sql, this.scope, needs)),
		);
	}

	async queued(): Promise<QueuedCount[]> {
		return await this.read(async (sql) => await queuedByTeams(sql, this.scope));
	}

	async paused(now: number): Promise<Record<string, number | null>> {
		const pauses = await this.read(async (sql) => await readPauses(sql, this.scope, now));
		return Object.fromEntries(pauses.map(({ user, until }) => [user, until]));
	}

	async turnsOf(teams: readonly string[]): Promise<Record<string, Record<string, Turn>>> {
		const turns = await this.read(async (sql) => await BatchTurns.read(sql, this.scope, teams));
		return turns.of(teams);
	}

	async accounts(): Promise<AccountRecord[]> {
		return await this.read(async (sql) => await readAccounts(sql, this.scope));
	}

	async contactIds(waits: readonly string[]): Promise<Record<string, string>> {
		return await this.read(async (sql) => await contactIdsOf(sql, this.scope, waits, this.secrets));
	}

	async plan(hash: string, staffHash: string): Promise<KeptPlan | null> {
		return await this.read(async (sql) => await this.plans.read(sql, hash, staffHash));
	}

	async latestPlan(): Promise<KeptPlan | null> {
		return await this.read(async (sql) => await this.plans.readLatest(sql));
	}

	private async read<T>(work: (sql: Reader) => Promise<T>): Promise<T> {
		return await this.database.reading(work);
	}
}

function isOfOneQuestion(before: WaitPart, one: WaitPart): boolean {
	return before.chain === one.chain;
}
