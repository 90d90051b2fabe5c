import type { HighLevelClient } from '../../highlevel/client';
import { factsOf, type HighLevelContact } from '../../highlevel/contact';
import { getContact, findContact } from '../../highlevel/contacts';
import { concernsEverything, HighLevelError } from '../../highlevel/errors';
import { hasContactFacts, contactNeeds } from '../../routing/plan/contactNeeds';
import { nothingToDecide } from '../../routing/model/events';
import type { Plan } from '../../routing/plan/plan';
import { identitiesOf, type Touch } from '../../routing/model/touch';
import type { Routing } from './situation';

/** What HighLevel showed of a contact, for the node that carries the decision out. */
export interface ShownContact {
	/** When it was asked, ISO 8601 in UTC. */
	at: string;
	/** By what the touch names the contact. */
	asked: { phone: string | null };
	/** Null when HighLevel had no such contact. */
	contactId: string | null;
	ownerId: string | null;
	tags: string[];
}

/** An answer of HighLevel; `known` is null when it has no such contact. */
export interface Look {
	at: string;
	known: HighLevelContact | null;
}

/** A touch, and what HighLevel was asked for it. */
export interface KnownTouch {
	touch: Touch;
	/** Null when it was not asked. */
	shown: ShownContact | null;
}

/**
 * The touch with what HighLevel knows of the contact, when the plan asks for it and the touch does
 * not say: one look-up, or none when only the owner matters and HighLevel showed it a short while
 * ago. When HighLevel refuses this contact (an unknown ID, an odd number), its facts stay unknown,
 * which no rule matches: one contact must not stop the others of its batch for as long as WhatsApp
 * delivers it again.
 * @throws {HighLevelError} when HighLevel refuses everything or does not answer
 * @throws {LedgerError} when the ledger cannot be used
 */
export async function withContactFacts(
	touch: Touch,
	plan: Plan,
	routing: Routing,
): Promise<KnownTouch> {
	const needed = contactNeeds(plan);
	const enough = needed === 'nothing' || hasContactFacts(touch.contact, plan);
	if (nothingToDecide(touch.event) || enough) return { touch, shown: null };
	const { id, phone } = touch.contact;
	// A trigger that saw the contact being created knows better than a look-up afterwards.
	const existed = touch.contact.existed ?? true;
	if (needed === 'owner' && routing.trustMs > 0) {
		const since = routing.now - routing.trustMs;
		const [seen] = await routing.ledger.contactSnapshots([identitiesOf(touch.contact)], since);
		if (seen) {
			const { contactId, ownerId } = seen;
			const contact = { ...touch.contact, id: contactId, ownerId, existed };
			return { touch: { ...touch, contact }, shown: null };
		}
	}
	if (!id && !phone) return { touch, shown: null };
	const asked = id ? `id ${id}` : `phone ${phone}`;
	let look = routing.trustMs > 0 ? routing.looks.get(asked) : undefined;
	if (!look) {
		look = lookUp(routing.client, id ? { id } : { phone: phone ?? '' });
		routing.looks.set(asked, look);
	}
	const found = await look;
	if (!found) return { touch, shown: null };
	const { at, known } = found;
	const facts = known
		? { ...factsOf(known), existed }
		: { existed: false, ownerId: null, tags: [], source: null };
	return {
		touch: { ...touch, contact: { ...touch.contact, ...facts } },
		shown: {
			at,
			asked: { phone: phone ?? null },
			contactId: known?.contactId ?? null,
			ownerId: facts.ownerId,
			tags: facts.tags,
		},
	};
}

async function lookUp(
	client: HighLevelClient,
	asked: { id: string } | { phone: string },
): Promise<Look | undefined> {
	// Before it answers: what changes meanwhile may not be in the answer.
	const at = new Date(Date.now()).toISOString();
	const answer = 'id' in asked ? getContact(client, asked.id) : findContact(client, asked.phone);
	const known = await answer.catch((error: unknown) => {
		if (error instanceof HighLevelError && !concernsEverything(error)) return undefined;
		throw error;
	});
	return known === undefined ? undefined : { at, known };
}
