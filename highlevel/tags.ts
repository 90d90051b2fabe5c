/** HighLevel lower-cases tags, and people type them as they like. */
export function foldTag(tag: string): string {
	return tag.trim().toLowerCase();
}

/** Each tag once, without empty ones, in the order given. */
export function distinctTags(tags: readonly string[]): string[] {
	const byFold = new Map<string, string>();
	for (const tag of tags) {
		const folded = foldTag(tag);
		if (folded !== '' && !byFold.has(folded)) byFold.set(folded, tag.trim());
	}
	return [...byFold.values()];
}

/** Whether a contact has a tag. HighLevel stores tags trimmed and in lower case. */
export function hasTag(tags: readonly string[], tag: string): boolean {
	const wanted = foldTag(tag);
	return tags.some((existing) => foldTag(existing) === wanted);
}

/** The tags, each once, that a contact does not have yet. */
export function missingTags(tags: readonly string[], wanted: readonly string[]): string[] {
	return unique(wanted).filter((tag) => !hasTag(tags, tag));
}

/** The tags of a contact that are to go: those that are named, and others that begin like one. */
export function tagsToRemove(
	tags: readonly string[],
	{ named, prefix, keep }: { named: readonly string[]; prefix: string; keep: readonly string[] },
): string[] {
	const start = foldTag(prefix);
	return tags.filter((tag) => {
		if (hasTag(keep, tag)) return false;
		return hasTag(named, tag) || (start !== '' && foldTag(tag).startsWith(start));
	});
}

function unique(tags: readonly string[]): string[] {
	return [...new Map(tags.map((tag) => [foldTag(tag), tag.trim()])).values()];
}
