import type { WebhookDelivery } from '../highlevel';
import type { Delivery, InboundMessage } from '../whatsapp';

/** A message that somebody has sent. */
export interface MessageEntry {
	kind: 'message';
	id: string;
	/** Milliseconds since 1970. */
	at: number;
	message: InboundMessage & { id: string };
	/** Headline of the ad that they came from. */
	ad: string | null;
	/** What it is to show, in the demo. */
	shows: string;
	/** WhatsApp delivers the same message once more. */
	isRepeat: boolean;
	/** Undefined before n8n has answered for the first time. */
	delivery?: Delivery;
}

/** A tag that somebody has added in HighLevel. */
export interface TagEntry {
	kind: 'tag';
	id: string;
	at: number;
	contactId: string;
	contactName: string;
	tag: string;
	/** Of each trigger that is told; undefined before all have answered. */
	deliveries?: WebhookDelivery[];
	/** Why nobody could be told. */
	problem?: string;
}

/** An owner whom somebody has set by hand in HighLevel. */
export interface OwnerEntry {
	kind: 'owner';
	id: string;
	at: number;
	contactId: string;
	contactName: string;
	/** Empty for nobody. */
	ownerName: string;
}

export type Entry = MessageEntry | TagEntry | OwnerEntry;

const MOST = 500;

/** What people did, the latest ones, oldest first. */
export class EntryLog {
	private readonly entries: Entry[] = [];
	private count = 0;

	/** Null for one that is not there any more. */
	message(id: string): MessageEntry | null {
		return (
			this.entries.filter((entry) => entry.kind === 'message').find((entry) => entry.id === id) ??
			null
		);
	}

	all(): readonly Entry[] {
		return this.entries;
	}

	add<E extends Entry>(entry: Omit<E, 'id' | 'at'>): E {
		const added = { ...entry, id: String(++this.count), at: Date.now() } as E;
		this.entries.push(added);
		if (this.entries.length > MOST) this.entries.shift();
		return added;
	}
}
