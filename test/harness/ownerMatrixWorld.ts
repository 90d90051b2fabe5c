import type { HighLevelSandbox } from '../../sandbox/highlevel';
import { demoTeam } from '../../sandbox/highlevel';
import type { Touch } from '../../routing/model/touch';
import {
	ROLES,
	situationOf,
	type Cell,
	type Expected,
	type Role,
	type Situation,
} from './ownerMatrix';

/** What Resolve Assignment says of an item, as far as the matrix goes. */
export interface Answer {
	assignment: {
		outcome: Expected['outcome'];
		user: { id: string };
		owner: { primary: boolean; cover: boolean };
	};
	contact: { id: string };
}

/** A contact of the sandbox that is in the situation of a cell. */
export interface Case {
	cell: Cell;
	situation: Situation;
	phone: string;
	id: string;
}

/** The people and contacts of the owner matrix in a sandbox of HighLevel. */
export class OwnerMatrixWorld {
	private readonly ids: Readonly<Record<Role, string>>;
	private people = 0;

	constructor(
		private readonly sandbox: HighLevelSandbox,
		private readonly locationId: string,
	) {
		const { sofia, marcus, priya } = demoTeam.users;
		const left = sandbox.users.add({ firstName: 'D', lastName: 'Ortiz', deleted: true });
		this.ids = {
			chosen: sofia.id,
			owner: marcus.id,
			former: priya.id,
			agency: 'anAgencyUser',
			left: left.id,
		};
	}

	/** A contact for a cell, as it is before anything happens. */
	caseOf(cell: Cell): Case {
		const phone = `+14155${String(560000 + ++this.people)}`;
		const { id } = this.sandbox.contacts.seedContact({ phone, locationId: this.locationId });
		const situation = situationOf(cell, this.ids, { id, phone });
		const { before, highLevelOwner, source } = situation;
		const assignedTo = (!before && highLevelOwner) || undefined;
		this.set(id, { source: source ?? undefined, assignedTo });
		return { cell, situation, phone, id };
	}

	/** Somebody changes the owner by hand, if the cell says so, before its event comes. */
	setByHand({ id, situation }: Case): void {
		this.set(id, { assignedTo: situation.highLevelOwner ?? undefined });
	}

	/** A message says nothing of what HighLevel knows; what happens in HighLevel does. */
	itemOf({ key, contact, ...touch }: Touch, { phone, id }: Case): Touch {
		const known = touch.account ? { phone, name: 'Nora Lindqvist' } : contact;
		return { ...touch, key: `${key}:${id}`, contact: known };
	}

	/** What happened to the contact of a case. */
	outcomeOf({ id, situation }: Case, { outcome, user, owner }: Answer['assignment']): Expected {
		const now = this.sandbox.contacts.get(id)?.assignedTo ?? null;
		return {
			outcome,
			user: this.roleOf(user.id) ?? 'chosen',
			as: owner.cover ? 'cover' : owner.primary ? 'owner' : 'follower',
			written: now === situation.highLevelOwner ? null : this.roleOf(now),
		};
	}

	private roleOf(id: string | null): Role | null {
		return ROLES.find((role) => this.ids[role] === id) ?? null;
	}

	private set(id: string, change: { source?: string; assignedTo?: string }): void {
		const { contacts } = this.sandbox;
		contacts.seedContact({ ...contacts.get(id), locationId: this.locationId, ...change });
	}
}
