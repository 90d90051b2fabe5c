import type { ToldMessage } from '../../routing/waits/toldMessage';
import { optionalText } from '../fieldValues';
import { readMessage } from '../sentMessage';
import { common, isoTime, sentAt, touchOf, type AppEvent } from './appEnvelope';
import type { WebhookEvent } from './event';
import { z } from 'zod/v4';

const messageSchema = z.looseObject({
	messageId: optionalText,
	messageType: optionalText,
	messageTypeString: optionalText,
	contentType: optionalText,
	conversationId: optionalText,
	direction: optionalText,
	source: optionalText,
	userId: optionalText,
	body: z.string().nullish().catch(null),
});

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
	const told = readMessage({ ...event, direction: directionOf(event) }, sentAt(event));
	const { contactId } = event;
	const id = message.messageId ?? deliveryIds[0];
	if (!told || !contactId || !id || told.facts.direction === 'inbound') return null;
	return {
		...common('replySent', event, deliveryIds),
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
function directionOf({ direction, source, userId, callStatus }: AppEvent): string {
	const isCall = callStatus !== undefined;
	const isSent = source !== undefined || userId !== undefined;
	return direction === 'inbound' && (isCall || !isSent) ? 'inbound' : 'outbound';
}
