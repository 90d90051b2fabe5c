import type { Decision } from '../routing/model/decision';
import type { ReplyWay } from '../routing/model/reply';
import type { WaitEnding } from '../routing/model/wait';
import type { Database } from './database';
import type { Secrets } from './secrets';

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
	workingMs: number | null;
}

/** What happened to contacts of one location, for whoever looks back. Every method is one transaction. */
export class Records {
	constructor(
		protected readonly database: Database,
		protected readonly scope: string,
		protected readonly secrets: Secrets,
	) {}

	/** The latest first. */
	async lastDecisions(_limit: number): Promise<DecisionRecord[]> {
		throw new Error('not built yet');
	}

	/** Everything that is kept about one contact, the latest first; null when nothing is. */
	async historyOf(
		_contact: readonly string[],
	): Promise<{ decisions: DecisionRecord[]; waits: WaitRecord[] } | null> {
		throw new Error('not built yet');
	}
}
