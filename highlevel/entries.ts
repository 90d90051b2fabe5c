import type { z } from 'zod/v4';

/** A list in an answer of HighLevel: an entry that cannot be read does not hide the others. */
export function readableEntries<T>(entries: readonly unknown[], schema: z.ZodType<T>): T[] {
	return entries.flatMap((entry) => {
		const read = schema.safeParse(entry);
		return read.success ? [read.data] : [];
	});
}

/** The same of what has an ID, each once and as it came first. */
export function distinctEntries<T extends { id: string }>(
	entries: readonly unknown[],
	schema: z.ZodType<T>,
): T[] {
	const byId = new Map<string, T>();
	for (const entry of readableEntries(entries, schema)) {
		if (entry.id !== '' && !byId.has(entry.id)) byId.set(entry.id, entry);
	}
	return [...byId.values()];
}
