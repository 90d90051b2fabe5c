import type { ContactState } from '../routing/model/contactSnapshot';
import type { Reply } from '../routing/model/reply';
import type { Touch } from '../routing/model/touch';
import type { OpenWait } from '../routing/model/wait';
import { expireDue } from './assignmentStatus';
import type { WorkContext } from './batchContext';
import { allOf, type Database, type Transaction } from './database';
import { noteReplies, type NotedReply } from './noteReplies';
import type { Plans } from './plans';
import type { WaitRow } from './rows';
import type { Secrets } from './secrets';
import { endWaits } from './waitEndings';
import { openWait, touchOf } from './waitRows';

export type { NotedReply } from './noteReplies';

/** A wait with what is needed to go on with it. */
export interface KeptWait extends OpenWait {
	/** The touch that opened it, without the text of the message and the name of the person. */
	touch: Touch;
	/** When it was last given to a workflow, milliseconds since 1970; null: never. */
	noticedAt: number | null;
}

/** How many silent waits end in one transaction. */
const STEP = 200;

/** The waits of one location. Every method is one transaction. */
export class Waits {
	constructor(
		private readonly database: Database,
		private readonly scope: string,
		private readonly secrets: Secrets,
		private readonly plans: Plans,
	) {}

	/**
	 * Notes messages of ours and ends the waits that they answer: those asked before the message, of the
	 * account that it names, or else of the parts of the contact that its writer owns, or else all. A
	 * question that came after the answer begins a wait of its own. In any order and any number of times.
	 */
	async note(replies: readonly Reply[], now: number): Promise<NotedReply[]> {
		if (replies.length === 0) return [];
		return await this.database.transaction(
			this.scope,
			async (sql) => await noteReplies(sql, this.context(now), replies),
		);
	}

	/** Whether somebody waits at all, so that it is worth asking for replies. */
	async areOpen(): Promise<boolean> {
		const rows = await this.database.transaction(
			this.scope,
			async (sql) =>
				await sql.all(
					'SELECT id FROM contact_assignment_waits WHERE scope = ? AND ended_at IS NULL LIMIT 1',
					this.scope,
				),
		);
		return rows.length > 0;
	}

	/**
	 * Waits whose answer is overdue, the longest overdue first, each given once: again only when the
	 * decision about it has not come within `againMs`.
	 */
	async takeOverdue(now: number, limit: number, againMs: number): Promise<KeptWait[]> {
		return await this.database.transaction(this.scope, async (sql) => {
			await expireDue(sql, this.scope, now);
			const rows = await sql.all<WaitRow>(
				`SELECT * FROM contact_assignment_waits
				WHERE scope = ? AND ended_at IS NULL AND due_at IS NOT NULL AND due_at <= ?
					AND (noticed_at IS NULL OR noticed_at <= ?)
				ORDER BY due_at, asked_at, id LIMIT ?`,
				this.scope,
				now,
				now - againMs,
				limit,
			);
			await this.mark(sql, 'noticed_at', rows, now);
			return await this.kept(sql, rows);
		});
	}

	/** Waits whose answer is due within `soonMs`, each given once. */
	async takeDueSoon(now: number, soonMs: number, limit: number): Promise<KeptWait[]> {
		return await this.database.transaction(this.scope, async (sql) => {
			await expireDue(sql, this.scope, now);
			const rows = await sql.all<WaitRow>(
				`SELECT * FROM contact_assignment_waits
				WHERE scope = ? AND ended_at IS NULL AND due_at IS NOT NULL AND due_at > ?
					AND due_at <= ? AND soon_at IS NULL
				ORDER BY due_at, asked_at, id LIMIT ?`,
				this.scope,
				now,
				now + soonMs,
				limit,
			);
			await this.mark(sql, 'soon_at', rows, now);
			return await this.kept(sql, rows);
		});
	}

