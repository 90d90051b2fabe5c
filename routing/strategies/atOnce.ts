import type { JudgedContact } from './promise';

/**
 * Contacts that are decided within this time may be told in another order than it happened:
 * several at once have one time, and machines have several clocks.
 */
export const AT_ONCE_MS = 1000;

/** Of so many it is looked which is next: a run has no more at once. */
const LOOKED_AT = 200;

/**
 * Contacts in the order of time, but of those at once the next that was in turn first: what can have
 * happened in order is not held against anybody.
 */
export class AtOnce {
	private contacts: JudgedContact[] = [];

	/**
	 * @param excess by how much a contact would be out of turn if it came next, of all at once; 0: not at
	 * all
	 * @param next takes the next one, and is told which others come at once with it
	 */
	constructor(
		private readonly excess: (contact: JudgedContact, all: readonly JudgedContact[]) => number,
		private readonly next: (contact: JudgedContact, others: readonly JudgedContact[]) => void,
	) {}

	add(contact: JudgedContact): void {
		while (this.contacts[0] && contact.at - this.contacts[0].at > AT_ONCE_MS) this.takeOne();
		this.contacts.push(contact);
	}

	/** Nothing more comes that was at once with these. */
	finish(): void {
		while (this.contacts.length > 0) this.takeOne();
	}

	private takeOne(): void {
		const [taken] = this.contacts.splice(this.place(), 1);
		if (taken) this.next(taken, this.contacts);
	}

	private place(): number {
		let least = { place: 0, excess: Infinity };
		const all = this.contacts.slice(0, LOOKED_AT);
		for (const [place, contact] of all.entries()) {
			const excess = this.excess(contact, all);
			if (excess === 0) return place;
			if (excess < least.excess) least = { place, excess };
		}
		return least.place;
	}
}
