import type { HighLevelClient } from '../../highlevel/client';
import type { HighLevelContact } from '../../highlevel/contact';
import { contactsToMove } from '../../highlevel/contactsToMove';
import type { Ledger } from '../../ledger/ledger';
import { identitiesOf } from '../../routing/model/touch';
import type { ContactsFound, ToMove } from './contactsFound';
import type { Work } from './parameters/work';
import { DAY, MINUTE } from '../../routing/model/durations';

/** How long decisions that nobody carried out are taken up again. */
const TAKEN_UP_MS = 7 * DAY;

/** Started again within this time, it is the same work, and the count goes on. */
const SAME_WORK_MS = DAY;

/** Longer than HighLevel's search takes to notice a new owner. */
const SEARCH_LAGS_MS = 5 * MINUTE;

/**
 * The contacts of a person or an account that are left: first those that were decided and not
 * confirmed, because something interrupted the work, then those that HighLevel shows.
 */
export async function findContacts(
	client: HighLevelClient,
	ledger: Ledger,
	work: Exclude<Work, { kind: 'handBack' }>,
	execution: string,
	now: number,
): Promise<ContactsFound> {
	const about = work.kind === 'account' ? `account ${work.tag}` : `${work.kind} ${work.from.id}`;
	const before = await ledger.reassignments.decided(about, now - TAKEN_UP_MS, now);
	const last = before.at(-1);
	const run = last && now - last.at < SAME_WORK_MS ? last.run : execution;
	const unfinished = new Map(
		before.filter(({ done }) => !done).map(({ contactId, key }) => [contactId, key]),
	);
	// An account keeps its contacts, so whether its rules changed once more has to be asked.
	const moved = new Set(
		before
			.filter(({ done, at }) => done && work.kind !== 'account' && now - at < SEARCH_LAGS_MS)
			.map(({ contactId }) => contactId),
	);
	const found: ToMove[] = [];
	const criterion = work.kind === 'account' ? { tag: work.tag } : { ownerId: work.from.id };
	for await (const page of contactsToMove(client, criterion)) {
		const open = await openOf(ledger, page, work.openSince);
		for (const [index, contact] of page.entries()) {
			const { contactId } = contact;
			const key = unfinished.get(contactId);
			if (key === undefined && (moved.has(contactId) || !open[index])) continue;
			unfinished.delete(contactId);
			// One execution may work for several people, one after the other.
			const newKey = `reassign:${execution}:${about}:${contactId}`;
			found.push({ contact, key: key ?? newKey, handBack: null });
		}
	}
	const confirm = [...unfinished].map(([contactId, key]) => ({
		contact: { contactId },
		key,
		handBack: null,
	}));
	const done = before.filter((move) => move.run === run && move.done).length;
	return { run, about, done, contacts: [...confirm, ...found] };
}

async function openOf(
	ledger: Ledger,
	contacts: readonly HighLevelContact[],
	openSince: number | null,
): Promise<boolean[]> {
	if (openSince === null) return contacts.map(() => true);
	return await ledger.areOpen(
		contacts.map(({ contactId: id, phone }) => identitiesOf({ id, phone })),
		openSince,
	);
}
