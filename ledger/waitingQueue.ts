import type { Touch } from '../routing/model/touch';
import type { Database } from './database';
import { NO_RULE, noteDraining } from './queueRows';
import type { QueueRow } from './rows';
import type { Secrets } from './secrets';

/** A contact who was told to wait until somebody is available. */
export interface QueuedTouch {
	id: string;
	/** Milliseconds since 1970. */
	since: number;
	/** Without the text of the message and the name of the person; its key is the old one. */
	touch: Touch;
	/** Place of the rule that matched, from 1: the lower goes first; null when none did. */
	priority: number | null;
	/** Names of the teams that nobody was available of. */
	teams: readonly string[];
	/** Hashes of the plan and of what was known of people, see `KeptPlan`. */
	plan: string;
	staff: string;
}

/** Who waits for somebody to be available, in one location. Every method is one transaction. */
export class WaitingQueue {
	constructor(
		private readonly database: Database,
		private readonly scope: string,
		private readonly secrets: Secrets,
	) {}

	/**
	 * By the rule's priority, then the longest waiting first. Those given within `againMs` are left out.
	 * Of more than `limit` as many of each rule and team: nobody waits behind those for whom another
	 * team has nobody.
	 */
	async waiting(now: number, limit: number, againMs: number): Promise<QueuedTouch[]> {
		const rows = await this.database.transaction(
			this.scope,
			async (sql) =>
				await sql.all<QueueRow>(
					`SELECT * FROM contact_assignment_queue WHERE scope = ? AND id IN (
						SELECT id FROM (
							SELECT id, place, since,
								ROW_NUMBER() OVER (PARTITION BY place, teams ORDER BY since, id) AS turn
							FROM contact_assignment_queue
							WHERE scope = ? AND (given_at IS NULL OR given_at <= ?)) AS turns
						ORDER BY turn, place, since, id LIMIT ?)
					ORDER BY place, since, id`,
					this.scope,
					this.scope,
					now - againMs,
					limit,
				),
		);
		return rows.map((row) => queuedTouch(row, this.secrets));
	}

	/** These were given to a workflow. */
	async given(ids: readonly string[], now: number): Promise<void> {
		await this.database.transaction(this.scope, async (sql) => {
			await sql.run(
				`UPDATE contact_assignment_queue SET given_at = ?
				WHERE scope = ? AND id IN (SELECT value FROM EACH(?))`,
				now,
				this.scope,
				ids,
			);
		});
	}

	/** Somebody drains the queue: for a while new arrivals come behind those who wait. */
	async drains(now: number): Promise<void> {
		await this.database.transaction(
			this.scope,
			async (sql) => await noteDraining(sql, this.scope, now),
		);
	}
}

function queuedTouch(row: QueueRow, secrets: Secrets): QueuedTouch {
	const { id, since, place, teams, plan, staff, sealed } = row;
	return {
		...{ id, since, plan, staff },
		touch: JSON.parse(secrets.open(sealed)) as Touch,
		priority: place === NO_RULE ? null : place,
		teams: JSON.parse(teams) as string[],
	};
}
