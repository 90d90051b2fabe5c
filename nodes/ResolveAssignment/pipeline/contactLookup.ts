import type { HighLevelClient } from '../../../highlevel/client';
import { factsOf, type HighLevelContact } from '../../../highlevel/contact';
import { findContact, getContact } from '../../../highlevel/lookUpContact';
import { concernsEverything, HighLevelError } from '../../../highlevel/errors';
import type { Ledger } from '../../../ledger/ledger';
import type { ContactSnapshot } from '../../../routing/model/contactSnapshot';
import { nothingToDecide } from '../../../routing/model/events';
import { phoneKey } from '../../../routing/model/phoneForms';
import { identitiesOf, type Touch, type TouchContact } from '../../../routing/model/touch';
import { hasContactFacts, contactNeeds } from '../../../routing/plan/contactNeeds';
import type { Plan } from '../../../routing/plan/plan';

/** What HighLevel answered when it was asked about the contact of a touch. */
export interface ContactAnswer {
	/** When it was asked, milliseconds since 1970. */
	askedAt: number;
	/** The number by which the touch names the contact. */
	phone: string | null;
	/** Null when HighLevel has no such contact. */
	snapshot: ContactSnapshot | null;
}

/** A touch with what is known of its contact. */
export interface CompletedTouch {
	touch: Touch;
	/** Null when HighLevel was not asked, or refused. */
	answer: ContactAnswer | null;
}

/** Null when HighLevel has no such contact. */
interface Lookup {
	askedAt: number;
	contact: HighLevelContact | null;
}

/** Where and how the contacts of one run in one sub-account are looked up. */
interface LookupSettings {
	client: HighLevelClient;
	ledger: Ledger;
	/** How long what HighLevel showed is taken for true, milliseconds; 0: not at all. */
	trustMs: number;
	/** When the run began, milliseconds since 1970. */
	now: number;
}

/** Completes the touches of one run in one sub-account with what HighLevel knows of contacts. */
export class ContactLookup {
	/** Answers of this run, by what was asked for; undefined: HighLevel refused. */
	private readonly answers = new Map<string, Promise<Lookup | undefined>>();

	constructor(private readonly settings: LookupSettings) {}

	/**
	 * The touch with what HighLevel knows of the contact, when the plan asks for it and the touch does
	 * not say: one look-up, or none when only the owner matters and HighLevel showed it a short while
	 * ago. When HighLevel refuses this contact (an unknown ID, an odd number), its facts stay unknown,
	 * which no rule matches: one contact must not stop the others of its batch for as long as WhatsApp
	 * delivers it again.
	 * @throws {HighLevelError} when HighLevel refuses everything or does not answer
	 * @throws {LedgerError} when the ledger cannot be used
	 */
	async complete(touch: Touch, plan: Plan): Promise<CompletedTouch> {
		const needed = contactNeeds(plan, touch);
		const enough = needed === 'nothing' || hasContactFacts(touch, plan);
		if (nothingToDecide(touch.event) || enough) return { touch, answer: null };
		// A trigger that saw the contact being created knows better than a look-up afterwards.
		const existed = touch.contact.existed ?? true;
		const remembered = needed === 'owner' ? await this.remembered(touch) : null;
		if (remembered) {
			const { contactId: id, ownerId } = remembered;
			return { touch: withFacts(touch, { id, ownerId, existed }), answer: null };
		}
		const found = await this.ask(touch);
		if (!found) return { touch, answer: null };
		const facts = found.contact
			? { ...factsOf(found.contact), existed }
			: { existed: false, ownerId: null, tags: [], source: null };
		if (isNamed(touch, found)) {
			return { touch: withFacts(touch, facts), answer: answerOf(touch, found) };
		}
		// Its owner and its tags count, but who it is remains open.
		return { touch: withFacts(touch, { ...facts, id: null }), answer: null };
	}

	/** What HighLevel showed of the contact a short while ago. */
	private async remembered({ contact }: Touch): Promise<ContactSnapshot | null> {
		const { ledger, trustMs, now } = this.settings;
		if (trustMs === 0) return null;
		const [snapshot] = await ledger.contactSnapshots([identitiesOf(contact)], now - trustMs);
		return snapshot ?? null;
	}

	/** Once for each contact, unless what HighLevel shows is not trusted for any time. */
	private async ask({ contact: { id, phone } }: Touch): Promise<Lookup | undefined> {
		if (!id && !phone) return undefined;
		const { client, ledger, trustMs } = this.settings;
		const asked = id ? `id ${id}` : `phone ${phone}`;
		const known = trustMs > 0 ? this.answers.get(asked) : undefined;
		if (known) return await known;
		// By the clock of the ledger, which remembers it.
		const askedAt = ledger.now();
		const answer = find(client, id ? { id } : { phone: phone ?? '' }, askedAt);
		this.answers.set(asked, answer);
		return await answer;
	}
}

/** Whether HighLevel shows the number that it was asked about, and not another one. */
function isNamed({ contact: { id, phone } }: Touch, { contact }: Lookup): boolean {
	if (id || !phone || !contact?.phone) return true;
	return phoneKey(contact.phone) === phoneKey(phone);
}

function withFacts(touch: Touch, facts: Partial<TouchContact>): Touch {
	return { ...touch, contact: { ...touch.contact, ...facts } };
}

function answerOf(touch: Touch, { askedAt, contact }: Lookup): ContactAnswer {
	return {
		askedAt,
		phone: touch.contact.phone ?? null,
		snapshot: contact && {
			contactId: contact.contactId,
			ownerId: contact.ownerId,
			tags: contact.tags,
			followers: null,
			at: askedAt,
		},
	};
}

async function find(
	client: HighLevelClient,
	asked: { id: string } | { phone: string },
	/** Before it answers: what changes meanwhile may not be in the answer. */
	askedAt: number,
): Promise<Lookup | undefined> {
	const answer = 'id' in asked ? getContact(client, asked.id) : findContact(client, asked.phone);
	const contact = await answer.catch((error: unknown) => {
		if (error instanceof HighLevelError && !concernsEverything(error)) return undefined;
		throw error;
	});
	return contact === undefined ? undefined : { askedAt, contact };
}
