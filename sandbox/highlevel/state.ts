import type { CalendarStore } from './calendarStore';
import { normalizePhone, type LocationForms } from './contactFields';
import type { ContactStore } from './contactStore';
import type { ConversationStore } from './conversationStore';
import type { CustomFieldDirectory } from './customFieldDirectory';
import { contactNotFound, wrongLocation } from './errors';
import type { MessageStore } from './messageStore';
import type { OAuthApp } from './oauthApp';
import type { OpportunityStore } from './opportunityStore';
import type { Access, TokenStore } from './tokens';
import type { SandboxContact, SandboxLocation, SandboxNote, SandboxTask } from './types';
import type { UserDirectory } from './userDirectory';

/** Everything that a sandbox remembers, shared by its routes. */
export interface SandboxState {
	clock: () => number;
	locations: ReadonlyMap<string, SandboxLocation>;
	users: UserDirectory;
	contacts: ContactStore;
	/** Whether contacts are refused an owner who is no user of their location. */
	refusesUnknownOwners: boolean;
	/** In order of creation. */
	notes: SandboxNote[];
	/** In order of creation. */
	tasks: SandboxTask[];
	customFields: CustomFieldDirectory;
	opportunities: OpportunityStore;
	conversations: ConversationStore;
	messages: MessageStore;
	calendars: CalendarStore;
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

/** How a location reads phone numbers and custom fields. */
export function formsOf(state: SandboxState, locationId: string): LocationForms {
	return {
		country: state.locations.get(locationId)?.country,
		customFieldId: (key) => state.customFields.idOf(locationId, 'contact', key),
	};
}

/** E.164, as this location reads phone numbers. */
export function phoneIn(state: SandboxState, locationId: string, phone: string): string {
	return normalizePhone(phone, formsOf(state, locationId).country);
}
