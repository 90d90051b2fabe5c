import type { Plans } from './plans';
import type { Secrets } from './secrets';

/** What all work of one transaction shares. */
export interface WorkContext {
	scope: string;
	now: number;
	secrets: Secrets;
	plans: Plans;
}

/** What the decisions of one transaction share. */
export interface BatchContext extends WorkContext {
	/** How long an assignment waits to be confirmed, milliseconds; null counts it at once. */
	reserveFor: number | null;
}
