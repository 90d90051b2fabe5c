import type { ContactStore } from './contactStore';
import { newId } from './ids';
import type { SandboxContact, SandboxConversationMessage } from './types';

/** A conversation; there is one for a contact. All dates in milliseconds since 1970. */
export interface SandboxConversation {
	id: string;
	locationId: string;
	contactId: string;
	/** A user id; absent when nobody has it. */
	assignedTo?: string;
	unreadCount: number;
	starred: boolean;
	/** User ids. */
	followers: string[];
	/** The users that internal comments mentioned. */
	mentions: string[];
	/** No value of these five as long as there is no message. */
	lastMessageBody?: string;
	lastMessageType?: string;
	lastMessageDate?: number;
	/** Null when the last thing that happened was no message, such as a missed appointment. */
	lastMessageDirection?: 'inbound' | 'outbound' | null;
	/** Set, to the date of the last message, when a person wrote that one. */
	lastManualMessageDate?: number | null;
	lastOutboundMessageAction?: 'manual' | 'automated';
	isLastMessageInternalComment: boolean;
	dateAdded: number;
	dateUpdated: number;
}

/** An internal comment, as it arrived. */
export interface SandboxComment {
	messageId: string;
	conversationId: string;
	contactId: string;
	message: string;
	/** User ids. Not checked against the users. */
	mentions: string[];
	/** Who is shown as its author; absent for nobody in particular. */
	userId?: string;
}

export type NewSandboxConversation = Partial<SandboxConversation> &
	Pick<SandboxConversation, 'contactId'>;

/** The conversations of all locations. */
export class ConversationStore {
	private readonly byContact = new Map<string, SandboxConversation>();
	readonly comments: SandboxComment[] = [];

	/**
	 * @param followOwner whether the user of a conversation is always the owner of its contact.
	 *   HighLevel's pages do that; for owners written by API it is not confirmed.
	 */
	constructor(
		private readonly contacts: ContactStore,
		private readonly followOwner: boolean,
		private readonly clock: () => number,
	) {}

	/** In order of creation. */
	all(): SandboxConversation[] {
		return Array.from(this.byContact.values(), (conversation) => this.current(conversation));
	}

	ofContact(contactId: string): SandboxConversation | undefined {
		const conversation = this.byContact.get(contactId);
		return conversation && this.current(conversation);
	}

	/** The conversation of a contact, which is empty when it is new. */
	open(contact: SandboxContact): SandboxConversation {
		return this.ofContact(contact.id) ?? this.put(this.empty(contact));
	}

	/**
	 * Adds or replaces the conversation of a contact. Default: one WhatsApp message from the contact,
	 * just now, that nobody has read.
	 *
	 * @throws Error when there is no such contact
	 */
	seed(conversation: NewSandboxConversation): SandboxConversation {
		const contact = this.contacts.get(conversation.contactId);
		if (!contact) throw new Error(`The sandbox has no contact ${conversation.contactId}`);
		const now = this.clock();
		return this.put({
			...this.empty(contact),
			unreadCount: 1,
			lastMessageBody: 'Hello',
			lastMessageType: 'TYPE_WHATSAPP',
			lastMessageDirection: 'inbound',
			lastMessageDate: now,
			lastManualMessageDate: now,
			...conversation,
		});
	}

	/**
	 * Adds an internal comment. It is the last thing in the conversation, but no answer: whether the
	 * contact waits for one stays as it was.
	 */
	comment(
		contact: SandboxContact,
		comment: Pick<SandboxComment, 'message' | 'mentions' | 'userId'>,
	) {
		const now = this.clock();
		const conversation = this.open(contact);
		this.put({
			...conversation,
			mentions: [...new Set([...conversation.mentions, ...comment.mentions])],
			lastMessageBody: comment.message,
			lastMessageType: 'TYPE_INTERNAL_COMMENT',
			lastMessageDate: now,
			isLastMessageInternalComment: true,
			dateUpdated: now,
		});
		const { id: conversationId, contactId } = conversation;
		const added: SandboxComment = { messageId: newId(), conversationId, contactId, ...comment };
		this.comments.push(added);
		return added;
	}

	/** The message is the last one of its conversation, unless a later one is there. */
	follow(contact: SandboxContact, message: SandboxConversationMessage): void {
		const conversation = this.open(contact);
		const { direction, source } = message;
		const at = Date.parse(message.dateAdded);
		if (at < (conversation.lastMessageDate ?? 0)) return;
		const isManual = direction === 'inbound' || source === 'app';
		this.put({
			...conversation,
			lastMessageBody: message.body,
			lastMessageType: message.messageType,
			lastMessageDate: at,
			lastMessageDirection: direction,
			isLastMessageInternalComment: false,
			unreadCount: direction === 'inbound' ? conversation.unreadCount + 1 : 0,
			...(isManual && { lastManualMessageDate: at }),
			...(direction === 'outbound' && {
				lastOutboundMessageAction: isManual ? 'manual' : 'automated',
			}),
			dateUpdated: this.clock(),
		});
	}

	private put(conversation: SandboxConversation): SandboxConversation {
		this.byContact.set(conversation.contactId, conversation);
		return this.current(conversation);
	}

	private current(conversation: SandboxConversation): SandboxConversation {
		if (!this.followOwner) return conversation;
		const current = { ...conversation };
		const owner = this.contacts.get(conversation.contactId)?.assignedTo;
		if (owner) current.assignedTo = owner;
		else delete current.assignedTo;
		return current;
	}

	private empty({ id: contactId, locationId }: SandboxContact): SandboxConversation {
		const now = this.clock();
		return {
			id: newId(),
			locationId,
			contactId,
			unreadCount: 0,
			starred: false,
			followers: [],
			mentions: [],
			isLastMessageInternalComment: false,
			dateAdded: now,
			dateUpdated: now,
		};
	}
}
