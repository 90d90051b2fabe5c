import type { ConversationStore } from './conversationStore';
import { newId } from './ids';
import { messageForms, type MessageForm, type MessageWay } from './messageWays';
import type { SandboxContact, SandboxConversationMessage } from './types';

/** What is needed to add a message; the rest is as its way has it. */
export interface NewSandboxConversationMessage {
	id?: string;
	userId?: string;
	body?: string;
	status?: string;
	altId?: string;
	conversationProviderId?: string;
	/** Of calls; in seconds. */
	call?: { status: string; seconds: number };
	/** Milliseconds since 1970; now by default. */
	at?: number;
}

/** The messages of all conversations. The export shows them some time after they were sent. */
export class MessageStore {
	private readonly messages: { visibleFrom: number; message: SandboxConversationMessage }[] = [];
	/** How long the export is behind, in milliseconds. */
	lagMs = 0;

	constructor(
		private readonly conversations: ConversationStore,
		private readonly clock: () => number,
	) {}

	/** In order of arrival. */
	all(): SandboxConversationMessage[] {
		return this.messages.map(({ message }) => message);
	}

	/** What the export knows by now. */
	exported(): SandboxConversationMessage[] {
		const now = this.clock();
		return this.messages
			.filter(({ visibleFrom }) => visibleFrom <= now)
			.map(({ message }) => message);
	}

	/** Adds a message to the conversation of a contact. */
	add(
		contact: SandboxContact,
		way: MessageWay,
		given: NewSandboxConversationMessage = {},
	): SandboxConversationMessage {
		const now = this.clock();
		const form = messageForms[way];
		const conversation = this.conversations.open(contact);
		const date = new Date(given.at ?? now).toISOString();
		const message: SandboxConversationMessage = {
			id: given.id ?? newId(),
			locationId: contact.locationId,
			contactId: contact.id,
			conversationId: conversation.id,
			dateAdded: date,
			dateUpdated: date,
			body: given.body ?? 'Hello',
			contentType: 'text/plain',
			attachments: [],
			...sentAs(form, given),
		};
		this.messages.push({ visibleFrom: now + this.lagMs, message });
		if (form.isMessage) this.conversations.follow(contact, message);
		return message;
	}

	/** As when the network says what became of a message. Undefined when there is none. */
	changeStatus(id: string, status: string): SandboxConversationMessage | undefined {
		const message = this.all().find((one) => one.id === id);
		if (message) {
			message.status = status;
			message.dateUpdated = new Date(this.clock()).toISOString();
		}
		return message;
	}
}

function sentAs(form: MessageForm, given: NewSandboxConversationMessage) {
	const call = given.call ?? form.call;
	const userId = form.hasUser ? given.userId : undefined;
	const providerId = given.conversationProviderId;
	return {
		type: form.type,
		messageType: form.messageType,
		direction: form.direction,
		status: given.status ?? form.status,
		...(call && { meta: { callStatus: call.status, callDuration: String(call.seconds) } }),
		...(form.source && { source: form.source }),
		...(userId !== undefined && { userId }),
		...(providerId !== undefined && { conversationProviderId: providerId }),
		...(form.messageType === 'TYPE_WHATSAPP' && { altId: given.altId ?? `wamid.${newId()}` }),
	};
}
