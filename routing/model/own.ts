/**
 * The value of a table under a key that may be anything somebody wrote; undefined when it has none.
 * What every object inherits is not in it, also under names like `constructor` and `__proto__`.
 */
export function own<Value>(
	table: Readonly<Record<string, Value>> | null | undefined,
	key: string,
): Value | undefined {
	return table && Object.hasOwn(table, key) ? table[key] : undefined;
}

/** A table without anything inherited, so that every key can be put into it. */
export function emptyTable<Value>(): Record<string, Value> {
	return Object.create(null) as Record<string, Value>;
}

/**
 * An object with nothing but its own fields. `JSON.parse` makes a field of the key `__proto__`, which
 * becomes what the object inherits as soon as somebody copies it field by field.
 */
export function ownFields(value: unknown): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	const inherits = Object.getPrototypeOf(value) as unknown;
	const isPlain = inherits === Object.prototype || inherits === null;
	if (isPlain && !Object.hasOwn(value, '__proto__')) return value;
	return Object.fromEntries(Object.entries(value).filter(([key]) => key !== '__proto__'));
}
