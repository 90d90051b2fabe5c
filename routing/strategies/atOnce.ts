import type { JudgedContact } from './promise';

/**
 * Contacts that are decided within this time may be told in another order than it happened:
 * several at once have one time, and machines have several clocks.
 */
export const AT_ONCE_MS = 1000;

/**
 * Contacts in the order of time, but of those at once the next that was in turn first: what can have
 * happened in order is not held against anybody.
 */
export class AtOnce {
	private contacts: JudgedContact[] = [];

	/**
	 * @param excess by how much a contact would be out of turn if it came next; 0 or less: not at all
	 * @param next takes the next one
	 */
	constructor(
		private readonly excess: (contact: JudgedContact) => number,
		private readonly next: (contact: JudgedContact) => void,
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
		if (taken) this.next(taken);
	}

	private place(): number {
		const tried = new Set<string>();
		let least = { place: 0, excess: Infinity };
		for (const [place, contact] of this.contacts.entries()) {
			if (tried.has(contact.chosen)) continue;
			tried.add(contact.chosen);
			const excess = this.excess(contact);
			if (excess <= 0) return place;
			if (excess < least.excess) least = { place, excess };
		}
		return least.place;
	}
}
