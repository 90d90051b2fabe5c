import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { TableName } from '../../ledger/tables';
import { count } from '../../routing/model/text';
import { toNodeError } from '../shared/highLevel/nodeErrors';
import { ledgerChoiceOf } from '../shared/ledger/ledgerParameter';
import { olderName } from '../shared/ledger/olderSqlite';
import {
	beginEmpty,
	copySqlite,
	type BegunEmpty,
	type CopiedBetween,
} from '../shared/ledger/wholeLedger';
import type { OperationAbout } from './operationParameters';

type WholeOperation = OperationAbout<'ledger'>;

/** Applies an operation to the ledger as a whole: once, however many items come. */
export async function workOnLedger(
	context: IExecuteFunctions,
	operation: WholeOperation,
): Promise<INodeExecutionData[]> {
	const pairedItem = context.getInputData().map((_, item) => ({ item }));
	try {
		return [{ json: await OPERATIONS[operation](context), pairedItem }];
	} catch (error) {
		const nodeError = toNodeError(context.getNode(), error, 0);
		if (!context.continueOnFail()) throw nodeError;
		return [{ json: { error: nodeError.message }, pairedItem }];
	}
}

const OPERATIONS: Record<WholeOperation, (context: IExecuteFunctions) => Promise<IDataObject>> = {
	copyLedger: async (context) => copiedJson(await copySqlite(context, ledgerChoiceOf(context))),
	startEmpty: async (context) => emptyJson(await beginEmpty(context, ledgerChoiceOf(context))),
};

/** What came of beginning empty. */
export function emptyJson({ to, isRepeated }: BegunEmpty): IDataObject {
	return {
		summary: isRepeated
			? `The ledger in ${to} was begun empty before. Nothing was left to do.`
			: `The ledger in ${to} begins empty.`,
		result: isRepeated ? 'startedBefore' : 'startedEmpty',
		to,
	};
}

/** What came of copying: a sentence, how many rows of each kind, and between what. */
export function copiedJson(copied: CopiedBetween): IDataObject {
	const { rows, isRepeated, from, to, others } = copied;
	return {
		summary: [
			copiedSentence(copied),
			...others.map((one) => `${olderName(one)} was not copied.`),
		].join(' '),
		result: isRepeated ? 'copiedBefore' : 'copied',
		...Object.fromEntries(
			Object.entries(COLUMNS).map(([table, column]) => [column, rows[table as TableName]]),
		),
		from: from.file,
		to,
		process: from.process,
		machine: from.host,
	};
}

function copiedSentence({ rows, isRepeated }: CopiedBetween): string {
	const what = `${count(rows.contacts, 'contact')} and ${count(rows.decisions, 'decision')}`;
	return isRepeated
		? `The file with ${what} was copied before. Nothing was left to do.`
		: `Copied ${what}, and all that belongs to them; each row was compared. The file decides nothing any more. In nodes that still use it, change Options > Ledger.`;
}

/** How many rows of each table went along, as columns of the result. */
const COLUMNS: Record<TableName, string> = {
	contacts: 'contacts',
	decisions: 'decisions',
	assignments: 'assignments',
	slots: 'owners',
	turns: 'turns',
	identities: 'identities',
	contact_tags: 'contactTags',
	moves: 'reassignments',
	users: 'users',
	accounts: 'accounts',
	waits: 'waits',
	queue: 'queued',
	outcomes: 'outcomes',
	kept: 'keptCounts',
	replies: 'replies',
	reply_ids: 'replyMessages',
	plans: 'plans',
	staff: 'staff',
	pauses: 'pauses',
	open_slots: 'openCounts',
	deliveries: 'handledMessages',
	previews: 'previews',
	meta: 'keyAndPositions',
};
