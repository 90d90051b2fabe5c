import type { Secrets } from './secrets';

/** What the decisions of one transaction share. */
export interface BatchContext {
	scope: string;
	now: number;
	/** How long an assignment waits to be confirmed, milliseconds; null counts it at once. */
	reserveFor: number | null;
	secrets: Secrets;
}
