import type {
	NewSandboxAppointment,
	NewSandboxBlockedSlot,
	NewSandboxSchedule,
	SandboxAppointment,
	SandboxBlockedSlot,
	SandboxSchedule,
} from './calendarStore';
import type {
	NewSandboxConversation,
	SandboxComment,
	SandboxConversation,
} from './conversationStore';
import type { NewSandboxCustomField, SandboxCustomField } from './customFieldDirectory';
import { isolated } from './isolated';
import type { NewSandboxConversationMessage } from './messageStore';
import type { MessageWay } from './messageWays';
import type {
	NewSandboxOpportunity,
	NewSandboxPipeline,
	SandboxOpportunity,
	SandboxPipeline,
} from './opportunityStore';
import { phoneIn, type SandboxState } from './state';
import type { SandboxContact, SandboxConversationMessage, SandboxNote, SandboxTask } from './types';

/** What tests and the demo put into the sandbox and read from it, all of it copies. */
export interface SandboxSeeds {
	readonly contacts: SandboxContacts;
	readonly customFields: SandboxCustomFields;
	readonly opportunities: SandboxOpportunities;
	readonly conversations: SandboxConversations;
	readonly messages: SandboxMessages;
	readonly calendars: SandboxCalendars;
}

/** Types, not interfaces, so that {@link isolated} knows that they hold nothing but functions. */
export type SandboxContacts = {
	all: () => SandboxContact[];
	get: (id: string) => SandboxContact | undefined;
	/** Oldest first. Several only where the location allows duplicates. */
	byPhone: (phone: string, locationId?: string) => SandboxContact[];
	/** Adds a contact that the search knows at once. Default location: the first one. */
	seedContact: (contact?: Partial<SandboxContact>) => SandboxContact;
	/** As if somebody had changed it in HighLevel: the app is told. Undefined when it is not there. */
	change: (
		id: string,
		change: { assignedTo?: string | null; tags?: string[] },
	) => SandboxContact | undefined;
	/** As if somebody had deleted it in HighLevel. */
	remove: (id: string) => boolean;
	/** What was written, on one contact or on all, in order of creation. */
	notes: (contactId?: string) => SandboxNote[];
	/** Like {@link notes}. */
	tasks: (contactId?: string) => SandboxTask[];
};

export type SandboxCustomFields = {
	/** Default: a text field of contacts in the first location, its key made from its name. */
	seedField: (field: NewSandboxCustomField) => SandboxCustomField;
};

export type SandboxOpportunities = {
	/** In order of creation. */
	all: () => SandboxOpportunity[];
	get: (id: string) => SandboxOpportunity | undefined;
	ofContact: (contactId: string) => SandboxOpportunity[];
	seedPipeline: (pipeline: NewSandboxPipeline) => SandboxPipeline;
	/** Default: open, in the first pipeline of the contact's location, made when there is none. */
	seedOpportunity: (opportunity: NewSandboxOpportunity) => SandboxOpportunity;
	/** As somebody does in HighLevel; undefined when it is not there. */
	change: (id: string, change: Partial<SandboxOpportunity>) => SandboxOpportunity | undefined;
};

export type SandboxConversations = {
	/** In order of creation. */
	all: () => SandboxConversation[];
	ofContact: (contactId: string) => SandboxConversation | undefined;
	/** Adds or replaces a contact's. Default: one unread WhatsApp message from the contact. */
	seedConversation: (conversation: NewSandboxConversation) => SandboxConversation;
	/** Internal comments, in order of arrival. */
	comments: () => SandboxComment[];
};

export type SandboxMessages = {
	/** Of one contact or of all, in order of arrival. */
	all: (contactId?: string) => SandboxConversationMessage[];
	/**
	 * As if somebody or something had sent it; the app is told of what goes to the contact.
	 *
	 * @throws Error when there is no such contact
	 */
	send: (
		contactId: string,
		way: MessageWay,
		message?: NewSandboxConversationMessage,
	) => SandboxConversationMessage;
	/** As when the network says what became of it. Undefined when there is no such message. */
	changeStatus: (id: string, status: string) => SandboxConversationMessage | undefined;
	/** From now on the export is so many milliseconds behind. */
	setExportLag: (milliseconds: number) => void;
};

/** Default location: the first one. Times of events are milliseconds since 1970. */
export type SandboxCalendars = {
	seedSchedule: (schedule: NewSandboxSchedule) => SandboxSchedule;
	seedBlockedSlot: (slot: NewSandboxBlockedSlot) => SandboxBlockedSlot;
	seedAppointment: (appointment: NewSandboxAppointment) => SandboxAppointment;
};

/** The seeds of a sandbox. */
export function seedsOf(state: SandboxState, firstLocationId: string): SandboxSeeds {
	const { contacts, notes, tasks, customFields, opportunities, calendars } = state;
	const { conversations, messages } = state;
	return {
		contacts: isolated<SandboxContacts>({
			all: () => contacts.all(),
			get: (id) => contacts.get(id),
			byPhone: (phone, locationId = firstLocationId) =>
				contacts.having(locationId, 'phone', phoneIn(state, locationId, phone)),
			seedContact: (contact) => contacts.seed({ locationId: firstLocationId, ...contact }),
			change: (id, change) => {
				const contact = contacts.get(id);
				return contact && contacts.update(contact, change);
			},
			remove: (id) => contacts.remove(id),
			notes: (id) => notes.filter(({ contactId }) => !id || contactId === id),
			tasks: (id) => tasks.filter(({ contactId }) => !id || contactId === id),
		}),
		customFields: isolated<SandboxCustomFields>({
			seedField: (field) => customFields.add(field),
		}),
		opportunities: isolated<SandboxOpportunities>({
			all: () => opportunities.all(),
			get: (id) => opportunities.get(id),
			ofContact: (id) => opportunities.all().filter(({ contactId }) => contactId === id),
			seedPipeline: (pipeline) => opportunities.addPipeline(pipeline),
			seedOpportunity: (opportunity) => opportunities.add(opportunity),
			change: (id, change) => {
				const opportunity = opportunities.get(id);
				return opportunity && opportunities.update(opportunity, change);
			},
		}),
		conversations: isolated<SandboxConversations>({
			all: () => conversations.all(),
			ofContact: (id) => conversations.ofContact(id),
			seedConversation: (conversation) => conversations.seed(conversation),
			comments: () => conversations.comments,
		}),
		messages: isolated<SandboxMessages>({
			all: (id) => messages.all().filter(({ contactId }) => !id || contactId === id),
			send: (contactId, way, message) => {
				const contact = contacts.get(contactId);
				if (!contact) throw new Error(`The sandbox has no contact ${contactId}`);
				return messages.add(contact, way, message);
			},
			changeStatus: (id, status) => messages.changeStatus(id, status),
			setExportLag: (milliseconds) => void (messages.lagMs = milliseconds),
		}),
		calendars: isolated<SandboxCalendars>({
			seedSchedule: (schedule) => calendars.addSchedule(schedule),
			seedBlockedSlot: (slot) => calendars.addBlockedSlot(slot),
			seedAppointment: (appointment) => calendars.addAppointment(appointment),
		}),
	};
}
