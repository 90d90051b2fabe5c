import { AT_ONCE_MS } from './atOnce';
import type { Breach, UndoneContact } from './promise';

/** How many contacts of a person are held: as many of the latest may go back and be left out again. */
const HELD = 100;

/** When people got contacts, of any team and plan. */
export class LastContacts {
	/** Ascending, by ID. */
	private readonly times = new Map<string, number[]>();

	note(user: string, at: number): void {
		const times = this.times.get(user) ?? [];
		times.push(at);
		if (times.length > HELD) times.shift();
		this.times.set(user, times);
	}

	undo({ user, givenAt }: UndoneContact): void {
		const times = this.times.get(user) ?? [];
		const place = times.lastIndexOf(givenAt);
		if (place !== -1) times.splice(place, 1);
	}

	/**
	 * Whether it is known that somebody had waited longer than another at a time. Of whoever got none yet,
	 * it is known that their last one was before all that is known.
	 */
	waitedLonger(user: string, other: string, at: number): boolean {
		const last = this.times.get(other)?.at(-1);
		if (last === undefined || at - last <= AT_ONCE_MS) return false;
		return (this.times.get(user)?.at(-1) ?? -Infinity) < last - AT_ONCE_MS;
	}
}

/**
 * How many contacts may be out of order: of those that somebody got without a team, it is not told which
 * came to nothing, though they counted for a while; and what was added to somebody's load before the first
 * contact is not known, and melts with each of some contacts.
 */
const FORGIVEN = { always: 20, share: 0.005 };

/** Contacts that came to somebody though another had waited longer. */
export class OutOfOrder {
	private contacts = 0;
	private broken = 0;
	private first: Breach | null = null;

	/** @param why why a contact is out of order; null: it is not */
	add(at: number, why: string | null): void {
		this.contacts += 1;
		if (why === null) return;
		this.broken += 1;
		this.first ??= { at, why };
	}

	verdict(): Breach | null {
		const forgiven = FORGIVEN.always + FORGIVEN.share * this.contacts;
		return this.broken > forgiven ? this.first : null;
	}
}
