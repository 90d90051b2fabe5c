import { z } from 'zod/v4';
import type { Touch } from '../../routing/model/touch';
import { JSON_WITH_MEDIA } from '../../webhooks/bounds';
import { jsonOf } from '../../webhooks/request';
import { sharedSecretFormProblem, sharedSecretProblem } from '../../webhooks/secret';
import { optionalText as text } from './lenient';
import { messageTouch, ownTouch } from './messageTouch';
import { WEBHOOK_SECRET, type Provider, type ReadOptions } from './provider';
import { isChat, isGroup, numberOf } from './whatsAppWeb/address';
import { contentOf, isTold, type Content } from './whatsAppWeb/content';
import { KINDS } from './whatsAppWeb/kinds';
import {
	addressesIn,
	infoSchema,
	keySchema,
	namesIn,
	personOf,
	receiverIn,
} from './whatsAppWeb/people';
import { secondsOf } from './whatsAppWeb/time';

const envelopeSchema = z
	.object({
		event: z.string(),
		instance: text,
		/** Evolution Go calls it so. */
		instanceName: text,
		/** Some versions send a list. */
		data: z.unknown(),
		sender: text,
	})
	.refine(({ instance, instanceName }) => instance ?? instanceName);

/** What Evolution API sends, as Baileys has it. */
const baileysSchema = z.object({
	key: keySchema.extend({ id: z.string().min(1), remoteJid: z.string(), fromMe: z.boolean() }),
	pushName: text,
	verifiedBizName: text,
	message: z.unknown(),
	messageType: text,
	messageTimestamp: z.unknown(),
});

/** What Evolution Go sends, as whatsmeow has it. */
const whatsmeowSchema = z.object({
	Info: infoSchema.extend({ ID: z.string().min(1), Chat: z.string(), IsFromMe: z.boolean() }),
	Message: z.unknown(),
});

/** `messages.upsert`, in older versions `MESSAGES_UPSERT`; of Evolution Go `Message`. */
const MESSAGES = /^messages?(?:[._-]upsert)?$/i;

/** A message as both say it: of an own one, the addresses are those of who got it. */
interface Message {
	id: string;
	chat: string;
	isOwn: boolean;
	addresses: Array<string | undefined>;
	names: Array<string | undefined>;
	content: Content | null;
	time: unknown;
}

/**
 * Evolution API 2 (doc.evolution-api.com, webhooks): the event `MESSAGES_UPSERT`; Evolution Go: the
 * event `MESSAGE`. Nothing is signed; a header of one's own in the webhook's settings tells it from
 * others. What the own phone or the API sent comes as the same event, and nothing tells the two apart.
 */
export const evolution: Provider = {
	secret: WEBHOOK_SECRET,
	messagesOnly: true,
	tellsReactions: true,
	tellsOwnSends: true,
	redelivers: false,
	verify: null,
	bounds: JSON_WITH_MEDIA,
	formProblem: sharedSecretFormProblem,
	authenticate: sharedSecretProblem,
	read(request, options) {
		const body = envelopeSchema.safeParse(jsonOf(request)).data;
		if (!body) return null;
		if (!MESSAGES.test(body.event)) return [];
		const messages = Array.isArray(body.data) ? body.data : [body.data];
		const instance = body.instance ?? body.instanceName ?? '';
		return messages.flatMap((raw) => touchOf(instance, body.sender, raw, options));
	},
};

function touchOf(
	instance: string,
	sender: string | undefined,
	raw: unknown,
	options: ReadOptions,
): Touch[] {
	const message = byBaileys(raw) ?? byWhatsmeow(raw);
	if (!message?.content || !isChat(message.chat)) return [];
	const { referral, ...content } = message.content;
	const given = {
		key: `${instance}:${message.chat}:${message.id}`,
		account: { id: instance, number: numberOf(sender), name: instance },
		contact: personOf(message.addresses, message.names),
		replyTo: message.chat,
		message: {
			id: message.id,
			...content,
			seconds: secondsOf(message.time),
			groupId: isGroup(message.chat) ? message.chat : null,
		},
		referral,
	};
	return message.isOwn
		? ownTouch(options, raw, given, 'unknown')
		: messageTouch(options, raw, given);
}

function byBaileys(raw: unknown): Message | null {
	const data = baileysSchema.safeParse(raw).data;
	if (!data) return null;
	const { key } = data;
	return {
		id: key.id,
		chat: key.remoteJid,
		isOwn: key.fromMe,
		...(key.fromMe
			? { addresses: receiverIn(key, undefined), names: [] }
			: {
					addresses: addressesIn(key, isGroup(key.remoteJid)),
					names: [data.pushName, data.verifiedBizName],
				}),
		content: contentOf(data.message, raw) ?? withoutContent(data),
		time: data.messageTimestamp,
	};
}

function byWhatsmeow(raw: unknown): Message | null {
	const data = whatsmeowSchema.safeParse(raw).data;
	if (!data) return null;
	const { Info: info } = data;
	const group = isGroup(info.Chat);
	return {
		id: info.ID,
		chat: info.Chat,
		isOwn: info.IsFromMe,
		...(info.IsFromMe
			? { addresses: receiverIn(undefined, info), names: [] }
			: {
					addresses: [info.Sender, info.SenderAlt, ...(group ? [] : [info.Chat])],
					names: namesIn(info),
				}),
		content: contentOf(data.Message, raw),
		time: info.Timestamp,
	};
}

/** Some versions name what a message is, and leave out what it says. */
function withoutContent({ message, messageType }: z.infer<typeof baileysSchema>): Content | null {
	const type = isTold(message) ? undefined : KINDS.get(messageType ?? '')?.type;
	return type === undefined ? null : { type, text: null, referral: null };
}
