import type { PostgresDatabase } from '../../sandbox/postgres';
import type { Message } from './scenario';

/** What decides: this package, or what n8n itself offers for the same purpose. */
export type SubjectName = 'ledger' | 'staticData' | 'removeDuplicates';

/** Where it keeps what it knows. */
export type Place =
	{ engine: 'SQLite'; file: string } | ({ engine: 'Postgres' } & PostgresDatabase);

/** What a worker process is told to do. */
export interface Job {
	subject: SubjectName;
	place: Place;
	/** The HighLevel location; the workflow, for n8n's own stores. */
	scope: string;
	capacity: boolean;
	/** Messages a transaction. */
	size: number;
	/** Transactions at the same time in this process. */
	overlapping: number;
	/** What an execution does besides, such as asking HighLevel; then it confirms. */
	workMs: number;
	/** When all workers begin, milliseconds since 1970. */
	startAt: number;
	/** New messages for so long, or these messages. */
	load: { ms: number } | { messages: Message[] };
}

/** What came of one message. */
export interface Handled {
	key: string;
	/** Null for a store that only knows whether it has seen a message. */
	user: string | null;
	/** The message counted as new. */
	isNew: boolean;
}

export interface JobResult {
	handled: Handled[];
	/** Milliseconds of each transaction. */
	took: number[];
	/** From the common start to the last transaction. */
	elapsedMs: number;
	failed: string[];
}

/** How one message, or several at once, are handled. */
export interface Subject {
	handle(messages: readonly Message[]): Promise<Handled[]>;
}