	/** What is open, the longest waiting first, and nothing is marked. */
	async open(limit: number): Promise<KeptWait[]> {
		return await this.database.transaction(this.scope, async (sql) => {
			const rows = await sql.all<WaitRow>(
				`SELECT * FROM contact_assignment_waits
				WHERE scope = ? AND ended_at IS NULL ORDER BY asked_at, given_at, id LIMIT ?`,
				this.scope,
				limit,
			);
			return await this.kept(sql, rows);
		});
	}

	/** The wait was moved by hand: HighLevel shows another owner. */
	async moved(id: string, now: number): Promise<void> {
		await this.database.transaction(this.scope, async (sql) => {
			const rows = await sql.all<WaitRow>(
				`SELECT * FROM contact_assignment_waits
				WHERE scope = ? AND id = ? AND ended_at IS NULL`,
				this.scope,
				id,
			);
			await endWaits(sql, this.context(now), rows, 'moved');
		});
	}

	/**
	 * Ends those whose contact has been silent for as long as its plan says.
	 * @returns how many
	 */
	async endSilent(now: number): Promise<number> {
		for (let ended = 0; ;) {
			const some = await this.endSomeSilent(now);
			ended += some;
			if (some < STEP) return ended;
		}
	}

	/** How many messages since then could not be told to be of a human or of a bot. */
	async unclearSince(since: number): Promise<number> {
		const [row] = await this.database.transaction(
			this.scope,
			async (sql) =>
				await sql.all<{ count: number }>(
					`SELECT COUNT(*) AS count FROM contact_assignment_replies
					WHERE scope = ? AND verdict = 'unclear' AND at >= ?`,
					this.scope,
					since,
				),
		);
		return Number(row?.count ?? 0);
	}

	private async endSomeSilent(now: number): Promise<number> {
		return await this.database.transaction(this.scope, async (sql) => {
			const rows = await sql.all<WaitRow & { silent_at: number }>(
				`SELECT * FROM contact_assignment_waits
				WHERE scope = ? AND ended_at IS NULL AND silent_at IS NOT NULL AND silent_at <= ?
				ORDER BY silent_at LIMIT ${STEP}`,
				this.scope,
				now,
			);
			const ends = new Map(rows.map(({ id, silent_at }) => [id, silent_at]));
			await endWaits(sql, this.context(now), rows, 'silent', ({ id }) => ends.get(id) ?? now);
			return rows.length;
		});
	}

	private async mark(
		sql: Transaction,
		column: 'noticed_at' | 'soon_at',
		rows: readonly WaitRow[],
		now: number,
	): Promise<void> {
		await sql.run(
			`UPDATE contact_assignment_waits SET ${column} = ?
			WHERE scope = ? AND id IN (SELECT value FROM EACH(?))`,
			now,
			this.scope,
			rows.map(({ id }) => id),
		);
	}

	private async kept(sql: Transaction, rows: readonly WaitRow[]): Promise<KeptWait[]> {
		const ids = await this.contactIdsOf(sql, rows);
		return rows.flatMap((row) => {
			const touch = touchOf(row, this.secrets);
			if (!touch) return [];
			const id = touch.contact.id ?? ids.get(row.contact ?? '') ?? null;
			const known = { ...touch, contact: { ...touch.contact, id } };
			return [{ ...openWait(row, this.secrets), touch: known, noticedAt: row.noticed_at }];
		});
	}

	/** HighLevel's, of contacts that were new to it when they wrote. */
	private async contactIdsOf(
		sql: Transaction,
		rows: readonly WaitRow[],
	): Promise<Map<string, string>> {
		const seen = await allOf<{ id: string; seen: string }>(
			sql,
			`SELECT id, seen FROM contact_assignment_contacts
			WHERE seen IS NOT NULL AND id IN (SELECT value FROM EACH(?))`,
			[],
			rows.flatMap(({ contact }) => contact ?? []),
		);
		return new Map(
			seen.map((row) => {
				const { contactId } = JSON.parse(this.secrets.open(row.seen)) as ContactState;
				return [row.id, contactId];
			}),
		);
	}

	private context(now: number): WorkContext {
		const { scope, secrets, plans } = this;
		return { scope, now, secrets, plans };
	}
}
