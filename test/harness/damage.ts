import fc from 'fast-check';

/** More of them for a long night: FUZZ_BODIES=100000. */
export const BODIES = Number(process.env.FUZZ_BODIES ?? 1500);

/** JSON as a parser makes it, with keys such as `__proto__`, `toString` and `constructor`. */
const json = fc.json({ maxDepth: 4 }).map((text): unknown => JSON.parse(text));

export const nasty = fc.oneof(
	json,
	fc.constantFrom<unknown>(
		null,
		'',
		0,
		-1,
		1e308,
		[],
		{},
		[[]],
		[null],
		'\ud800',
		'9999999-99-99',
		{ toString: null },
		JSON.parse('{"__proto__": {"phone_number_id": "1", "id": "x", "type": "text"}}'),
		JSON.parse('{"__proto__": {"type": "ContactCreate", "id": "x"}}'),
	),
);

type Container = Record<string, unknown>;

/** Every place of a JSON value: the container and the key in it. */
function places(value: unknown): Array<[Container, string]> {
	if (typeof value !== 'object' || value === null) return [];
	const container = value as Container;
	return Object.keys(container).flatMap((key): Array<[Container, string]> => [
		[container, key],
		...places(container[key]),
	]);
}

/** Replaces or removes some parts of a value in place. */
export function damage(
	value: unknown,
	wounds: Array<{ at: number; by: unknown; remove: boolean }>,
) {
	for (const { at, by, remove } of wounds) {
		const all = places(value);
		const place = all[at % Math.max(all.length, 1)];
		if (!place) return;
		const [container, key] = place;
		if (remove) delete container[key];
		else container[key] = structuredClone(by);
	}
}

export const wounds = fc.array(
	fc.record({ at: fc.nat({ max: 10_000 }), by: nasty, remove: fc.boolean() }),
	{ minLength: 1, maxLength: 4 },
);
