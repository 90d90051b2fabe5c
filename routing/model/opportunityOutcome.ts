import type { OutcomeWay, Result } from './contactOutcome';
import { fold } from './text';

/** HighLevel's statuses of opportunities that are over. */
export const STATUSES_OF_RESULTS = ['won', 'lost', 'abandoned'] as const satisfies Result[];

/** What an opportunity with this status came to; null while it is open, or nobody knows the status. */
export function resultOfStatus(status: unknown): Result | null {
	return (
		STATUSES_OF_RESULTS.find((result) => typeof status === 'string' && result === fold(status)) ??
		null
	);
}

/**
 * What the result of an opportunity is known by. Without a time: HighLevel tells the same change twice,
 * and again with each move to another stage and in its lists, each time with another time. One
 * opportunity is won once.
 */
export function opportunityOutcomeId(opportunityId: string, result: Result): string {
	return `opportunity:${opportunityId}:${result}`;
}

/** What an opportunity of a contact came to, as the ledger notes it. */
export interface OpportunityOutcome {
	id: string;
	kind: Result;
	/** What the contact is known by, see `identitiesOf`. */
	contact: readonly string[];
	/** Milliseconds since 1970. */
	at: number;
	by: OutcomeWay;
}

/** @returns null while the opportunity is open, or when nobody knows its status */
export function opportunityOutcome(
	opportunity: { id: string; status?: unknown },
	contact: readonly string[],
	at: number,
): OpportunityOutcome | null {
	const kind = resultOfStatus(opportunity.status);
	if (!kind) return null;
	return { id: opportunityOutcomeId(opportunity.id, kind), kind, contact, at, by: 'highLevel' };
}
