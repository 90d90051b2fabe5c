import { z } from 'zod/v4';
import type { Touch } from '../../routing/model/touch';
import { numberIdsOf, readCloudApiWebhook } from './cloudApi/read';
import { optionalText as text } from './cloudApi/lenient';
import { toE164 } from '../phone';
import { secretIn, signatureIn } from './authenticity';
import { personWith } from './sender';
import { headerOf, jsonOf, type Provider, type ProviderOptions } from './provider';
import { lenient, sourceTouch } from './touches';

const SIGNATURE_360DIALOG = 'x-360dialog-signature';

/**
 * 360dialog (docs.360dialog.com, webhooks): Meta's webhooks, passed on without Meta's signature. The
 * secret comes in a header that is set together with the webhook's address, or signs the body.
 */
export const dialog360: Provider = {
	authenticate(request, secret) {
		const given = headerOf(request, SIGNATURE_360DIALOG)?.replace(/^sha256=/, '');
		return given
			? signatureIn(request, secret, { algorithm: 'sha256', given, header: SIGNATURE_360DIALOG })
			: secretIn(request, secret);
	},
	read: (request, options) => readMetas(jsonOf(request), options),
};

const gupshup2Schema = z.object({
	app: z.string(),
	timestamp: lenient(z.number()),
	type: z.string(),
	payload: z.unknown(),
});

const gupshup2MessageSchema = z.object({
	id: z.string().min(1),
	source: text,
	type: text,
	payload: lenient(z.object({ text, caption: text, title: text, name: text })),
	sender: lenient(z.object({ phone: text, name: text })),
});

/** Gupshup's names of message types, in Meta's words; the others are the same. */
const GUPSHUP_TYPES: ReadonlyMap<string, string> = new Map([
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
	authenticate: secretIn,
	read(request, options) {
		const body = jsonOf(request);
		const metas = readMetas(body, options);
		if (metas) return metas;
		const event = gupshup2Schema.safeParse(body).data;
		if (!event) return null;
		const message = gupshup2MessageSchema.safeParse(event.payload).data;
		if (event.type !== 'message' || !message) return [];
		const { payload, sender } = message;
		const type = message.type ?? 'unknown';
		return sourceTouch(options, event.payload, {
			key: message.id,
			account: { id: event.app, number: null, name: event.app },
			contact: personWith(toE164(sender?.phone ?? message.source), null, sender?.name),
			replyTo: message.source ?? sender?.phone ?? null,
			message: {
				id: message.id,
				type: GUPSHUP_TYPES.get(type) ?? type,
				text: payload?.text ?? payload?.caption ?? payload?.title ?? null,
				seconds: event.timestamp && event.timestamp / 1000,
				groupId: null,
			},
			referral: null,
		});
	},
};

/** Null when it is no webhook of Meta's. */
function readMetas(body: unknown, options: ProviderOptions): Touch[] | null {
	if (!isMetas(body)) return null;
	const { accountName, ...rest } = options;
	const names = new Map(accountName ? numberIdsOf(body).map((id) => [id, accountName]) : []);
	return readCloudApiWebhook(body, { ...rest, phoneNumberId: null, names });
}

function isMetas(body: unknown): boolean {
	return (body as { object?: unknown } | null | undefined)?.object === 'whatsapp_business_account';
}
