import type { IDataObject } from 'n8n-workflow';
import { fieldsOf } from '../parameterValues';

/** What a cell of a table can hold. */
export type Scalar = string | number | boolean | null;

/**
 * The objects of a touch whose fields become columns: `contact.phone` is the column `contactPhone`.
 * What is nested in one of them comes before it, so that its columns are told apart.
 */
const PARTS = [
	['contact', 'alsoKnownAs'],
	['contact', 'attributionSource'],
	['contact', 'lastAttributionSource'],
	['contact'],
	['account'],
	['message'],
	['referral'],
	['opportunity'],
	['customData'],
	['reassign', 'from'],
	['reassign', 'to'],
	['reassign'],
	['wait', 'person'],
	['wait'],
	['queued'],
	['rating'],
].map((path) => ({ path, prefix: camelCase(path) }));

/** Without a number or an owner, null says that it is known; what else is null says nothing. */
const KNOWN_TO_BE_MISSING = new Set(['contactPhone', 'contactOwnerId']);

/** Lists of texts that a column can hold, and that are read from it again. */
const LISTS = new Set(['contactTags', 'contactTimeZones', 'excludedUsers']);

const SEPARATOR = ', ';

/** The columns of all parts of an item, in the order of its fields. */
export function columnsOf(item: IDataObject): Record<string, Scalar> {
	const columns: Record<string, Scalar> = {};
	for (const [name, value] of Object.entries(item)) addColumns(columns, [name], value);
	return columns;
}

function addColumns(columns: Record<string, Scalar>, path: readonly string[], value: unknown) {
	const name = camelCase(path);
	const cell = LISTS.has(name) ? listCell(value) : value;
	const isPart = PARTS.some(({ prefix }) => prefix === name);
	if (isScalar(cell)) {
		const isOwn = path.length === 1 && !isPart;
		if (cell !== null || isOwn || KNOWN_TO_BE_MISSING.has(name)) columns[name] = cell;
	} else if (isPart) {
		for (const [field, one] of Object.entries(fieldsOf(value))) {
			addColumns(columns, [...path, field], one);
		}
	}
}

/** Undefined for what could not be read again: a tag with a comma would come back as two. */
export function listCell(value: unknown): string | undefined {
	if (!Array.isArray(value)) return undefined;
	const texts = value.filter((one) => typeof one === 'string');
	const isReadable = texts.length === value.length && !texts.some((one) => one.includes(','));
	return isReadable ? texts.join(SEPARATOR) : undefined;
}

/** The list in a column; undefined when there is none. */
export function listIn(cell: unknown): string[] | undefined {
	if (typeof cell !== 'string') return undefined;
	return cell === '' ? [] : cell.split(SEPARATOR);
}

/** The parts that the columns of an item hold, and what else is in it. */
export function partsOf(item: IDataObject): { parts: IDataObject; rest: IDataObject } {
	const parts: IDataObject = {};
	const rest: IDataObject = {};
	for (const [name, value] of Object.entries(item)) {
		const part = PARTS.find(({ prefix }) => isColumnOf(prefix, name));
		if (part) put(parts, [...part.path, fieldIn(name, part.prefix)], cellValue(name, value));
		else rest[name] = LISTS.has(name) ? listIn(value) : value;
	}
	return { parts, rest };
}

function cellValue(name: string, cell: IDataObject[string]): IDataObject[string] {
	if (LISTS.has(name)) return listIn(cell);
	// An empty column is there so that all items have the same ones.
	return cell === '' ? undefined : cell;
}

function put(object: IDataObject, [field, ...path]: readonly string[], value: IDataObject[string]) {
	if (field === undefined || value === undefined) return;
	if (path.length === 0) object[field] = value;
	else put((object[field] ??= {}) as IDataObject, path, value);
}

function isColumnOf(prefix: string, name: string): boolean {
	return name.startsWith(prefix) && /^\p{Lu}/u.test(name.slice(prefix.length));
}

function fieldIn(name: string, prefix: string): string {
	const field = name.slice(prefix.length);
	return field.charAt(0).toLowerCase() + field.slice(1);
}

function camelCase([first = '', ...more]: readonly string[]): string {
	return first + more.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

export function isScalar(value: unknown): value is Scalar {
	return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
