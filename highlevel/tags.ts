/** Whether a contact has a tag. HighLevel stores tags trimmed and in lower case. */
export function hasTag(tags: readonly string[], tag: string): boolean {
	const wanted = normal(tag);
	return tags.some((existing) => normal(existing) === wanted);
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
	const start = normal(prefix);
	return tags.filter((tag) => {
		if (hasTag(keep, tag)) return false;
		return hasTag(named, tag) || (start !== '' && normal(tag).startsWith(start));
	});
}

function unique(tags: readonly string[]): string[] {
	return [...new Map(tags.map((tag) => [normal(tag), tag.trim()])).values()];
}

function normal(tag: string): string {
	return tag.trim().toLowerCase();
}
