import type { Database, Transaction } from './database';
import { LOCKS } from './locks';
import type { Retention } from './retention';
import type { Secrets } from './secrets';

/** What one workflow has last received of a kind. No contact and no message. */
export interface Seen {
	/** Milliseconds since 1970, by the clock of the store. */
	at: number;
	workflowId: string;
	workflowName: string;
	/** What it was, in words for people. */
	what: string;
}

/** How many workflows are kept under one name. */
const MOST = 20;

/** What triggers have last received, by name and workflow, for whoever checks whether anything arrives. */
export class LastSeen {
	constructor(
		private readonly database: Database,
		private readonly secrets: Secrets,
		private readonly retention: Retention,
	) {}

	/** Of a workflow, the latest counts. */
	async note(name: string, seen: Seen): Promise<void> {
		await this.retention.transaction(LOCKS.cursors, seen.at, async (sql) => {
			const others = (await this.rows(sql, name)).filter(
				({ workflowId }) => workflowId !== seen.workflowId,
			);
			const value = this.secrets.seal(JSON.stringify([seen, ...others].slice(0, MOST)));
			await sql.insert(
				'contact_assignment_meta',
				[{ name: this.key(name), value, at: seen.at }],
				'ON CONFLICT (name) DO UPDATE SET value = excluded.value, at = excluded.at',
			);
		});
	}

	/** @returns one for each workflow, the latest first */
	async read(name: string): Promise<Seen[]> {
		const seen = await this.database.transaction(
			LOCKS.cursors,
			async (sql) => await this.rows(sql, name),
		);
		return seen.sort((a, b) => b.at - a.at);
	}

	private async rows(sql: Transaction, name: string): Promise<Seen[]> {
		const [row] = await sql.all<{ value: string }>(
			'SELECT value FROM contact_assignment_meta WHERE name = ?',
			this.key(name),
		);
		return row ? (JSON.parse(this.secrets.open(row.value)) as Seen[]) : [];
	}

	/** Apart from what else is kept in the same table. */
	private key(name: string): string {
		return `seen ${this.secrets.hash(name)}`;
	}
}
