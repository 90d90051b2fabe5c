import { z } from 'zod/v4';
import { JSON_BODY } from '../../webhooks/bounds';
import { hmacProblem } from '../../webhooks/hmac';
import { jsonOf } from '../../webhooks/request';
import { signatureFormProblem, type SignatureHeader } from '../../webhooks/signatureHeader';
import { lenient, optionalText as text } from './lenient';
import { messageTouch } from './messageTouch';
import { isChat, isGroup, numberOf, personOf } from './person';
import { WEBHOOK_SECRET, type Provider } from './provider';

const envelopeSchema = z.object({
	event: z.string(),
	session: z.string(),
	me: lenient(z.object({ id: text, pushName: text })),
	payload: z.unknown(),
});

const messageSchema = z.object({
	id: z.string().min(1),
	timestamp: lenient(z.coerce.number()),
	from: z.string(),
	fromMe: z.boolean(),
	participant: text,
	body: text,
	hasMedia: lenient(z.boolean()),
	media: lenient(z.object({ mimetype: text })),
	location: z.unknown(),
	vCards: lenient(z.array(z.unknown())),
	/** The engine's own message, shaped as the engine likes. */
	_data: lenient(
		z.object({ notifyName: text, pushName: text, key: lenient(z.object({ remoteJidAlt: text })) }),
	),
});

const SIGNATURE: SignatureHeader = {
	name: 'X-Webhook-Hmac',
	missing: 'the request is not signed',
	encoding: 'hex',
	bytes: 64,
};

/**
 * WAHA (waha.devlike.pro, events): the event `message`. `message.any` is not read, since it repeats
 * `message` and adds what was sent by oneself. Signed with HMAC-SHA512 over the raw body.
 */
export const waha: Provider = {
	secret: WEBHOOK_SECRET,
	messagesOnly: true,
	redelivers: false,
	verify: null,
	bounds: JSON_BODY,
	formProblem: (request) => signatureFormProblem(request, SIGNATURE),
	authenticate: (request, secret) =>
		hmacProblem(request, secret, { algorithm: 'sha512', header: SIGNATURE }),
	read(request, options) {
		const body = envelopeSchema.safeParse(jsonOf(request)).data;
		if (!body) return null;
		const message = messageSchema.safeParse(body.payload).data;
		if (body.event !== 'message' || !message) return [];
		if (message.fromMe || !isChat(message.from)) return [];
		const group = isGroup(message.from);
		const addresses = group
			? [message.participant]
			: [message.from, message._data?.key?.remoteJidAlt];
		return messageTouch(options, body.payload, {
			key: `${body.session}:${message.id}`,
			account: {
				id: body.session,
				number: numberOf(body.me?.id),
				name: body.me?.pushName ?? body.session,
			},
			contact: personOf(addresses, message._data?.pushName ?? message._data?.notifyName),
			replyTo: message.from,
			message: {
				id: message.id,
				type: typeOf(message),
				text: message.body || null,
				seconds: message.timestamp,
				groupId: group ? message.from : null,
			},
			referral: null,
		});
	},
};

/** WAHA names no types; what comes with the message tells. */
function typeOf({ hasMedia, media, location, vCards }: z.infer<typeof messageSchema>): string {
	if (location) return 'location';
	if (vCards && vCards.length > 0) return 'contacts';
	if (!hasMedia) return 'text';
	const kind = media?.mimetype?.split('/')[0] ?? '';
	return ['image', 'video', 'audio'].includes(kind) ? kind : 'document';
}
