import type { Touch } from '../routing/model/touch';
import type { Database } from './database';
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
		protected readonly database: Database,
		protected readonly scope: string,
		protected readonly secrets: Secrets,
	) {}

	/** By the rule's priority, then the longest waiting first. Those given within `againMs` are left out. */
	async waiting(_now: number, _limit: number, _againMs: number): Promise<QueuedTouch[]> {
		throw new Error('not built yet');
	}

	/** These were given to a workflow. */
	async given(_ids: readonly string[], _now: number): Promise<void> {
		throw new Error('not built yet');
	}

	/** Somebody drains the queue: for a while new arrivals come behind those who wait. */
	async drains(_now: number): Promise<void> {
		throw new Error('not built yet');
	}
}
