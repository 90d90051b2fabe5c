import type { IExecuteFunctions } from 'n8n-workflow';
import type { ContactState, ContactSnapshot } from '../../routing/model/contactSnapshot';
import type { ContactReference } from '../../highlevel/lookUpContact';
import type { EarlierSnapshot } from '../../highlevel/earlierSnapshot';
import { identitiesOf } from '../../routing/model/touch';
import type { HighLevelConnection } from '../shared/highLevel/connection';
import { ledgerPlaceOf, ledgerUseOf, openLedger } from '../shared/ledger/open';
import { trustMsOf } from '../shared/highLevel/trust';
import { means, meansTouch, touchContactOf } from './contactNames';
import { decisionIn, type Decided } from './decision';
import { SnapshotCache, type CachedSnapshot } from './snapshotCache';

/**
 * How long something may be written because of a snapshot: a contact created, or one without an
 * owner given to somebody. Enough for the nodes between two that ask HighLevel, and so short that
 * hardly anybody changes the contact meanwhile.
 */
const RECENT_MS = 5_000;

/** What all runs of this process did: a run tells the ledger only at its end. */
const cache = new SnapshotCache();

/** What is known of the contacts of one run without asking HighLevel. */
export class ContactSnapshots {
	private readonly trustMs: number;
	/** One read of the ledger for each sub-account. */
	private readonly inLedger = new Map<HighLevelConnection, Promise<Map<number, ContactSnapshot>>>();

	constructor(private readonly context: IExecuteFunctions) {
		this.trustMs = trustMsOf(context);
	}

	/** The latest of the contact of an item; null when there is none, or only one of too long ago. */
	async latest(
		highLevel: HighLevelConnection,
		itemIndex: number,
		reference: ContactReference,
		decided: Decided | null,
	): Promise<EarlierSnapshot | null> {
		// Without a decision that lasts, every time is the first.
		if (this.trustMs === 0 || !decided?.entry) return null;
		const now = await this.now(highLevel, decided);
		const ahead = Date.now() - now;
		const cached = (keys: string[]) =>
			cache.find(keys).map((one) => ({ ...one, at: one.at - ahead }));
		const known: CachedSnapshot[] = [
			...cached(keysOf(highLevel, reference)),
			...fromDecision(decided, reference),
			...(await this.fromLedger(highLevel, itemIndex, reference)),
		];
		// The same contact may have been worked on under its ID.
		const byId = known.flatMap(({ contact }) =>
			contact ? cached(keysOf(highLevel, { id: contact.contactId })) : [],
		);
		const [last] = [...byId, ...known].sort((a, b) => b.at - a.at);
		// By the clock of another machine, perhaps: nobody knows the future.
		if (!last || last.at > now || last.at <= now - this.trustMs) return null;
		const { contact, at } = last;
		return contact === undefined ? null : { contact, at, isRecent: at > now - RECENT_MS };
	}

	/** The time by the clock of the ledger, to which what was seen of a decided contact is told. */
	async now(highLevel: HighLevelConnection, decided: Decided | null): Promise<number> {
		if (!decided?.entry) return Date.now();
		// A ledger that fails says so when it is told what became of the decisions.
		const opened = openLedger(this.context, highLevel, ledgerUseOf(this.context));
		return await opened.then(
			(ledger) => ledger.now(),
			() => Date.now(),
		);
	}

	private async fromLedger(
		highLevel: HighLevelConnection,
		itemIndex: number,
		reference: ContactReference,
	): Promise<CachedSnapshot[]> {
		if (!meansTouch(this.context, itemIndex, reference)) return [];
		let read = this.inLedger.get(highLevel);
		if (!read) {
			// A ledger that fails says so when it is told what became of the decisions.
			read = this.readLedger(highLevel).catch(() => new Map<number, ContactSnapshot>());
			this.inLedger.set(highLevel, read);
		}
		const snapshot = (await read).get(itemIndex);
		if (!snapshot || ('id' in reference && snapshot.contactId !== reference.id)) return [];
		return [{ contact: snapshot, at: snapshot.at }];
	}

	/** What the ledger knows of the contacts of all items of the sub-account. */
	private async readLedger(highLevel: HighLevelConnection): Promise<Map<number, ContactSnapshot>> {
		const { context, trustMs } = this;
		const place = await ledgerPlaceOf(context);
		const asked: number[] = [];
		const contacts: string[][] = [];
		for (const itemIndex of context.getInputData().keys()) {
			if (decisionIn(context, itemIndex)?.entry?.ledger !== place) continue;
			asked.push(itemIndex);
			// By the number, if there is one: somebody may have put another one into the item.
			const touch = touchContactOf(context, itemIndex);
			contacts.push(identitiesOf(touch.phone ? { phone: touch.phone } : touch));
		}
		const ledger = await openLedger(context, highLevel, ledgerUseOf(context));
		const snapshots = await ledger.contactSnapshots(contacts, ledger.now() - trustMs);
		return new Map(
			asked.flatMap((itemIndex, i) => {
				const snapshot = snapshots[i];
				return snapshot ? [[itemIndex, snapshot] as const] : [];
			}),
		);
	}
}

/**
 * Tells the other runs of this process what one of them read or wrote; undefined: nobody knows.
 * @param phone the number of the contact, null when it is not known
 */
export function noteContact(
	highLevel: HighLevelConnection,
	reference: ContactReference,
	contact: ContactState | null | undefined,
	phone: string | null = null,
): void {
	const keys = keysOf(highLevel, reference);
	// Whoever looks for it by its ID has to know, too.
	const before = contact === undefined ? cache.find(keys).map((last) => last.contact) : [];
	for (const known of [contact, ...before]) {
		if (known) keys.push(...keysOf(highLevel, { id: known.contactId }));
	}
	const snapshot = { contact, at: Date.now() };
	const isMeant =
		'id' in reference || (reference.email === null && (!contact || means(reference, { phone })));
	if (isMeant) return cache.note(keys, snapshot);
	// An email address leads to a contact that need not be the one of the number.
	cache.note(keys, { ...snapshot, contact: undefined });
	if (contact) cache.note(keysOf(highLevel, { id: contact.contactId }), snapshot);
}

/** What Resolve Assignment was shown, if it asked about the contact that the node looks for. */
function fromDecision({ shown }: Decided, reference: ContactReference): CachedSnapshot[] {
	if (!shown) return [];
	const { asked, at, contactId, ownerId, tags } = shown;
	if (!means({ ...reference }, { id: contactId, phone: asked.phone })) return [];
	const contact = contactId === null ? null : { contactId, ownerId, tags, followers: null };
	return [{ contact, at: Date.parse(at) }];
}

function keysOf({ client, account }: HighLevelConnection, reference: ContactReference): string[] {
	const { id, phone } =
		'id' in reference ? { ...reference, phone: null } : { ...reference, id: null };
	const names = identitiesOf({ id, phone });
	return names.map((name) => `${account} ${client.locationId} ${name}`);
}
