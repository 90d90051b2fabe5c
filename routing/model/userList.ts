import { HOUR } from './durations';

/** Whom HighLevel listed for a location. */
export interface ListedUsers {
	/** IDs of those who work there. */
	listed: readonly string[];
	/** IDs of those whom it lists as deleted. */
	deleted: readonly string[];
	/** Every entry could be read, so whoever is not on it is not listed. */
	complete: boolean;
	/** When HighLevel was asked for it, milliseconds since 1970. */
	readAt: number;
}

/** How long those who are missing from doubtful lists are taken for there. */
export const DOUBT_MS = HOUR;

/** So many may leave at once, however few work there. */
const FEW = 2;

/**
 * Whether it is rather the list that is wrong than that all who are missing have left: HighLevel gives
 * lists that are empty or cut off when it is in trouble, and every contact would move.
 * @param before how many were listed until then
 * @param gone how many of them are missing
 */
export function isDoubtful(
	{ listed, complete }: ListedUsers,
	before: number,
	gone: number,
): boolean {
	const tooMany = gone > FEW && gone * 2 > before;
	return gone > 0 && (!complete || listed.length === 0 || tooMany);
}
