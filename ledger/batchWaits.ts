import { HOUR } from '../routing/model/durations';
import type { LastReply } from '../routing/model/reply';
import type { StateChange } from '../routing/model/state';
import type { ContactWaits, NewWait, WaitChange } from '../routing/model/wait';
import { withAsk } from '../routing/waits/answered';
import type { WorkContext } from './batchContext';
import type { Transaction } from './database';
import { touchToKeep } from './keptTouch';
import type { DecisionRequest } from './ledger';
import { newId } from './newId';
import { lastReplies } from './replies';
import type { WaitRow } from './rows';
import { settleContacts } from './settling';
import { endedRow } from './waitEndings';
import {
	openWait,
	openWaitsOf,
	outsideHours,
	sealWait,
	touchOf,
	waitRow,
	writeWaits,
} from './waitRows';

/** What of a request its waits go by. */
interface About extends Pick<DecisionRequest, 'kept'> {
	contact: string;
	/** By which the person has the contact. */
	assignment: string | null;
}

export function isWaitChange(change: StateChange): change is WaitChange {
	return (
		change.type === 'waitOpened' ||
		change.type === 'waitAsked' ||
		change.type === 'waitEnded' ||
		change.type === 'waitTold'
	);
}

/** The open waits of a batch's contacts: as they were read, then as its decisions leave them. */
export class BatchWaits {
	/** By contact, then ID; also those that the batch has ended. */
	private readonly waits = new Map<string, Map<string, WaitRow>>();
	private readonly changed = new Map<string, WaitRow>();
	/** Those that the batch has ended, as they were before. */
	private readonly ended = new Map<string, WaitRow>();
	/** Contacts with questions that an answer which is known may be to, and the first of them. */
	private readonly toSettle = new Map<string, number>();

	private constructor(
		private readonly context: WorkContext,
		private readonly replies: ReadonlyMap<string, LastReply>,
	) {}

	static async read(
		sql: Transaction,
		context: WorkContext,
		contacts: readonly string[],
	): Promise<BatchWaits> {
		const waits = new BatchWaits(context, await lastReplies(sql, contacts));
		for (const row of await openWaitsOf(sql, contacts)) waits.hold(row);
		return waits;
	}

	of(contact: string): ContactWaits {
		const rows = [...(this.waits.get(contact)?.values() ?? [])];
		const open = rows
			.filter(({ ended_at }) => ended_at === null)
			.map((row) => openWait(row, this.context.secrets));
		return { open, lastReply: this.replies.get(contact) ?? null };
	}

	/** Makes the changes of a decision; none of those of which nothing is kept. */
	change(about: About, changes: readonly StateChange[]): void {
		if (!about.kept) return;
		for (const change of changes) if (isWaitChange(change)) this.changeOne(about, change);
	}

	async write(sql: Transaction): Promise<void> {
		await writeWaits(sql, [...this.changed.values()]);
		await settleContacts(sql, this.context, this.toSettle);
	}

	private changeOne(about: About, change: WaitChange): void {
		if (change.type === 'waitOpened') return this.open(about, change.wait);
		const row = this.waits.get(about.contact)?.get(change.wait);
		if (!row) return;
		switch (change.type) {
			case 'waitAsked':
				return this.ask(about, row, change);
			case 'waitTold':
				return this.put({
					...row,
					level: change.level,
					due_at: change.dueAt,
					noticed_at: null,
					soon_at: null,
				});
			case 'waitEnded':
				this.ended.set(row.id, row);
				return this.put(endedRow(row, change.ended, change.at, change.workingMs));
		}
	}

	private open({ contact, assignment, kept }: About, { continues, ...wait }: NewWait): void {
		if (!kept) return;
		const { scope, secrets } = this.context;
		const id = newId(this.context.now);
		const before = continues === null ? undefined : this.ended.get(continues);
		const touch = (before && touchOf(before, secrets)) ?? touchToKeep(kept.touch);
		const place = {
			scope,
			id,
			chain: before?.chain ?? id,
			contact,
			assignment,
			silent_at: silentAt(kept, wait.laterAsks.at(-1) ?? wait.askedAt),
			sealed: sealWait(secrets, touch, wait.escalation),
		};
		this.put(waitRow(wait, place));
		this.noteAsk(contact, wait.askedAt);
	}

	private ask(
		{ contact, kept }: About,
		row: WaitRow,
		{ at, dueAt = row.due_at, outsideHours: isOutside }: WaitChange & { type: 'waitAsked' },
	): void {
		const { askedAt, givenAt, laterAsks } = withAsk(openWait(row, this.context.secrets), at);
		this.put({
			...row,
			asked_at: askedAt,
			given_at: givenAt,
			due_at: dueAt,
			outside_hours: isOutside === undefined ? row.outside_hours : outsideHours(isOutside),
			later_asks: JSON.stringify(laterAsks),
			silent_at: silentAt(kept, laterAsks.at(-1) ?? askedAt),
		});
		this.noteAsk(contact, askedAt);
	}

	/** Some answers are known before the question. */
	private noteAsk(contact: string, at: number): void {
		const last = this.replies.get(contact);
		if (!last || last.at <= at) return;
		this.toSettle.set(contact, Math.min(at, this.toSettle.get(contact) ?? at));
	}

	private put(row: WaitRow): void {
		this.hold(row);
		this.changed.set(row.id, row);
	}

	private hold(row: WaitRow): void {
		const contact = row.contact ?? '';
		const rows = this.waits.get(contact) ?? new Map<string, WaitRow>();
		this.waits.set(contact, rows.set(row.id, row));
	}
}

/** When a wait ends by itself unless the contact writes again; null: it does not. */
function silentAt(kept: About['kept'], askedLast: number): number | null {
	const hours = kept?.plan.plan.replies?.silentAfterHours ?? null;
	return hours === null ? null : askedLast + hours * HOUR;
}
