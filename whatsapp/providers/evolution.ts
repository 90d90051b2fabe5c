import { z } from 'zod/v4';
import type { Touch } from '../../routing/model/touch';
import { optionalText as text } from './cloudApi/lenient';
import { secretIn } from './authenticity';
import { evolutionContent } from './evolutionContent';
import { isChat, isGroup, numberOf, personOf } from './sender';
import { jsonOf, type Provider, type ProviderOptions } from './provider';
import { lenient, sourceTouch } from './touches';

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
	authenticate: secretIn,
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
	options: ProviderOptions,
): Touch[] {
	if (key.fromMe || !isChat(key.remoteJid)) return [];
	const content = evolutionContent(message ?? {}, data.messageType, contextInfo);
	if (!content) return [];
	const group = isGroup(key.remoteJid);
	const addresses = group
		? [key.participant, key.participantAlt]
		: [key.remoteJid, key.remoteJidAlt, key.senderPn];
	return sourceTouch(options, raw, {
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
