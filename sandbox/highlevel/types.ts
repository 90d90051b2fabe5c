/** A sub-account ("location") of the sandbox. */
export interface SandboxLocation {
	id: string;
	name: string;
	companyId: string;
	/** IANA name. */
	timezone: string;
	/** ISO 3166 code; national phone numbers are read as numbers of this country. Default `US`. */
	country?: string;
	/** Default false: creating a contact with a known e-mail or phone answers 400. */
	allowDuplicateContact?: boolean;
	/** In which order a contact is looked for. Default e-mail, then phone. */
	contactUniqueIdentifiers?: ContactIdentifier[];
	/** Default false: a contact has one opportunity in a pipeline, a second one answers 400. */
	allowDuplicateOpportunity?: boolean;
}

export type ContactIdentifier = 'email' | 'phone';

/** A user in the shape of HighLevel's `UserSchema` (highlevel-api-docs, users.json). */
export interface SandboxUser {
	id: string;
	name: string;
	firstName: string;
	lastName: string;
	email: string;
	phone?: string;
	extension?: string;
	permissions?: Record<string, boolean>;
	scopes?: string[];
	roles: {
		/** `account` users belong to locations; location tokens do not see `agency` users. */
		type: 'account' | 'agency';
		role: 'admin' | 'user';
		locationIds: string[];
		restrictSubAccount?: boolean;
	};
	deleted?: boolean;
}

/** What is needed to add a user; the rest gets plausible values in the default location. */
export type NewSandboxUser = Partial<SandboxUser> & Pick<SandboxUser, 'firstName' | 'lastName'>;

/** A token that requests may carry as `Authorization: Bearer <token>`. */
export interface SandboxToken {
	token: string;
	/** The location it opens; for a company token, any location of its company. */
	locationId: string;
	/** Default: contacts.readonly, contacts.write, users.readonly, locations.readonly. */
	scopes?: string[];
	/** Default `privateIntegration`. */
	kind?: TokenKind;
	/** Default `Location`. */
	userType?: UserType;
}

export type TokenKind = 'privateIntegration' | 'oauth';
export type UserType = 'Location' | 'Company';

/** The contact fields that a client may write as they are. */
interface PlainContactFields {
	source?: string;
	address1?: string;
	city?: string;
	state?: string;
	postalCode?: string;
	country?: string;
	website?: string;
	timezone?: string;
	companyName?: string;
	dateOfBirth?: string;
	gender?: string;
	dnd?: boolean;
	dndSettings?: Record<string, unknown>;
	inboundDndSettings?: Record<string, unknown>;
	/** A user id. Absent, never null, when nobody owns the contact. Not checked against the users. */
	assignedTo?: string;
}

/** A contact as `GET /contacts/:id` answers it (highlevel-api-docs, contacts.json). */
export interface SandboxContact extends PlainContactFields {
	id: string;
	locationId: string;
	name?: string;
	firstName?: string;
	lastName?: string;
	email?: string;
	/** E.164. */
	phone?: string;
	/** Lower case. */
	tags: string[];
	customFields: CustomFieldValue[];
	/** User ids; absent when there are none. */
	followers?: string[];
	type: string;
	dnd: boolean;
	/** ISO 8601, UTC. */
	dateAdded: string;
	/** ISO 8601, UTC. */
	dateUpdated: string;
	lastActivity?: string;
	/** First touch; live data does not follow the published schema, hence any keys. */
	attributionSource?: Record<string, unknown>;
	/** Latest touch. */
	lastAttributionSource?: Record<string, unknown>;
}

export interface CustomFieldValue {
	id: string;
	value: unknown;
}

/** A note in the shape of `GetNoteSchema` (highlevel-api-docs, contacts.json). */
export interface SandboxNote {
	id: string;
	contactId: string;
	body: string;
	/** The author; absent when the token wrote it for nobody in particular. */
	userId?: string;
	title?: string;
	color?: string;
	pinned?: boolean;
	/** ISO 8601, UTC. */
	dateAdded: string;
}

/** A task in the shape of `TaskSchema` (highlevel-api-docs, contacts.json). */
export interface SandboxTask {
	id: string;
	contactId: string;
	title: string;
	body?: string;
	/** A user id. Not checked against the users. */
	assignedTo?: string;
	/** ISO 8601, UTC, with milliseconds whatever was sent. */
	dueDate: string;
	completed: boolean;
}

/** A message in the shape of `GetMessageResponseDto` (highlevel-api-docs, conversations.json). */
export interface SandboxConversationMessage {
	id: string;
	/** HighLevel's number of `messageType`. */
	type: number;
	/** Such as `TYPE_WHATSAPP`. */
	messageType: string;
	locationId: string;
	contactId: string;
	conversationId: string;
	/** ISO 8601, UTC. */
	dateAdded: string;
	/** Seen live; the document has it not. */
	dateUpdated: string;
	body: string;
	direction: 'inbound' | 'outbound';
	status: string;
	contentType: string;
	attachments: string[];
	meta?: { callStatus: string; callDuration: string };
	source?: string;
	/** Who pressed send, not the owner of the contact. */
	userId?: string;
	conversationProviderId?: string;
	/** Meta's ID of a WhatsApp message. Seen live; the document knows it only of messages that are added. */
	altId?: string;
}
