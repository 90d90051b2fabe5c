import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { conversationQuery, findConversations } from './conversationSearch';
import type { SandboxConversation } from './conversationStore';
import { badRequest } from './errors';
import { exportMessages, exportQuery } from './messageExport';
import { contactFor, type SandboxState } from './state';
import { requireLocation } from './tokens';
import { oneOf, validate } from './validate';

/** The documented types (`SendMessageBodyDto`), and the one that is not. */
const MESSAGE_TYPES = [
	'SMS',
	'RCS',
	'Email',
	'WhatsApp',
	'IG',
	'FB',
	'Custom',
	'Live_Chat',
	'TIKTOK',
	'InternalComment',
] as const;

const typed = z.object({ type: oneOf(...MESSAGE_TYPES) });

const commentBody = z
	.object({
		type: z.literal('InternalComment'),
		contactId: z.string(),
		message: z.string(),
		mentions: z.array(z.string()).default([]),
		userId: z.string().optional(),
	})
	.strict();

/**
 * Finding conversations, exporting messages (highlevel-api-docs, conversations.json) and writing
 * internal comments,
 * which are not documented but work (highlevel-api-docs issues 142 and 215).
 */
export function conversationRoutes(app: FastifyInstance, state: SandboxState): void {
	app.get<{ Querystring: Record<string, unknown> }>(
		'/conversations/search',
		{ config: { scope: 'conversations.readonly' } },
		(request) => {
			const locationId = requireLocation(request.access, request.query.locationId);
			const query = validate(conversationQuery, request.query);
			const listed = state.conversations
				.all()
				.filter((conversation) => conversation.locationId === locationId)
				.map(withContact);
			return findConversations(listed, query);
		},
	);

	app.get<{ Querystring: Record<string, unknown> }>(
		'/conversations/messages/export',
		{ config: { scope: 'conversations/message.readonly' } },
		(request) => {
			const locationId = requireLocation(request.access, request.query.locationId);
			const query = validate(exportQuery, request.query);
			const known = state.messages.exported().filter((one) => one.locationId === locationId);
			return exportMessages(known, query);
		},
	);

	app.post(
		'/conversations/messages',
		{ config: { scope: 'conversations/message.write' } },
		(request, reply) => {
			const { type } = validate(typed, request.body);
			// The sub-account has no number and no mailbox to send anything through.
			if (type !== 'InternalComment') throw badRequest(`No provider for ${type} messages`);
			const { contactId, message, mentions, userId } = validate(commentBody, request.body);
			const contact = contactFor(state, request.access, contactId);
			const author = userId === undefined ? {} : { userId };
			const made = state.conversations.comment(contact, { message, mentions, ...author });
			const { conversationId, messageId } = made;
			state.messages.add(contact, 'comment', { id: messageId, body: message, ...author });
			return reply.code(200).send({ conversationId, messageId });
		},
	);

	/** With what an answer says about the contact; fields without a value are absent. */
	function withContact(conversation: SandboxConversation) {
		const contact = state.contacts.get(conversation.contactId);
		const { name, companyName, email, phone, tags = [] } = contact ?? {};
		return {
			...conversation,
			type: 'TYPE_PHONE',
			fullName: name,
			contactName: name,
			companyName,
			email,
			phone,
			tags,
			sort: [conversation.lastMessageDate ?? conversation.dateAdded],
		};
	}
}
