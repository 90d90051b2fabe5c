import type { Transaction } from './database';
import { IS_LIVE } from './scopes';

const WAITING = [
	`SELECT MIN(scope) AS scope FROM contact_assignment_waits
	WHERE scope > ? AND ended_at IS NULL AND ${IS_LIVE}`,
	`SELECT MIN(scope) AS scope FROM contact_assignment_queue WHERE scope > ? AND ${IS_LIVE}`,
];

/** The scopes in which somebody waits: from one to the next, however many wait in each. */
export async function scopesWaiting(sql: Transaction): Promise<string[]> {
	const scopes: string[] = [];
	for (let last = ''; ;) {
		const [row] = await sql.all<{ scope: string | null }>(
			`SELECT MIN(scope) AS scope FROM (${WAITING.join(' UNION ALL ')}) AS firsts`,
			...WAITING.map(() => last),
		);
		if (!row?.scope) return scopes;
		last = row.scope;
		scopes.push(last);
	}
}
