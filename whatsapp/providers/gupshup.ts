import { z } from 'zod/v4';
import { JSON_BODY } from '../../webhooks/bounds';
import { jsonOf } from '../../webhooks/request';
import { sharedSecretFormProblem, sharedSecretProblem } from '../../webhooks/secret';
import { toE164 } from '../phone';
import { readPassedOn } from './cloudApi/passedOn';
import { lenient, optionalText as text } from './lenient';
import { messageTouch } from './messageTouch';
import { personWith } from './person';
import { WEBHOOK_SECRET, type Provider } from './provider';

const envelopeSchema = z.object({
	app: z.string(),
	timestamp: lenient(z.number()),
	type: z.string(),
	payload: z.unknown(),
});

const messageSchema = z.object({
	id: z.string().min(1),
	source: text,
	type: text,
	payload: lenient(z.object({ text, caption: text, title: text, name: text })),
	sender: lenient(z.object({ phone: text, name: text })),
});

/** Gupshup's names of message types, in Meta's words; the others are the same. */
const TYPES: ReadonlyMap<string, string> = new Map([
	['file', 'document'],
	['contact', 'contacts'],
	['button_reply', 'interactive'],
	['list_reply', 'interactive'],
	['quick_reply', 'button'],
]);

/**
 * Gupshup (docs.gupshup.io, inbound messages): in the format V3 Meta's webhooks, in V2 its own. It
 * signs nothing; the secret comes in a header or in the address.
 */
export const gupshup: Provider = {
	secret: WEBHOOK_SECRET,
	messagesOnly: false,
	redelivers: false,
	verify: null,
	bounds: JSON_BODY,
	formProblem: sharedSecretFormProblem,
	authenticate: sharedSecretProblem,
	read(request, options) {
		const body = jsonOf(request);
		const passedOn = readPassedOn(body, options);
		if (passedOn) return passedOn;
		const event = envelopeSchema.safeParse(body).data;
		if (!event) return null;
		const message = messageSchema.safeParse(event.payload).data;
		if (event.type !== 'message' || !message) return [];
		const { payload, sender } = message;
		const type = message.type ?? 'unknown';
		return messageTouch(options, event.payload, {
			key: message.id,
			account: { id: event.app, number: null, name: event.app },
			contact: personWith(toE164(sender?.phone ?? message.source), null, sender?.name),
			replyTo: message.source ?? sender?.phone ?? null,
			message: {
				id: message.id,
				type: TYPES.get(type) ?? type,
				text: payload?.text ?? payload?.caption ?? payload?.title ?? null,
				seconds: event.timestamp && event.timestamp / 1000,
				groupId: null,
			},
			referral: null,
		});
	},
};
