/** What a token may be allowed: as OAuth2 names it, and as Private Integrations name it. */
export const SCOPES = {
	'contacts.readonly': 'View Contacts',
	'contacts.write': 'Edit Contacts',
	'users.readonly': 'View Users',
	'locations.readonly': 'View Locations',
	'locations/tags.readonly': 'View Tags',
	'locations/customFields.readonly': 'View Custom Fields',
	'opportunities.readonly': 'View Opportunities',
	'opportunities.write': 'Edit Opportunities',
	'calendars.readonly': 'View Calendars',
	'calendars/events.readonly': 'View Calendar Events',
	'conversations.readonly': 'View Conversations',
	'conversations/message.readonly': 'View Conversation Messages',
	'conversations/message.write': 'Edit Conversation Messages',
} as const;

export type Scope = keyof typeof SCOPES;
