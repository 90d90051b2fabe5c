import { z } from 'zod/v4';
import type { Touch, TouchContact } from '../../routing/model/touch';
import { JSON_BODY } from '../../webhooks/bounds';
import { jsonOf } from '../../webhooks/request';
import { sharedSecretFormProblem, sharedSecretProblem } from '../../webhooks/secret';
import { toE164, WHATSAPP_USER_ID } from '../phone';
import { readPassedOn } from './cloudApi/passedOn';
import { referralSchema, toReferral } from './cloudApi/referral';
import { lenient, optionalText as text } from './lenient';
import { messageTouch } from './messageTouch';
import { personWith } from './person';
import { WEBHOOK_SECRET, type Provider, type ReadOptions } from './provider';

const envelopeSchema = z.object({
	app: z.string(),
	timestamp: lenient(z.coerce.number()),
	type: z.string(),
	payload: z.unknown(),
});

/** A number may come as one. */
const numberOrId = z.preprocess(
	(value) => (typeof value === 'number' ? String(value) : value),
	text,
);

const messageSchema = z.object({
	id: z.string().min(1),
	source: numberOrId,
	type: text,
	payload: lenient(
		z.object({
			text,
			caption: text,
			title: text,
			id: text,
			reply: text,
			postbackText: text,
			emoji: text,
		}),
	),
	sender: lenient(
		z.object({ phone: numberOrId, name: text, userId: text, parentUserId: text, username: text }),
	),
	referral: lenient(referralSchema),
});
type Message = z.infer<typeof messageSchema>;

/** Gupshup's names of message types, in Meta's words; the others are the same. */
const TYPES: ReadonlyMap<string, string> = new Map([
	['file', 'document'],
	['contact', 'contacts'],
	['button_reply', 'interactive'],
	['list_reply', 'interactive'],
	['quick_reply', 'button'],
]);

/**
 * Gupshup (docs.gupshup.io, inbound messages; partner-docs.gupshup.io, bsuid): in the format V3 Meta's
 * webhooks, in V2 its own. It signs nothing; the secret comes in a header or in the address.
 */
export const gupshup: Provider = {
	secret: WEBHOOK_SECRET,
	messagesOnly: false,
	tellsReactions: true,
	tellsOwnSends: true,
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
		return event.type === 'message' && message ? touchOf(event, message, options) : [];
	},
};

function touchOf(
	{ app, timestamp, payload: raw }: z.infer<typeof envelopeSchema>,
	message: Message,
	options: ReadOptions,
): Touch[] {
	const type = message.type ?? 'unknown';
	return messageTouch(options, raw, {
		key: message.id,
		account: { id: app, number: null, name: app },
		contact: personOf(message),
		replyTo: message.source ?? message.sender?.phone ?? message.sender?.userId ?? null,
		message: {
			id: message.id,
			type: TYPES.get(type) ?? type,
			text: textOf(message),
			choiceId: CHOICES.has(type) ? choiceOf(message) : null,
			seconds: timestamp,
			groupId: null,
		},
		referral: toReferral(message.referral),
	});
}

/** Who shows no number is named by user ID, in a field of its own or where the number was. */
function personOf({ source, sender }: Message): TouchContact {
	const named = [sender?.phone, source, sender?.userId];
	const phone = named.map(toE164).find((number) => number !== null);
	const userId = sender?.userId ?? named.find((name) => WHATSAPP_USER_ID.test(name ?? ''));
	return personWith(phone ?? null, userId ?? null, sender?.name, sender);
}

/** Gupshup's names of what was chosen. */
const CHOICES: ReadonlySet<string> = new Set(['button_reply', 'list_reply', 'quick_reply']);

/** What the button or row was sent with. */
function choiceOf({ payload }: Message): string | null {
	const { postbackText, id } = payload ?? {};
	return postbackText ?? id ?? null;
}

/** What was written or chosen. */
function textOf({ payload }: Message): string | null {
	const { text, caption, title, reply, postbackText, emoji } = payload ?? {};
	return text ?? caption ?? title ?? reply ?? postbackText ?? emoji ?? null;
}
