import type { Reply } from '../routing/model/reply';
import type { Touch } from '../routing/model/touch';
import type { OpenWait } from '../routing/model/wait';
import type { Database } from './database';
import type { Secrets } from './secrets';

/** A wait with what is needed to go on with it. */
export interface KeptWait extends OpenWait {
	/** The touch that opened it, without the text of the message and the name of the person. */
	touch: Touch;
	/** When it was last given to a workflow, milliseconds since 1970; null: never. */
	noticedAt: number | null;
}

/** What became of a reply. */
export interface NotedReply {
	/** The message was noted before, perhaps by another way. */
	repeated: boolean;
	/** IDs of the waits that it ended. */
	ended: string[];
	/** False when the ledger knows no such contact: then nothing is noted. */
	isKnown: boolean;
}

/** The waits of one location. Every method is one transaction. */
export class Waits {
	constructor(
		protected readonly database: Database,
		protected readonly scope: string,
		protected readonly secrets: Secrets,
	) {}

	/**
	 * Notes messages of ours and ends the waits that they answer: those asked before the message, of the
	 * account that it names, or else of the parts of the contact that its writer owns, or else all. A
	 * question that came after the answer begins a wait of its own. In any order and any number of times.
	 */
	async note(_replies: readonly Reply[], _now: number): Promise<NotedReply[]> {
		throw new Error('not built yet');
	}

	/** Whether somebody waits at all, so that it is worth asking for replies. */
	async areOpen(): Promise<boolean> {
		throw new Error('not built yet');
	}

	/**
	 * Waits whose answer is overdue, the longest overdue first, each given once: again only when the
	 * decision about it has not come within `againMs`.
	 */
	async takeOverdue(_now: number, _limit: number, _againMs: number): Promise<KeptWait[]> {
		throw new Error('not built yet');
	}

	/** Waits whose answer is due within `soonMs`, each given once. */
	async takeDueSoon(_now: number, _soonMs: number, _limit: number): Promise<KeptWait[]> {
		throw new Error('not built yet');
	}

	/** What is open, the longest waiting first, and nothing is marked. */
	async open(_limit: number): Promise<KeptWait[]> {
		throw new Error('not built yet');
	}

	/** The wait was moved by hand: HighLevel shows another owner. */
	async moved(_id: string, _now: number): Promise<void> {
		throw new Error('not built yet');
	}

	/** Ends those whose contact has been silent for as long as its plan says. */
	async endSilent(_now: number): Promise<number> {
		throw new Error('not built yet');
	}

	/** How many messages since then could not be told to be of a human or of a bot. */
	async unclearSince(_since: number): Promise<number> {
		throw new Error('not built yet');
	}
}
