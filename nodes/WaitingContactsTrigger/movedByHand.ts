import type { HighLevelClient } from '../../highlevel/client';
import type { HighLevelContact } from '../../highlevel/contact';
import { concernsEverything, HighLevelError } from '../../highlevel/errors';
import { findContact, findContactById } from '../../highlevel/lookUpContact';
import type { Ledger } from '../../ledger/ledger';
import type { KeptWait } from '../../ledger/waits';
import { compilePlan } from '../../routing/compiledPlan';
import { OwnersOfContact } from '../../routing/decide/owners';
import type { KeptPlan } from '../../routing/keptPlan';
import { ledgerNeeds } from '../../routing/ledgerNeeds';
import { identitiesOf, type TouchContact } from '../../routing/model/touch';

/**
 * The contact of a wait as HighLevel shows it now; null when HighLevel has no such contact, or refuses
 * this one alone.
 * @throws {HighLevelError} when HighLevel refuses everything or does not answer
 */
export async function contactOf(
	client: HighLevelClient,
	{ touch: { contact } }: KeptWait,
): Promise<HighLevelContact | null> {
	return await findByIdOrPhone(client, contact).catch((error: unknown) => {
		if (error instanceof HighLevelError && !concernsEverything(error)) return null;
		throw error;
	});
}

async function findByIdOrPhone(client: HighLevelClient, { id, phone }: TouchContact) {
	if (id) return await findContactById(client, id);
	return phone ? await findContact(client, phone) : null;
}

/**
 * Whether somebody gave the contact to another owner by hand, as far as the plan of the wait lets that
 * count: then it is theirs to answer.
 */
export async function wasMovedByHand(
	ledger: Ledger,
	wait: KeptWait,
	{ ownerId }: HighLevelContact,
	{ plan, staff: { users } }: KeptPlan,
	now: number,
): Promise<boolean> {
	const { touch, slot, user } = wait;
	const read = await ledger.read(ledgerNeeds(compilePlan(plan), touch, users, now), now);
	const owners = read.owners ?? null;
	const shown = { ...touch, contact: { ...touch.contact, ownerId } };
	const owner = new OwnersOfContact(plan, shown, owners, () => false).of(slot);
	if (owner && !owner.assignedHere) return owner.user !== user;
	const counts = plan.owners?.respectManual !== false && owners?.primary === slot;
	const isOther = ownerId !== null && ownerId !== user;
	return counts && isOther && (await wasTakenBack(ledger, wait));
}

/**
 * Whether HighLevel had shown the person as the owner since they got the contact. Whoever had it before
 * and is shown there again has taken it back: else the assignment would not be carried out yet.
 */
async function wasTakenBack(ledger: Ledger, { touch, user, givenAt }: KeptWait): Promise<boolean> {
	const [before] = await ledger.contactSnapshots([identitiesOf(touch.contact)], givenAt - 1);
	return user !== null && before?.ownerId === user;
}
