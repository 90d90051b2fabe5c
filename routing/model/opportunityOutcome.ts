import type { Result } from './contactOutcome';

/** HighLevel's statuses of opportunities that are over. */
const OVER = ['won', 'lost', 'abandoned'] as const satisfies Result[];

/** What an opportunity with this status came to; null while it is open, or nobody knows the status. */
export function resultOfStatus(status: unknown): Result | null {
	return OVER.find((result) => result === status) ?? null;
}

/**
 * What the result of an opportunity is known by. Without a time: HighLevel tells the same change twice,
 * and again with each move to another stage and in its lists, each time with another time. One
 * opportunity is won once.
 */
export function opportunityOutcomeId(opportunityId: string, result: Result): string {
	return `opportunity:${opportunityId}:${result}`;
}
