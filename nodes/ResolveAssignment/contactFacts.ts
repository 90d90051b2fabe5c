import { getContact, findContact } from '../../highlevel/contacts';
import { concernsEverything, HighLevelError } from '../../highlevel/errors';
import { hasContactFacts, neededContactFacts } from '../../routing/contactFacts';
import { nothingToDecide } from '../../routing/events';
import type { Plan } from '../../routing/plan';
import { identitiesOf, type Touch } from '../../routing/touch';
import type { Routing } from './situation';

/**
 * The touch with what HighLevel knows of the contact, when the plan asks for it and the touch does
 * not say: one look-up, or none when only the owner matters and HighLevel showed it a short while
 * ago. When HighLevel refuses this contact (an unknown ID, an odd number), its facts stay unknown,
 * which no rule matches: one contact must not stop the others of its batch for as long as WhatsApp
 * delivers it again.
 * @throws {HighLevelError} when HighLevel refuses everything or does not answer
 * @throws {LedgerError} when the ledger cannot be used
 */
export async function withContactFacts(touch: Touch, plan: Plan, routing: Routing): Promise<Touch> {
	const needed = neededContactFacts(plan);
	if (nothingToDecide(touch.event)) return touch;
	if (needed === 'nothing' || hasContactFacts(touch.contact, plan)) return touch;
	const { id, phone } = touch.contact;
	// A trigger that saw the contact being created knows better than a look-up afterwards.
	const existed = touch.contact.existed ?? true;
	if (needed === 'owner' && routing.trustMs > 0) {
		const since = routing.now - routing.trustMs;
		const [seen] = await routing.ledger.seen([identitiesOf(touch.contact)], since);
		if (seen) {
			const { contactId, ownerId } = seen;
			return { ...touch, contact: { ...touch.contact, id: contactId, ownerId, existed } };
		}
	}
	if (!id && !phone) return touch;
	const asked = id ? getContact(routing.client, id) : findContact(routing.client, phone ?? '');
	const known = await asked.catch((error: unknown) => {
		if (error instanceof HighLevelError && !concernsEverything(error)) return undefined;
		throw error;
	});
	if (known === undefined) return touch;
	const facts = known
		? { ...known, existed }
		: { existed: false, ownerId: null, tags: [], source: null };
	return { ...touch, contact: { ...touch.contact, ...facts } };
}
