/** What an expression needs: the item, and n8n's evaluator for all that is no plain path. */
export interface ItemReader {
	/** `$json` of the item. */
	readonly item: unknown;
	/**
	 * Evaluates an expression without its leading `=`, for example `{{ $json.a + 1 }}`; called once
	 * for each distinct expression of a decision. May throw.
	 */
	evaluate(expression: string): unknown;
}

/** A parameter value, ready to be read for one item. `plain` readers never throw. */
export interface ValueReader {
	read(from: ItemReader): unknown;
	plain: boolean;
	/** The path below `$json` when the value is exactly that, else null. */
	path: readonly string[] | null;
	/** Whether the value is the same for every item. */
	constant: boolean;
}

const PATH = /^=\{\{\s*\$json((?:\.[A-Za-z_$][\w$]*|\[(?:\d+|'[^'\\]*'|"[^"\\]*")\])*)\s*\}\}$/;
const SEGMENT = /\.([A-Za-z_$][\w$]*)|\[(?:(\d+)|'([^']*)'|"([^"]*)")\]/g;

/**
 * Prepares a raw parameter value as n8n would resolve it: text that starts with `=` is an
 * expression, lists and objects are resolved inside, all else is itself.
 */
export function compileValue(raw: unknown): ValueReader {
	if (typeof raw === 'string' && raw.startsWith('=')) return compileExpression(raw);
	if (Array.isArray(raw)) {
		const parts = raw.map(compileValue);
		if (parts.every((part) => part.constant)) return constant(raw);
		return {
			read: (from) => parts.map((part) => part.read(from)),
			plain: parts.every((part) => part.plain),
			path: null,
			constant: false,
		};
	}
	if (typeof raw === 'object' && raw !== null) {
		const parts = Object.entries(raw).map(([key, value]) => [key, compileValue(value)] as const);
		if (parts.every(([, part]) => part.constant)) return constant(raw);
		return {
			read: (from) => Object.fromEntries(parts.map(([key, part]) => [key, part.read(from)])),
			plain: parts.every(([, part]) => part.plain),
			path: null,
			constant: false,
		};
	}
	return constant(raw);
}

/** The expressions in a raw value that only n8n can evaluate, without their leading `=`. */
export function evaluatedIn(raw: unknown): string[] {
	if (typeof raw === 'string') {
		return raw.startsWith('=') && !plainPath(raw) ? [raw.slice(1)] : [];
	}
	return typeof raw === 'object' && raw !== null ? Object.values(raw).flatMap(evaluatedIn) : [];
}

function compileExpression(raw: string): ValueReader {
	const path = plainPath(raw);
	if (path) {
		return { read: (from) => getPath(from.item, path), plain: true, path, constant: false };
	}
	const expression = raw.slice(1);
	return {
		read: (from) => from.evaluate(expression),
		plain: false,
		path: null,
		constant: false,
	};
}

/** The path of an expression such as `={{ $json.contact.tags[0] }}`; null for anything else. */
function plainPath(raw: string): string[] | null {
	const match = PATH.exec(raw);
	if (!match) return null;
	return [...(match[1] ?? '').matchAll(SEGMENT)].map(
		(segment) => segment[1] ?? segment[2] ?? segment[3] ?? segment[4] ?? '',
	);
}

/**
 * Reads own properties only, so that a path never reaches a prototype. A missing step reads as
 * undefined, as n8n's expressions do.
 */
export function getPath(from: unknown, path: readonly string[]): unknown {
	let value = from;
	for (const key of path) {
		if (value === null || value === undefined) return undefined;
		if (typeof value === 'object') {
			if (!Object.hasOwn(value, key)) return undefined;
			value = (value as Record<string, unknown>)[key];
		} else if (typeof value === 'string' && Object.hasOwn(Object(value), key)) {
			value = key === 'length' ? value.length : value[Number(key)];
		} else {
			return undefined;
		}
	}
	return value;
}

function constant(value: unknown): ValueReader {
	return { read: () => value, plain: true, path: null, constant: true };
}
