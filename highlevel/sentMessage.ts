import { z } from 'zod/v4';
import type { MessageFacts } from '../routing/waits/humanReply';
import { idsOfMessage, type ToldMessage } from '../routing/waits/toldMessage';
import { optionalText, timeOf } from './fieldValues';

/** HighLevel writes numbers as texts, too. */
const optionalNumber = z
	.preprocess((value) => (typeof value === 'string' && value ? Number(value) : value), z.number())
	.optional()
	.catch(undefined);

/** What of a message matters to who waits: never its text. */
const messageSchema = z.object({
	id: optionalText,
	messageId: optionalText,
	altId: optionalText,
	contactId: optionalText,
	messageType: optionalText,
	messageTypeString: optionalText,
	direction: optionalText,
	status: optionalText,
	source: optionalText,
	userId: optionalText,
	dateAdded: z.unknown(),
	callStatus: optionalText,
	callDuration: optionalNumber,
	meta: z
		.object({ callStatus: optionalText, callDuration: optionalNumber })
		.optional()
		.catch(undefined),
});
type Message = z.infer<typeof messageSchema>;

/**
 * A message as HighLevel lists it, or as a webhook tells it (highlevel-api-docs, Export Messages and
 * OutboundMessage).
 * @param webhook when it was sent and what it is known by, for a message that does not say it of itself
 * @returns null when it names no contact, or nobody knows which message it is or when it was
 */
export function readMessage(
	value: unknown,
	webhook: { sentAt: number | null; id: string | null } = { sentAt: null, id: null },
): ToldMessage | null {
	const message = messageSchema.safeParse(value).data;
	const at = timeOf(message?.dateAdded) ?? webhook.sentAt;
	if (!message?.contactId || at === null) return null;
	const highLevel = message.id ?? message.messageId ?? webhook.id;
	const ids = idsOfMessage({ highLevel, wamid: wamidOf(message) });
	if (ids.length === 0) return null;
	return {
		ids,
		contact: [`highLevel:${message.contactId}`],
		at,
		// HighLevel names the number at most.
		account: null,
		facts: factsOf(message),
	};
}

/** Others who add messages have IDs of their own there (highlevel-api-docs, issue 212). */
function wamidOf({ altId }: Message): string | undefined {
	return altId?.startsWith('wamid.') ? altId : undefined;
}

function factsOf(message: Message): MessageFacts {
	const type = message.messageTypeString ?? message.messageType ?? null;
	const status = message.callStatus ?? message.meta?.callStatus ?? null;
	const seconds = message.callDuration ?? message.meta?.callDuration ?? null;
	return {
		from: 'highLevel',
		direction: message.direction ?? null,
		status: message.status ?? null,
		type,
		source: message.source ?? null,
		userId: message.userId ?? null,
		call: status !== null || seconds !== null ? { status, seconds } : null,
		byBot: false,
	};
}
