import { decisionRow } from './decisionRow';
import type { List, ListSource } from './list';

/** Who got the last contacts and why, the latest first. */
export async function lastDecisions({ ledger, limit }: ListSource): Promise<List> {
	const records = await ledger.records.lastDecisions(limit);
	return {
		rows: records.map(decisionRow),
		nothing:
			'This ledger knows no decision. What Resolve Assignment decides on the canvas is not kept here: publish the workflow, and let somebody write.',
	};
}
