import { z } from 'zod/v4';
import { lettersOf, optionalText } from '../fieldValues';
import { readMessage } from '../sentMessage';
import { common, isoTime, sentAt, touchOf, type AppEvent } from './appEnvelope';
import type { WebhookEvent } from './event';

const messageSchema = z.looseObject({
	messageId: optionalText,
	messageType: optionalText,
	messageTypeString: optionalText,
	contentType: optionalText,
	conversationId: optionalText,
	direction: optionalText,
	source: optionalText,
	userId: optionalText,
	callStatus: optionalText,
	body: z.string().nullish().catch(null),
});
type Message = z.infer<typeof messageSchema>;

/**
 * A message that went to a contact (highlevel-api-docs, OutboundMessage; issues 239 and 260), whoever or
 * whatever sent it.
 * @returns null when nobody can say which message of which contact
 */
export function sentMessageEvent(
	event: AppEvent,
	deliveryIds: readonly string[],
): WebhookEvent | null {
	const message = messageSchema.parse(event);
	const id = message.messageId ?? deliveryIds[0] ?? '';
	const told = readMessage(
		{ ...event, id: undefined, direction: directionOf(message) },
		{ sentAt: sentAt(event), id },
	);
	const { contactId } = event;
	if (!told || !contactId || told.facts.direction === 'inbound') return null;
	return {
		// A message is told again under another ID of the webhook, for example when it failed (issue 260).
		...common('replySent', event, message.messageId ? [`message ${id}`] : deliveryIds),
		told,
		touch: {
			...touchOf('replySent', event, [id], { id: contactId, existed: true }),
			message: {
				id,
				channel: message.messageType ?? message.messageTypeString ?? null,
				type: message.contentType ?? null,
				text: message.body ?? null,
				time: isoTime(told.at),
				conversationId: message.conversationId ?? null,
				userId: told.facts.userId,
				source: told.facts.source,
				status: told.facts.status,
			},
		},
	};
}

/**
 * HighLevel's own samples mix it up: one of an SMS that went out says inbound. What nobody sent has
 * neither a source nor a user, and calls come in with the name of this event.
 */
function directionOf({ direction, source, userId, callStatus, messageType }: Message): string {
	const isCall = callStatus !== undefined || lettersOf(messageType) === 'call';
	const isSent = source !== undefined || userId !== undefined;
	return direction === 'inbound' && (isCall || !isSent) ? 'inbound' : 'outbound';
}
