import type { IDataObject } from 'n8n-workflow';
import type { DecisionRecord } from '../../../ledger/records';
import { leadingColumns } from '../../shared/decidedItem/decisionColumns';
import { isoOf } from '../../shared/times';

/** A decision as a row: who and when, then why. */
export function decisionRow(record: DecisionRecord): IDataObject {
	const { decision, at, contactId, carriedOutAt, id } = record;
	const { assignedTo, ...why } = leadingColumns(decision as unknown as IDataObject);
	return {
		assignedTo: assignedTo ?? '',
		at: isoOf(at),
		...why,
		team: decision.team ?? '',
		contactId: contactId ?? '',
		userId: decision.user?.id ?? '',
		userEmail: decision.user?.email ?? '',
		carriedOutAt: isoOf(carriedOutAt),
		assignmentId: id,
	};
}
