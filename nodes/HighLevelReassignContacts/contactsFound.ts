import type { HighLevelContact } from '../../highlevel/contact';
import type { HandOver } from '../../ledger/reassignments';
import type { Person } from './parameters/person';

/** Of a contact that was decided about before, and that no search shows, only the ID is known. */
export type KnownContact = HighLevelContact | { contactId: string };

/** A contact to give out. */
export interface ToMove {
	contact: KnownContact;
	/** The same as before for a decision that was not carried out yet. */
	key: string;
	handBack: { handOver: HandOver; from: Person; to: Person } | null;
}

/** The contacts that are left, and what was done of the same work before. */
export interface ContactsFound {
	run: string;
	about: string;
	/** How many were moved before. */
	done: number;
	contacts: ToMove[];
}
