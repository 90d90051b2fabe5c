import { HighLevelError } from './errors';

declare const checked: unique symbol;

/** A path of HighLevel's API in which every ID is one segment; only {@link path} makes it. */
export type Path = string & { readonly [checked]: true };

/**
 * Letters, digits and a few signs: HighLevel's IDs have no others. What a server on the way could take
 * for a step in the path is none of them, and nor is what it might decode a second time.
 */
const ID = /^(?!\.+$)[\w.:~-]{1,200}$/;

/** Whether a text can be the ID of something in HighLevel. */
export function isHighLevelId(id: string): boolean {
	return ID.test(id);
}

/**
 * A path with its IDs, each checked to be an ID.
 * @throws {HighLevelError} with status 400, as HighLevel itself refuses an ID that it does not know
 */
export function path(texts: TemplateStringsArray, ...ids: string[]): Path {
	return String.raw({ raw: texts }, ...ids.map(segment)) as Path;
}

function segment(id: string): string {
	if (isHighLevelId(id)) return encodeURIComponent(id);
	throw new HighLevelError(
		'HighLevel ID not found: it is empty or has signs that no ID of HighLevel has',
		'invalid-request',
		'Look at where the ID of the contact, opportunity or sub-account comes from. IDs of HighLevel have letters and digits, e.g. ve9EPM428h8vShlRW1KT.',
		400,
		null,
	);
}
