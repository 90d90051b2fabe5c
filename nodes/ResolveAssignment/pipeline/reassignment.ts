import type { Recorded } from '../../../ledger/ledger';
import type { Reassignment } from '../../../ledger/reassignments';
import type { Touch } from '../../../routing/model/touch';

/** What the ledger has to remember of a contact that moves together with others. */
export function reassignmentOf({ reassign, contact }: Touch, key: string): Reassignment | null {
	if (!reassign || !contact.id) return null;
	const { kind, about, run, from, until, handOver } = reassign;
	const at = until ? Date.parse(until) : NaN;
	return {
		kind,
		about,
		run,
		contactId: contact.id,
		key,
		fromUser: from?.id ?? null,
		until: Number.isNaN(at) ? null : at,
		ends: handOver ?? null,
		isOver: Boolean(handOver) && contact.ownerId !== from?.id,
	};
}

/**
 * Whether a contact was decided about with other rules, and has its owner of before all the same:
 * who stops the work to change the rules wants them to count.
 */
export function isOutdated(
	{ reassign, contact }: Touch,
	{ decision }: Recorded,
	planName: string,
): boolean {
	if (!reassign || decision.receipt.plan === planName) return false;
	return contact.ownerId === decision.seenOwner;
}
