import type { KeptPlan } from '../routing/keptPlan';
import type { AccountRecord } from '../routing/model/accounts';
import type { Load, Turn } from '../routing/model/state';
import type { Database } from './database';
import type { AssignmentFact, KeptFact, OutcomeFact, ReplyFact, TurnFact, WaitPart } from './facts';
import type { Plans } from './plans';
import type { QueuedCount, Reading, Span } from './reading';
import type { Secrets } from './secrets';

/** What has happened in one scope of a SQL store. */
export class SqlReading implements Reading {
	constructor(
		private readonly database: Database,
		private readonly scope: string,
		private readonly secrets: Secrets,
		private readonly plans: Plans,
	) {}

	waits(_span: Span, _now: number): AsyncIterable<readonly WaitPart[]> {
		return this.notBuilt();
	}
	openWaits(_now: number): AsyncIterable<readonly WaitPart[]> {
		return this.notBuilt();
	}
	assignments(_span: Span): AsyncIterable<readonly AssignmentFact[]> {
		return this.notBuilt();
	}
	turns(_span: Span): AsyncIterable<readonly TurnFact[]> {
		return this.notBuilt();
	}
	outcomes(_span: Span): AsyncIterable<readonly OutcomeFact[]> {
		return this.notBuilt();
	}
	kept(_span: Span): AsyncIterable<readonly KeptFact[]> {
		return this.notBuilt();
	}
	unclearReplies(_span: Span): AsyncIterable<readonly ReplyFact[]> {
		return this.notBuilt();
	}
	async since(): ReturnType<Reading['since']> {
		return this.notBuilt();
	}
	async openContacts(_since: number): Promise<Record<string, number>> {
		return this.notBuilt();
	}
	async loads(
		_users: readonly string[],
		_recentSince: number | null,
		_openSince: number,
	): Promise<Record<string, Load>> {
		return this.notBuilt();
	}
	async queued(): Promise<QueuedCount[]> {
		return this.notBuilt();
	}
	async paused(_now: number): Promise<Record<string, number | null>> {
		return this.notBuilt();
	}
	async turnsOf(_teams: readonly string[]): Promise<Record<string, Record<string, Turn>>> {
		return this.notBuilt();
	}
	async accounts(): Promise<AccountRecord[]> {
		return this.notBuilt();
	}
	async plan(hash: string, staffHash: string): Promise<KeptPlan | null> {
		return await this.plans.find(hash, staffHash);
	}
	async latestPlan(): Promise<KeptPlan | null> {
		return await this.plans.latest();
	}

	private notBuilt(): never {
		throw new Error(`not built: ${this.database.name} ${this.scope} ${typeof this.secrets}`);
	}
}
