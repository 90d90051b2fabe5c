import type { Decision } from '../routing/model/decision';
import type { StateChange } from '../routing/model/state';
import type { WorkContext } from './batchContext';
import type { Transaction } from './database';
import { touchToKeep } from './keptTouch';
import type { DecisionRequest } from './ledger';
import { newId } from './newId';
import { NO_RULE, isDrained, queuedOf, removeQueued, teamsInQueue, writeQueue } from './queueRows';
import type { QueueRow } from './rows';

/** What of a request its place in the queue goes by. */
interface About extends Pick<DecisionRequest, 'kept'> {
	contact: string;
}

/** Who of a batch's contacts waits for somebody to be available. */
export class BatchQueue {
	private readonly changed = new Map<string, QueueRow>();
	private readonly over = new Set<string>();

	private constructor(
		private readonly context: WorkContext,
		/** By ID. */
		private readonly rows: Map<string, QueueRow>,
		/** Names of the teams that others wait for. */
		readonly teams: readonly string[],
	) {}

	/**
	 * @param contacts those who are in it
	 * @param drainedAt when somebody last drained it
	 */
	static async read(
		sql: Transaction,
		context: WorkContext,
		contacts: readonly string[],
		drainedAt: number | null,
	): Promise<BatchQueue> {
		const { scope, now } = context;
		const rows = await queuedOf(sql, contacts);
		const teams = isDrained(drainedAt, now) ? await teamsInQueue(sql, scope) : [];
		return new BatchQueue(context, new Map(rows.map((row) => [row.id, row])), teams);
	}

	/** A contact begins to wait, or does not wait any more. Nothing, when nothing of it is kept. */
	change(about: About, decision: Decision, changes: readonly StateChange[]): void {
		if (!about.kept) return;
		if (decision.outcome !== 'waiting') return this.end(about, decision);
		for (const change of changes) {
			if (change.type === 'queued') this.wait(about, about.kept, decision, change);
		}
	}

	async write(sql: Transaction): Promise<void> {
		await writeQueue(sql, [...this.changed.values()]);
		await removeQueued(sql, this.context.scope, [...this.over]);
	}

	private wait(
		{ contact }: About,
		{ plan, touch }: NonNullable<About['kept']>,
		{ availableAt }: Decision,
		{ slot, teams, priority }: StateChange & { type: 'queued' },
	): void {
		const { scope, now, secrets } = this.context;
		const before = this.of(contact).find((row) => row.slot === slot);
		const row: QueueRow = {
			...(before ?? {
				...{ scope, id: newId(now), contact, slot, since: now, given_at: null },
				sealed: secrets.seal(JSON.stringify(touchToKeep(touch))),
			}),
			place: priority ?? NO_RULE,
			teams: JSON.stringify(teams),
			available_at: availableAt === null ? null : Date.parse(availableAt),
			plan: plan.hash,
			staff: plan.staffHash,
		};
		this.rows.set(row.id, row);
		this.changed.set(row.id, row);
	}

	/** Of the part that was decided on, and of the touch that waited. */
	private end({ contact, kept }: About, { owner }: Decision): void {
		for (const { id, slot } of this.of(contact)) {
			if (slot !== owner?.slot && id !== kept?.touch.queued?.id) continue;
			this.rows.delete(id);
			this.changed.delete(id);
			this.over.add(id);
		}
	}

	private of(contact: string): QueueRow[] {
		return [...this.rows.values()].filter((row) => row.contact === contact);
	}
}
