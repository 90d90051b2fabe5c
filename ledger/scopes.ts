/** Test runs on the canvas decide in a ledger of their own, and never move real turns. */
export type LedgerUse = 'live' | 'test runs';

/** What a store knows the ledger of a location by, for one of its uses. */
export function scopeOf(location: string, use: LedgerUse): string {
	return use === 'live' ? location : `${location} ${use}`;
}

/** SQL for the rows that are no test run's. */
export const IS_LIVE = `scope NOT LIKE '% ${'test runs' satisfies LedgerUse}'`;
