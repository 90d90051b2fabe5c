/** What a message says. */
export interface Kind {
	/** In Meta's words. */
	type: string;
	/** Where the words are, the first that is there: names joined with dots. Not set: it has none. */
	words?: readonly string[];
	/** Where the ID of the button or row is that was chosen. */
	choice?: string;
}

const CAPTION = ['caption'];

/** WhatsApp Web's names of what a message may carry (proto.Message of Baileys and whatsmeow). */
export const KINDS: ReadonlyMap<string, Kind> = new Map(
	Object.entries({
		extendedTextMessage: { type: 'text', words: ['text'] },
		imageMessage: { type: 'image', words: CAPTION },
		videoMessage: { type: 'video', words: CAPTION },
		ptvMessage: { type: 'video', words: CAPTION },
		audioMessage: { type: 'audio' },
		documentMessage: { type: 'document', words: CAPTION },
		stickerMessage: { type: 'sticker' },
		stickerPackMessage: { type: 'sticker', words: ['caption', 'name'] },
		locationMessage: { type: 'location' },
		liveLocationMessage: { type: 'location', words: CAPTION },
		contactMessage: { type: 'contacts' },
		contactsArrayMessage: { type: 'contacts' },
		orderMessage: { type: 'order', words: ['message'] },
		reactionMessage: { type: 'reaction', words: ['text'] },
		buttonsResponseMessage: {
			type: 'button',
			words: ['selectedDisplayText', 'selectedButtonId'],
			choice: 'selectedButtonId',
		},
		templateButtonReplyMessage: {
			type: 'button',
			words: ['selectedDisplayText', 'selectedId'],
			choice: 'selectedId',
		},
		listResponseMessage: {
			type: 'interactive',
			words: ['title', 'description', 'singleSelectReply.selectedRowId'],
			choice: 'singleSelectReply.selectedRowId',
		},
		interactiveResponseMessage: { type: 'interactive', words: ['body.text'] },
		// What other businesses send.
		templateMessage: { type: 'text', words: ['hydratedTemplate.hydratedContentText'] },
		buttonsMessage: { type: 'text', words: ['contentText', 'text'] },
		listMessage: { type: 'text', words: ['description', 'title'] },
		interactiveMessage: { type: 'text', words: ['body.text'] },
		productMessage: { type: 'text', words: ['body', 'product.title'] },
		groupInviteMessage: { type: 'unsupported', words: CAPTION },
		eventMessage: { type: 'unsupported', words: ['name'] },
		pollCreationMessage: { type: 'unsupported', words: ['name'] },
		pollCreationMessageV2: { type: 'unsupported', words: ['name'] },
		pollCreationMessageV3: { type: 'unsupported', words: ['name'] },
		pollCreationMessageV5: { type: 'unsupported', words: ['name'] },
		placeholderMessage: { type: 'unsupported' },
	}),
);

/** Meta's words for them. */
export const TYPES: ReadonlySet<string> = new Set([...KINDS.values()].map(({ type }) => type));

/** An answer to a poll: encrypted, so that it is up to the gateway whether there is something to read. */
export const POLL_CHOICE = 'pollUpdateMessage';

/** Tell about chats, keys, calls, albums and other messages, and say nothing themselves. */
const NOTICES: ReadonlySet<string> = new Set([
	'albumMessage',
	'bcallMessage',
	'call',
	'callLogMesssage',
	'callLogMessage',
	'cancelPaymentRequestMessage',
	'declinePaymentRequestMessage',
	'editedMessage',
	'encCommentMessage',
	'encEventResponseMessage',
	'encReactionMessage',
	'fastRatchetKeySenderKeyDistributionMessage',
	'groupStatusMentionMessage',
	'groupStatusMessage',
	'groupStatusMessageV2',
	'keepInChatMessage',
	'messageHistoryBundle',
	'messageHistoryNotice',
	'newsletterAdminInviteMessage',
	'newsletterFollowerInviteMessageV2',
	'pinInChatMessage',
	'pollResultSnapshotMessage',
	'protocolMessage',
	'requestPhoneNumberMessage',
	'scheduledCallCreationMessage',
	'scheduledCallEditMessage',
	'secretEncryptedMessage',
	'senderKeyDistributionMessage',
	'statusMentionMessage',
	'stickerSyncRmrMessage',
]);

/** Stand beside what a message says: of WhatsApp, and what gateways add. */
const BESIDE: ReadonlySet<string> = new Set([
	'base64',
	'contextInfo',
	'mediaUrl',
	'messageContextInfo',
	'messageSecret',
	'speechToText',
]);

/** Whether a part of a message says nothing, neither in words nor in pictures. */
export function isSilent(name: string): boolean {
	return NOTICES.has(name) || BESIDE.has(name);
}

/** Whether it is something at all, be it a notice. */
export function isPart(name: string): boolean {
	return !BESIDE.has(name);
}

/** What whatsapp-web.js, WPPConnect and others that read the page itself call a message. */
const PAGE_TYPES: ReadonlyMap<string, string> = new Map([
	['chat', 'text'],
	['conversation', 'text'],
	['message', 'text'],
	['ptt', 'audio'],
	['voice', 'audio'],
	['ptv', 'video'],
	['gif', 'video'],
	['vcard', 'contacts'],
	['multi_vcard', 'contacts'],
	['contact', 'contacts'],
	['list_response', 'interactive'],
	['native_flow_response', 'interactive'],
	['interactive_response', 'interactive'],
	['buttons_response', 'button'],
	['template_button_reply', 'button'],
	['poll_creation', 'unsupported'],
	['poll_update', 'unsupported'],
	['event_creation', 'unsupported'],
	// A long text, and what other businesses send.
	['oversized', 'text'],
	['product', 'text'],
	['list', 'text'],
	['buttons', 'text'],
	['template', 'text'],
	['hsm', 'text'],
]);

/** Messages that the page shows and nobody wrote. */
const PAGE_NOTICES: ReadonlySet<string> = new Set([
	'album',
	'broadcast_notification',
	'call',
	'call_log',
	'ciphertext',
	'debug',
	'e2e_notification',
	'event_response',
	'gp2',
	'group_notification',
	'groups_v4_invite',
	'keep_in_chat',
	'newsletter_notification',
	'notification',
	'notification_template',
	'payment_notification',
	'pin_message',
	'pinned_message',
	'protocol',
	'revoked',
	'scheduled_call',
	'security_notification',
	'system_notification',
]);

/**
 * The type of a message in Meta's words, null for what nobody wrote.
 * @param name what the page or a gateway calls it, or WhatsApp Web's name of its content
 */
export function typeCalled(name: string): string | null {
	const lower = name.toLowerCase();
	if (PAGE_NOTICES.has(lower) || isSilent(name)) return null;
	return KINDS.get(name)?.type ?? PAGE_TYPES.get(lower) ?? (TYPES.has(lower) ? lower : name);
}
