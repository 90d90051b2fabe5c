import { OUTCOMES, type Decision } from '../routing/model/decision';
import { allOf, type Transaction } from './database';
import type { Recorded } from './ledger';
import { Pace } from './pace';
import type { DecisionRow, NewDecision } from './rows';

/** Those of the decisions that were made before and still stand, by ID. */
export async function standingDecisions(
	sql: Transaction,
	scope: string,
	ids: readonly string[],
	now: number,
): Promise<Map<string, Recorded>> {
	const rows = await allOf<Pick<DecisionRow, 'id' | 'decision'>>(
		sql,
		`SELECT id, decision FROM contact_assignment_decisions
		WHERE scope = ? AND id IN (SELECT value FROM EACH(?))`,
		[scope],
		ids,
	);
	const standing = new Map<string, Recorded>();
	const pace = new Pace();
	for (const { id, decision: text } of rows) {
		const decision = JSON.parse(text) as Decision;
		if (stands(decision, now)) standing.set(id, { id, decision, repeated: true });
		await pace.step();
	}
	return standing;
}

/** A decision as it is kept: reasons why rules did not match may quote what the contact wrote. */
export function decisionText(decision: Decision): string {
	const { receipt } = decision;
	const rules = receipt.rules.filter(({ matched }) => matched);
	const rulesNotShown = receipt.rulesNotShown + receipt.rules.length - rules.length;
	return JSON.stringify({ ...decision, receipt: { ...receipt, rules, rulesNotShown } });
}

/** Writes decisions; one that did not stand any more is replaced. */
export async function writeDecisions(
	sql: Transaction,
	rows: readonly NewDecision[],
): Promise<void> {
	await sql.insert(
		'contact_assignment_decisions',
		rows,
		`ON CONFLICT (scope, id) DO UPDATE SET at = excluded.at, contact = excluded.contact,
			assignment = excluded.assignment, decision = excluded.decision,
			carried_out_at = NULL`,
	);
}

/**
 * Nobody has got a contact who waits, so asking again later moves nothing twice. It is asked again at
 * any time when somebody was only full: nobody knows when they close a contact.
 */
function stands({ outcome, availableAt, receipt }: Decision, now: number): boolean {
	if (OUTCOMES[outcome].final) return true;
	if (receipt.candidates.some(({ reason }) => reason === 'at_capacity')) return false;
	return availableAt !== null && now < Date.parse(availableAt);
}
