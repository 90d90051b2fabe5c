import type { IDataObject } from 'n8n-workflow';
import type { Ledger } from '../../../ledger/ledger';
import type { KeptPlan } from '../../../routing/keptPlan';
import type { User } from '../../../routing/model/user';

/** What a list is made from. */
export interface ListSource {
	ledger: Ledger;
	/** The plan that decided last; null when none has yet. */
	kept: KeptPlan | null;
	/** How many rows are wanted. */
	limit: number;
	/** Milliseconds since 1970, by the clock of the ledger. */
	now: number;
}

/** Rows, and what to say when there are none. */
export interface List {
	rows: IDataObject[];
	/** One sentence for people. */
	nothing: string;
}

/** How a user of HighLevel is called, with what else is known of them. */
export type Naming = (id: string | null) => Pick<User, 'id' | 'name' | 'email'>;

/** People as they were called when a plan decided last; who was not there is called by ID. */
export function namingOf(kept: KeptPlan | null): Naming {
	const users = new Map(kept?.staff.users.map((user) => [user.id, user]));
	return (id) => (id === null ? NOBODY : (users.get(id) ?? { id, name: id, email: '' }));
}

const NOBODY = { id: '', name: '', email: '' };
