import { isObject, type Json } from '../lenient';

/**
 * A part of an object by names joined with dots, in any case: what Baileys calls `selectedRowId` and
 * `sourceUrl`, whatsmeow calls `selectedRowID` and `sourceURL`. Inherited names are no parts.
 */
export function partAt(from: unknown, path: string): unknown {
	let value = from;
	for (const name of path.split('.')) {
		if (!isObject(value)) return undefined;
		value = ownIn(value, name);
	}
	return value;
}

/** A text that is not empty, by the same path; null for anything else. */
export function textAt(from: unknown, path: string): string | null {
	const value = partAt(from, path);
	return typeof value === 'string' && value.trim() !== '' ? value : null;
}

export function flagAt(from: unknown, path: string): boolean {
	return partAt(from, path) === true;
}

function ownIn(object: Json, name: string): unknown {
	if (Object.hasOwn(object, name)) return object[name];
	const lower = name.toLowerCase();
	const own = Object.keys(object).find((other) => other.toLowerCase() === lower);
	return own === undefined ? undefined : object[own];
}
