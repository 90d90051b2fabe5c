type Functions = Record<string, (...args: never[]) => unknown>;

/** The same functions with copies going in and out, so that nobody changes the sandbox by accident. */
export function isolated<T extends Functions>(functions: T): T {
	const wrapped = Object.entries(functions).map(([name, call]) => [
		name,
		(...args: never[]) => structuredClone(call(...structuredClone(args))),
	]);
	return Object.fromEntries(wrapped) as T;
}
