import { z } from 'zod/v4';
import type { Touch } from '../../routing/model/touch';
import { JSON_WITH_MEDIA } from '../../webhooks/bounds';
import { jsonOf } from '../../webhooks/request';
import { sharedSecretFormProblem, sharedSecretProblem } from '../../webhooks/secret';
import { lenient, optionalText as text } from './lenient';
import { messageTouch } from './messageTouch';
import { isChat, isGroup, numberOf, personOf } from './person';
import { WEBHOOK_SECRET, type Provider, type ReadOptions } from './provider';

const envelopeSchema = z.object({
	event: z.string(),
	instance: z.string(),
	/** Some versions send a list. */
	data: z.unknown(),
	sender: text,
});

const messageSchema = z.object({
	key: z.object({
		id: z.string().min(1),
		remoteJid: z.string(),
		/** The same person by number where `remoteJid` hides it, or the other way round. */
		remoteJidAlt: text,
		senderPn: text,
		fromMe: z.boolean(),
		participant: text,
		participantAlt: text,
	}),
	pushName: text,
	message: lenient(z.record(z.string(), z.unknown())),
	messageType: text,
	messageTimestamp: lenient(z.coerce.number()),
	contextInfo: z.unknown(),
});

/**
 * Evolution API 2 (doc.evolution-api.com, webhooks): the event `MESSAGES_UPSERT`. It signs nothing;
 * a header of one's own in the webhook's settings tells it from others. What the own phone or the API
 * sent comes as the same event, and is left out.
 */
export const evolution: Provider = {
	secret: WEBHOOK_SECRET,
	messagesOnly: true,
	redelivers: false,
	verify: null,
	bounds: JSON_WITH_MEDIA,
	formProblem: sharedSecretFormProblem,
	authenticate: sharedSecretProblem,
	read(request, options) {
		const body = envelopeSchema.safeParse(jsonOf(request)).data;
		if (!body) return null;
		// `messages.upsert`, or `MESSAGES_UPSERT` in older versions.
		if (body.event.toLowerCase().replace('_', '.') !== 'messages.upsert') return [];
		const messages = Array.isArray(body.data) ? body.data : [body.data];
		return messages.flatMap((raw) => {
			const message = messageSchema.safeParse(raw).data;
			return message ? touchOf(body, message, raw, options) : [];
		});
	},
};

function touchOf(
	{ instance, sender }: z.infer<typeof envelopeSchema>,
	{ key, pushName, message, contextInfo, ...data }: z.infer<typeof messageSchema>,
	raw: unknown,
	options: ReadOptions,
): Touch[] {
	if (key.fromMe || !isChat(key.remoteJid)) return [];
	const content = contentOf(message ?? {}, data.messageType, contextInfo);
	if (!content) return [];
	const group = isGroup(key.remoteJid);
	const addresses = group
		? [key.participant, key.participantAlt]
		: [key.remoteJid, key.remoteJidAlt, key.senderPn];
	return messageTouch(options, raw, {
		key: `${instance}:${key.remoteJid}:${key.id}`,
		account: { id: instance, number: numberOf(sender), name: instance },
		contact: personOf(addresses, pushName),
		replyTo: key.remoteJid,
		message: {
			id: key.id,
			type: content.type,
			text: content.text,
			seconds: data.messageTimestamp,
			groupId: group ? key.remoteJid : null,
		},
		referral: content.referral,
	});
}

/** What a message says. */
interface Content {
	/** In Meta's words. */
	type: string;
	text: string | null;
	referral: Touch['referral'];
}

/** WhatsApp Web's names of what a message may carry (Baileys, proto.Message), in Meta's words. */
const TYPES: Readonly<Record<string, string>> = {
	conversation: 'text',
	extendedTextMessage: 'text',
	imageMessage: 'image',
	videoMessage: 'video',
	ptvMessage: 'video',
	audioMessage: 'audio',
	documentMessage: 'document',
	stickerMessage: 'sticker',
	locationMessage: 'location',
	liveLocationMessage: 'location',
	contactMessage: 'contacts',
	contactsArrayMessage: 'contacts',
	buttonsResponseMessage: 'button',
	templateButtonReplyMessage: 'button',
	listResponseMessage: 'interactive',
	interactiveResponseMessage: 'interactive',
	orderMessage: 'order',
	reactionMessage: 'reaction',
	pollCreationMessage: 'unsupported',
	pollUpdateMessage: 'unsupported',
};

/** Carry another message inside. */
const WRAPPERS = [
	'ephemeralMessage',
	'viewOnceMessage',
	'viewOnceMessageV2',
	'documentWithCaptionMessage',
];

/** Tell about other messages (taken back, edited, keys), and say nothing themselves. */
const PROTOCOL = new Set(['protocolMessage', 'editedMessage', 'senderKeyDistributionMessage']);

const partSchema = z.object({
	text,
	caption: text,
	selectedDisplayText: text,
	title: text,
	body: lenient(z.object({ text })),
	contextInfo: z.unknown(),
});

const adSchema = z.object({
	externalAdReply: z.object({
		sourceType: text,
		sourceId: text,
		sourceUrl: text,
		title: text,
		body: text,
		ctwaClid: text,
	}),
});

/**
 * What a message says, null when it is about another message or about keys.
 * @param messageType what Evolution itself calls it
 */
function contentOf(
	message: Record<string, unknown>,
	messageType: string | undefined,
	contextInfo: unknown,
): Content | null {
	const inner = unwrap(message);
	const kind = Object.keys(TYPES).find((name) => inner[name] !== undefined && inner[name] !== null);
	if (
		!kind &&
		(PROTOCOL.has(messageType ?? '') || Object.keys(inner).some((k) => PROTOCOL.has(k)))
	) {
		return null;
	}
	const content = kind === undefined ? undefined : inner[kind];
	const part = partSchema.safeParse(content).data;
	return {
		type: kind ? (TYPES[kind] ?? 'unknown') : 'unknown',
		text:
			typeof content === 'string'
				? content
				: (part?.text ??
					part?.caption ??
					part?.selectedDisplayText ??
					part?.title ??
					part?.body?.text ??
					null),
		referral: referralOf(contextInfo) ?? referralOf(part?.contextInfo),
	};
}

function unwrap(message: Record<string, unknown>): Record<string, unknown> {
	for (const name of WRAPPERS) {
		const wrapped = message[name] as { message?: unknown } | null | undefined;
		const inner = wrapped?.message;
		// Once is enough: WhatsApp does not nest them deeper, and a forged body must not loop.
		if (typeof inner === 'object' && inner !== null) return inner as Record<string, unknown>;
	}
	return message;
}

/** A Click-to-WhatsApp ad, which comes with the first message only. */
function referralOf(contextInfo: unknown): Touch['referral'] {
	const ad = adSchema.safeParse(contextInfo).data?.externalAdReply;
	// Links that people share look the same, but name no source.
	if (!ad?.sourceId && !ad?.ctwaClid) return null;
	return {
		sourceType: ad.sourceType ?? null,
		sourceId: ad.sourceId ?? null,
		sourceUrl: ad.sourceUrl ?? null,
		headline: ad.title ?? null,
		body: ad.body ?? null,
		clickId: ad.ctwaClid ?? null,
	};
}
