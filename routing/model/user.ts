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
	/** Their own number as HighLevel keeps it: who writes from it is no contact. */
	phone?: string;
}

/** The user whom a reference means, or null when the list does not have them. */
export function findUser(users: readonly User[], { by, value }: UserReference): User | null {
	if (value === '') return null;
	if (by === 'id') return users.find(({ id }) => id === value) ?? null;
	const wanted = fold(value);
	return users.find(({ email }) => fold(email) === wanted) ?? null;
}
