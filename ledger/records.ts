import type { ContactState } from '../routing/model/contactSnapshot';
import type { Decision } from '../routing/model/decision';
import type { ReplyWay } from '../routing/model/reply';
import type { WaitEnding } from '../routing/model/wait';
import type { WorkContext } from './batchContext';
import { contactsOf } from './contacts';
import type { Database, Transaction } from './database';
import type { Plans } from './plans';
import type { DecisionRow, WaitRow } from './rows';
import type { Secrets } from './secrets';
import { storeTime } from './storeClock';
import { WaitClocks } from './waitClocks';

/** A decision as people look it up. Times are milliseconds since 1970. */
export interface DecisionRecord {
	id: string;
	at: number;
	/** HighLevel's contact ID, as far as HighLevel showed it. */
	contactId: string | null;
	decision: Decision;
	carriedOutAt: number | null;
}

/** A wait of a contact, open or ended. */
export interface WaitRecord {
	id: string;
	chain: string;
	slot: string;
	user: string | null;
	account: string | null;
	team: string | null;
	rule: string | null;
	askedAt: number;
	givenAt: number;
	dueAt: number | null;
	endedAt: number | null;
	ended: WaitEnding | null;
	answeredBy: string | null;
	answeredHow: ReplyWay | null;
	/** When the answer was given, also when it became known after the wait had ended otherwise. */
	answeredAt: number | null;
	/** How much of the time from `givenAt` to `endedAt` the person worked; null as long as it is open. */
	workingMs: number | null;
}

/** A decision with what HighLevel showed of its contact, encrypted. */
type ShownDecision = DecisionRow & { seen: string | null };

const SHOWN = `SELECT contact_assignment_decisions.*, seen FROM contact_assignment_decisions
	LEFT JOIN contact_assignment_contacts
		ON contact_assignment_contacts.id = contact_assignment_decisions.contact`;

/** What happened to contacts of one location, for whoever looks back. Every method is one transaction. */
export class Records {
	constructor(
		private readonly database: Database,
		private readonly scope: string,
		private readonly secrets: Secrets,
		private readonly plans: Plans,
	) {}

	/** The latest first. */
	async lastDecisions(limit: number): Promise<DecisionRecord[]> {
		const rows = await this.database.transaction(
			this.scope,
			async (sql) =>
				await sql.all<ShownDecision>(
					`${SHOWN} WHERE contact_assignment_decisions.scope = ?
					ORDER BY at DESC, contact_assignment_decisions.id LIMIT ?`,
					this.scope,
					limit,
				),
		);
		return rows.map((row) => this.decisionRecord(row));
	}

	/** Everything that is kept about one contact, the latest first; null when nothing is. */
	async historyOf(
		contact: readonly string[],
	): Promise<{ decisions: DecisionRecord[]; waits: WaitRecord[] } | null> {
		return await this.database.transaction(this.scope, async (sql) => {
			const known = await contactsOf(sql, this.scope, this.secrets.hashAll(contact));
			const decisions = await sql.all<ShownDecision>(
				`${SHOWN} WHERE contact IN (SELECT value FROM EACH(?))
				ORDER BY at DESC, contact_assignment_decisions.id`,
				known,
			);
			const waits = await this.waitsOf(sql, known);
			if (decisions.length === 0 && waits.length === 0) return null;
			return { decisions: decisions.map((row) => this.decisionRecord(row)), waits };
		});
	}

	private async waitsOf(sql: Transaction, contacts: readonly string[]): Promise<WaitRecord[]> {
		const rows = await sql.all<WaitRow>(
			`SELECT * FROM contact_assignment_waits WHERE contact IN (SELECT value FROM EACH(?))
			ORDER BY asked_at DESC, given_at DESC, CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END, slot, id`,
			contacts,
		);
		const { scope, secrets, plans } = this;
		const now = storeTime(this.database.clock);
		const context: WorkContext = { scope, now, secrets, plans };
		const untold = rows.filter(
			({ ended_at, working_ms }) => ended_at !== null && working_ms === null,
		);
		const clocks = await WaitClocks.for(sql, context, untold);
		return rows.map((row) => waitRecord(row, clocks));
	}

	private decisionRecord({
		id,
		at,
		decision,
		carried_out_at,
		seen,
	}: ShownDecision): DecisionRecord {
		const shown = seen === null ? null : (JSON.parse(this.secrets.open(seen)) as ContactState);
		return {
			id,
			at,
			contactId: shown?.contactId ?? null,
			decision: JSON.parse(decision) as Decision,
			carriedOutAt: carried_out_at,
		};
	}
}

function waitRecord(row: WaitRow, clocks: WaitClocks): WaitRecord {
	const { ended_at, working_ms } = row;
	return {
		id: row.id,
		chain: row.chain,
		slot: row.slot,
		user: row.user_id,
		account: row.account,
		team: row.team,
		rule: row.rule,
		askedAt: row.asked_at,
		givenAt: row.given_at,
		dueAt: row.due_at,
		endedAt: ended_at,
		ended: row.ended,
		answeredBy: row.answered_by,
		answeredHow: row.answered_how,
		answeredAt: row.answered_at,
		workingMs: working_ms ?? (ended_at === null ? null : clocks.workedMs(row, ended_at)),
	};
}
