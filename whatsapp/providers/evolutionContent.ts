import { z } from 'zod/v4';
import type { Touch } from '../../routing/model/touch';
import { optionalText as text } from './cloudApi/lenient';
import { lenient } from './touches';

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
 * What an Evolution message says, null when it is about another message or about keys.
 * @param messageType what Evolution itself calls it
 */
export function evolutionContent(
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
