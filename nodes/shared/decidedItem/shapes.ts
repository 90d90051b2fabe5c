import type { IDataObject } from 'n8n-workflow';
import { without } from '../json';
import { fieldsOf } from '../parameterValues';
import {
	assignmentIn,
	followingColumns,
	isDecisionColumn,
	isSimplified,
	leadingColumns,
} from './decisionColumns';
import { columnsOf, partsOf, type Scalar } from './parts';

export { isSimplified };

/** Columns that every item has, so that a table of several shows them side by side. */
const ALWAYS = ['contactName', 'contactPhone', 'accountName'] as const;

/**
 * An item of Resolve Assignment as one row of a table: who and why first, then what the nodes that
 * follow read. {@link fullItem} reads it again.
 * @param full with the decision as `assignment`
 */
export function simplified(full: IDataObject): Record<string, Scalar> {
	const assignment = fieldsOf(full.assignment) as IDataObject;
	const item = columnsOf(without(full, 'assignment'));
	const { messageText } = item;
	const first: Record<string, Scalar> = {
		...leadingColumns(assignment),
		...Object.fromEntries(ALWAYS.map((name) => [name, item[name] ?? emptyCell(name, full)])),
		...(messageText !== undefined && { messageText }),
	};
	// Who and why are the decision's, whatever the item called so before.
	return {
		...first,
		...followingColumns(assignment, item.contactOwnerId),
		...othersOf(item, first),
	};
}

/** Null says of a number that the person shows none. */
function emptyCell(name: (typeof ALWAYS)[number], { contact }: IDataObject): Scalar {
	return name === 'contactPhone' && fieldsOf(contact).phone === null ? null : '';
}

/** What only the next nodes need to know. */
function othersOf(item: Record<string, Scalar>, first: Record<string, Scalar>) {
	const others = Object.entries(item).filter(
		([name]) => !(name in first) && !isDecisionColumn(name),
	);
	return Object.fromEntries(others);
}

/**
 * An item with the objects that every node of this package reads, whether Resolve Assignment has
 * simplified it or not. Columns that somebody changed in between count, and objects that somebody
 * added count more.
 */
export function fullItem(json: IDataObject): IDataObject {
	if (!isSimplified(json)) return json;
	const { parts, rest } = partsOf(json);
	return { ...json, ...withAccount(parts), assignment: assignmentIn(json), ...rest };
}

/** An item of a touch as it was before Resolve Assignment decided about it. */
export function undecidedItem(json: IDataObject): IDataObject {
	if (!isSimplified(json)) return without(json, 'assignment');
	const { parts, rest } = partsOf(json);
	const own = Object.entries(rest).filter(([name]) => !isDecisionColumn(name));
	return { ...withAccount(parts), ...Object.fromEntries(own) };
}

/** An account that is known by its name alone has an empty ID. */
function withAccount(parts: IDataObject): IDataObject {
	const { account, contact = {} } = parts;
	return { ...parts, contact, ...(account ? { account: { id: '', ...fieldsOf(account) } } : {}) };
}
