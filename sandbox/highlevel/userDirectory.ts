import { newId } from './ids';
import type { NewSandboxUser, SandboxUser } from './types';

/** The users of all locations. */
export class UserDirectory {
	private readonly users = new Map<string, SandboxUser>();

	constructor(private readonly defaultLocationId: string) {}

	list(): SandboxUser[] {
		return [...this.users.values()];
	}

	get(id: string): SandboxUser | undefined {
		return this.users.get(id);
	}

	/** Adds a user, or replaces the one with this id. */
	add(user: NewSandboxUser): SandboxUser {
		const { firstName, lastName } = user;
		const added: SandboxUser = {
			id: newId(),
			name: `${firstName} ${lastName}`,
			email: `${firstName}.${lastName}@example.com`.toLowerCase().replace(/\s+/g, '.'),
			phone: '',
			extension: '',
			permissions: { contactsEnabled: true, conversationsEnabled: true, assignedDataOnly: false },
			roles: { type: 'account', role: 'user', locationIds: [this.defaultLocationId] },
			deleted: false,
			...user,
		};
		this.users.set(added.id, added);
		return added;
	}

	/** The user is in no list any more. Contacts keep the id: nothing cleans them up. */
	remove(id: string): boolean {
		return this.users.delete(id);
	}

	/** The users that a location token sees: no agency users (highlevel-api-docs issue 230). */
	ofLocation(locationId: string): SandboxUser[] {
		return this.list().filter(
			({ roles }) => roles.type === 'account' && roles.locationIds.includes(locationId),
		);
	}
}
