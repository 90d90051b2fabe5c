import type { IExecuteFunctions } from 'n8n-workflow';
import type { ContactReference } from '../../highlevel/contacts';
import type { SeenContact, Sighting } from '../../highlevel/contactSnapshot';
import type { ContactSnapshot } from '../../routing/model/contactSnapshot';
import { identitiesOf } from '../../routing/model/touch';
import type { OpenHighLevel } from '../shared/highLevel/connection';
import { ledgerKindOf, ledgerUseOf, openLedger } from '../shared/ledger/open';
import { trustMsOf } from '../shared/highLevel/trust';
import { decisionIn, type Decided } from './decision';
import { touchContactOf } from './readContact';
import { RecentContacts, type LastSeen } from './recentContacts';

/**
 * How long something may be written because of what was seen: a contact created, or one without an
 * owner given to somebody. Enough for the nodes between two that ask HighLevel, and so short that
 * hardly anybody changes the contact meanwhile.
 */
const FRESH_MS = 5_000;

/** What all runs of this process did: a run tells the ledger only at its end. */
const recent = new RecentContacts();

/** What is known of the contacts of one run without asking HighLevel. */
export class Sightings {
	private readonly trustMs: number;
	/** One read of the ledger for each sub-account. */
	private readonly inLedger = new Map<OpenHighLevel, Promise<Map<number, ContactSnapshot>>>();

	constructor(private readonly context: IExecuteFunctions) {
		this.trustMs = trustMsOf(context);
	}

	/** What was seen last of the contact of an item; null when that is nothing or too long ago. */
	async of(
		highLevel: OpenHighLevel,
		itemIndex: number,
		reference: ContactReference,
		decided: Decided | null,
	): Promise<Sighting | null> {
		// Without a decision that lasts, every time is the first.
		if (this.trustMs === 0 || !decided?.entry) return null;
		const known: LastSeen[] = [
			...recent.find(keysOf(highLevel, reference)),
			...shownTo(decided, reference),
			...(await this.ledgerSaw(highLevel, itemIndex, reference)),
		];
		// The same contact may have been worked on under its ID.
		const byId = known.flatMap(({ contact }) =>
			contact ? recent.find(keysOf(highLevel, { id: contact.contactId })) : [],
		);
		const [last] = [...byId, ...known].sort((a, b) => b.at - a.at);
		const now = Date.now();
		// By the clock of another machine, perhaps: nobody has seen the future.
		if (!last || last.at > now || last.at <= now - this.trustMs) return null;
		const { contact, at } = last;
		return contact === undefined ? null : { contact, at, fresh: at > now - FRESH_MS };
	}

	private async ledgerSaw(
		highLevel: OpenHighLevel,
		itemIndex: number,
		reference: ContactReference,
	): Promise<LastSeen[]> {
		if (!meansTouch(this.context, itemIndex, reference)) return [];
		let read = this.inLedger.get(highLevel);
		if (!read) {
			// A ledger that fails says so when it is told what became of the decisions.
			read = this.readLedger(highLevel).catch(() => new Map<number, ContactSnapshot>());
			this.inLedger.set(highLevel, read);
		}
		const seen = (await read).get(itemIndex);
		if (!seen || ('id' in reference && seen.contactId !== reference.id)) return [];
		return [{ contact: seen, at: seen.at }];
	}

	/** What the ledger knows of the contacts of all items of the sub-account. */
	private async readLedger(highLevel: OpenHighLevel): Promise<Map<number, ContactSnapshot>> {
		const { context, trustMs } = this;
		const kind = ledgerKindOf(context);
		const asked: number[] = [];
		const contacts: string[][] = [];
		for (const itemIndex of context.getInputData().keys()) {
			if (decisionIn(context, itemIndex)?.entry?.ledger !== kind) continue;
			asked.push(itemIndex);
			contacts.push(identitiesOf(touchContactOf(context, itemIndex)));
		}
		const ledger = await openLedger(context, highLevel, ledgerUseOf(context));
		const seen = await ledger.contactSnapshots(contacts, Date.now() - trustMs);
		return new Map(
			asked.flatMap((itemIndex, i) => {
				const one = seen[i];
				return one ? [[itemIndex, one] as const] : [];
			}),
		);
	}
}

/** Tells the other runs of this process what one of them saw or wrote; undefined: nobody knows. */
export function noteContact(
	highLevel: OpenHighLevel,
	reference: ContactReference,
	contact: SeenContact | null | undefined,
): void {
	const keys = keysOf(highLevel, reference);
	// Whoever looks for it by its ID has to know, too.
	const before = contact === undefined ? recent.find(keys).map((last) => last.contact) : [];
	for (const known of [contact, ...before]) {
		if (known) keys.push(...keysOf(highLevel, { id: known.contactId }));
	}
	const seen = { contact, at: Date.now() };
	if ('id' in reference || reference.email === null) return recent.note(keys, seen);
	// Found by the email address, it need not be the contact of the number.
	recent.note(keys, { ...seen, contact: undefined });
	if (contact) recent.note(keysOf(highLevel, { id: contact.contactId }), seen);
}

/** Whether the node looks for the contact of the touch, and not for somebody else. */
export function meansTouch(
	context: IExecuteFunctions,
	itemIndex: number,
	reference: ContactReference,
): boolean {
	const { id, phone } = touchContactOf(context, itemIndex);
	return 'id' in reference
		? reference.id === id
		: reference.phone !== null && reference.phone === phone;
}

/** What Resolve Assignment was shown, if it asked about the contact that the node looks for. */
function shownTo({ shown }: Decided, reference: ContactReference): LastSeen[] {
	if (!shown) return [];
	const { asked, at, contactId, ownerId, tags } = shown;
	const same = 'id' in reference ? reference.id === contactId : reference.phone === asked.phone;
	if (!same) return [];
	const contact = contactId === null ? null : { contactId, ownerId, tags, followers: null };
	return [{ contact, at: Date.parse(at) }];
}

function keysOf({ client, account }: OpenHighLevel, reference: ContactReference): string[] {
	const { id, phone } =
		'id' in reference ? { ...reference, phone: null } : { ...reference, id: null };
	const names = identitiesOf({ id, phone });
	return names.map((name) => `${account} ${client.locationId} ${name}`);
}
