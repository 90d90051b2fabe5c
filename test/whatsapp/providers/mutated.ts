import fc from 'fast-check';

/** Every value that could stand where another one is expected. */
const odd = fc.oneof(
	fc.constantFrom(null, true, false, 0, -1, 1e308, '', '__proto__', '@lid', '1@g.us', [], {}),
	fc.jsonValue({ maxDepth: 2 }),
);

/** The value with one part of it replaced or taken away. */
function mutatedValue(value: unknown): fc.Arbitrary<unknown> {
	if (typeof value !== 'object' || value === null) return odd;
	const names = Object.keys(value);
	if (names.length === 0) return odd;
	return fc.constantFrom(...names).chain((name) => {
		const rest = { ...(value as Record<string, unknown>) };
		const changed = fc.oneof(
			{ weight: 1, arbitrary: fc.constant(undefined) },
			{ weight: 2, arbitrary: odd },
			{ weight: 4, arbitrary: mutatedValue(rest[name]) },
		);
		return changed.map((part) => {
			const all = { ...rest, [name]: part };
			return Array.isArray(value) ? Object.values(all) : all;
		});
	});
}

/** The body of a webhook, JSON or a form, with one part of it replaced or taken away. */
export function mutated(rawBody: Buffer, isForm: boolean): fc.Arbitrary<string> {
	const text = rawBody.toString();
	if (!isForm) {
		return mutatedValue(JSON.parse(text)).map((body) => JSON.stringify(body) ?? '');
	}
	const fields = Object.fromEntries(new URLSearchParams(text));
	return mutatedValue(fields)
		.filter((body) => typeof body === 'object' && body !== null)
		.map((body) => {
			const pairs = Object.entries(body as Record<string, unknown>);
			return new URLSearchParams(
				pairs.map(([name, value]): [string, string] => [name, JSON.stringify(value) ?? '']),
			).toString();
		});
}
