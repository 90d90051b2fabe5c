import { fold } from '../routing/model/text';

/**
 * A tag as HighLevel stores it, and as ledgers remember it: for ever the same, or the tags of every
 * contact would look new. Whether two tags are one is what `fold` says.
 */
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

/** Whether a contact has a tag, however it is written. */
export function hasTag(tags: readonly string[], tag: string): boolean {
	const wanted = fold(tag);
	return tags.some((existing) => fold(existing) === wanted);
}

/** Whether a tag begins so; none does with nothing. */
export function beginsWith(tag: string, prefix: string): boolean {
	const start = fold(prefix);
	return start !== '' && fold(tag).startsWith(start);
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
	return tags.filter(
		(tag) => !hasTag(keep, tag) && (hasTag(named, tag) || beginsWith(tag, prefix)),
	);
}

function unique(tags: readonly string[]): string[] {
	return [...new Map(tags.map((tag) => [fold(tag), tag.trim()])).values()];
}
