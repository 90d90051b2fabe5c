/**
 * What transactions wait for each other by that belong to no scope; of a scope, it is the scope. As
 * workers of an older version have them: two of them may run at the same time.
 */
export const LOCKS = {
	contactTags: 'contact tags',
	cursors: 'positions',
	home: 'place of the ledger',
	idempotencyKeys: 'deliveries',
	reading: 'reading',
	retention: 'retention',
	schema: 'contact-assignment schema',
} as const;
