import type { UserReference } from './references';
import { fold } from './text';

/** What HighLevel knows of users: their roles in a sub-account. */
export const ROLES = ['admin', 'user'] as const;

export type Role = (typeof ROLES)[number];

/** A HighLevel user as far as routing needs it. */
export interface User {
	id: string;
	name: string;
	email: string;
	/** In the sub-account; not part of decisions. */
	role?: Role;
}

/** Whether a reference means this user. */
export function isUser({ by, value }: UserReference, user: User): boolean {
	return by === 'id' ? user.id === value : fold(user.email) === fold(value);
}

/** The user whom a reference means, or null when the list does not have them. */
export function findUser(users: readonly User[], reference: UserReference): User | null {
	return users.find((user) => isUser(reference, user)) ?? null;
}
