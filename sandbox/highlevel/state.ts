import type { ContactStore } from './contactStore';
import { normalizePhone } from './contactFields';
import { contactNotFound, wrongLocation } from './errors';
import type { OAuthApp } from './oauthApp';
import type { Access, TokenStore } from './tokens';
import type { SandboxContact, SandboxLocation } from './types';
import type { UserDirectory } from './userDirectory';

/** Everything that a sandbox remembers, shared by its routes. */
export interface SandboxState {
	locations: ReadonlyMap<string, SandboxLocation>;
	users: UserDirectory;
	contacts: ContactStore;
	tokens: TokenStore;
	oauth: OAuthApp;
}

/**
 * The contact of a request.
 *
 * @throws ApiError 400 when there is none, 403 when it is in a location that the token does not open
 */
export function contactFor(state: SandboxState, access: Access, contactId: string): SandboxContact {
	const contact = state.contacts.get(contactId);
	if (!contact) throw contactNotFound(contactId);
	if (contact.locationId !== access.locationId) throw wrongLocation();
	return contact;
}

/** E.164, as this location reads phone numbers. */
export function phoneIn(state: SandboxState, locationId: string, phone: string): string {
	return normalizePhone(phone, state.locations.get(locationId)?.country);
}
