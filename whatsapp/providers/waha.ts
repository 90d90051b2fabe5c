import { z } from 'zod/v4';
import type { Touch, TouchContact } from '../../routing/model/touch';
import { JSON_BODY } from '../../webhooks/bounds';
import { hmacProblem } from '../../webhooks/hmac';
import { jsonOf } from '../../webhooks/request';
import { signatureFormProblem, type SignatureHeader } from '../../webhooks/signatureHeader';
import { lenient, optionalText as text } from './lenient';
import { messageTouch, ownTouch } from './messageTouch';
import { WEBHOOK_SECRET, type Provider, type ReadOptions } from './provider';
import { isChat, isGroup, isSame, numberOf } from './whatsAppWeb/address';
import type { Content } from './whatsAppWeb/content';
import { contentByEngine, senderByEngine } from './whatsAppWeb/engine';
import { personOf } from './whatsAppWeb/people';
import { secondsOf } from './whatsAppWeb/time';

const envelopeSchema = z.object({
	event: z.string(),
	session: z.string(),
	timestamp: z.unknown(),
	me: lenient(z.object({ id: text, pushName: text, lid: text })),
	payload: z.unknown(),
});

const writtenSchema = z.object({
	id: z.string().min(1),
	timestamp: z.unknown(),
	from: z.string(),
	fromMe: z.boolean(),
	participant: text,
	to: text,
	/** `api` where WAHA itself was asked to send; `app` says nothing, for some engines always do. */
	source: text,
	/** The engine's own message, shaped as the engine likes. */
	_data: z.unknown(),
});
type Written = z.infer<typeof writtenSchema>;

const messageSchema = writtenSchema.extend({
	body: text,
	hasMedia: lenient(z.boolean()),
	media: lenient(z.object({ mimetype: text })),
	location: z.unknown(),
	vCards: lenient(z.array(z.unknown())),
});

const SIGNATURE: SignatureHeader = {
	name: 'X-Webhook-Hmac',
	missing: 'the request is not signed',
	encoding: 'hex',
	bytes: 64,
};
const reactionSchema = writtenSchema.extend({
	reaction: z.object({ text, messageId: text }),
});

const voteSchema = z.object({
	vote: writtenSchema.extend({ selectedOptions: z.array(z.string()).catch([]) }),
	_data: z.unknown(),
});

/** A message, and what it says: null for nothing. */
interface Said {
	written: Written;
	content: Content | null;
}

/** What the events say that people do. The others tell about messages, calls, chats and sessions. */
const EVENTS: ReadonlyMap<string, (payload: unknown) => Said | null> = new Map([
	['message', readMessage],
	// The same messages once more, under the same IDs, and own ones.
	['message.any', readMessage],
	['message.reaction', readReaction],
	['poll.vote', (payload) => readVote(payload, false)],
	['poll.vote.failed', (payload) => readVote(payload, true)],
]);

/**
 * WAHA (waha.devlike.pro, events): messages, reactions and answers to polls, with any of its engines.
 * Signed with HMAC-SHA512 over the raw body.
 */
export const waha: Provider = {
	secret: WEBHOOK_SECRET,
	messagesOnly: true,
	tellsReactions: true,
	tellsOwnSends: true,
	redelivers: false,
	verify: null,
	bounds: JSON_BODY,
	formProblem: (request) => signatureFormProblem(request, SIGNATURE),
	authenticate: (request, secret) =>
		hmacProblem(request, secret, { algorithm: 'sha512', header: SIGNATURE }),
	read(request, options) {
		const body = envelopeSchema.safeParse(jsonOf(request)).data;
		if (!body) return null;
		const said = EVENTS.get(body.event)?.(body.payload);
		return said?.content ? touchOf(body, said.written, said.content, options) : [];
	},
};

type Envelope = z.infer<typeof envelopeSchema>;

function touchOf(
	envelope: Envelope,
	written: Written,
	content: Content,
	options: ReadOptions,
): Touch[] {
	const { from, participant, _data: data } = written;
	const group = isGroup(from);
	const sender = senderByEngine(data, group);
	const writer = group ? participant : from;
	if (written.fromMe || sender.isOwn || isSame(writer, envelope.me?.lid)) {
		return ownSend(envelope, written, content, options);
	}
	if (!isChat(from)) return [];
	const contact = personOf([writer, ...sender.addresses], sender.names);
	const given = messageIn(envelope, written, content, { contact, chat: from });
	return messageTouch(options, envelope.payload, given);
}

/** In IDs stands who got it: `true_14155550117@c.us_3EB0ANYOWN`. */
const CHAT_IN_ID = /^true_([^_]+)_/;

function ownSend(
	envelope: Envelope,
	written: Written,
	content: Content,
	options: ReadOptions,
): Touch[] {
	const { id, to, source, _data: data } = written;
	const chat = CHAT_IN_ID.exec(id)?.[1] ?? to;
	if (!isChat(chat) || chat === undefined) return [];
	const contact = personOf([chat, to, ...senderByEngine(data, false).receiver], []);
	const given = messageIn(envelope, written, content, { contact, chat });
	const sentBy = source === 'api' ? 'otherSystem' : 'unknown';
	return ownTouch(options, envelope.payload, given, sentBy);
}

function messageIn(
	{ session, timestamp, me }: Envelope,
	{ id, ...written }: Written,
	{ referral, ...content }: Content,
	{ contact, chat }: { contact: TouchContact; chat: string },
) {
	const { time } = senderByEngine(written._data, false);
	const seconds = secondsOf(written.timestamp) ?? secondsOf(time) ?? secondsOf(timestamp);
	return {
		key: `${session}:${id}`,
		account: { id: session, number: numberOf(me?.id), name: me?.pushName ?? session },
		contact,
		replyTo: chat,
		message: { id, ...content, seconds, groupId: isGroup(chat) ? chat : null },
		referral,
	};
}

function readMessage(payload: unknown): Said | null {
	const written = messageSchema.safeParse(payload).data;
	if (!written) return null;
	const content = contentByEngine(written._data);
	if (content === null) return { written, content };
	// WAHA names no types: the engine's message tells, else what comes with it.
	const isKnown = content !== undefined && content.type !== 'unknown';
	const type = isKnown ? content.type : typeOf(written);
	const text = WORDLESS.has(type) ? null : (written.body ?? content?.text ?? null);
	return { written, content: { ...content, type, text, referral: content?.referral } };
}

/** With these the body is a picture of the map, or the card. */
const WORDLESS: ReadonlySet<string> = new Set(['location', 'contacts']);

function readReaction(payload: unknown): Said | null {
	const written = reactionSchema.safeParse(payload).data;
	if (!written) return null;
	const { text: emoji, messageId } = written.reaction;
	const content: Content = { type: 'reaction', text: emoji ?? null, referral: null };
	return { written, content: { ...content, ...(messageId && { originalId: messageId }) } };
}

/** @param isFailed whether WAHA could not read the choice; without a choice it was withdrawn else */
function readVote(payload: unknown, isFailed: boolean): Said | null {
	const read = voteSchema.safeParse(payload).data;
	if (!read) return null;
	const names = read.vote.selectedOptions.join(', ') || null;
	const type = isFailed ? 'unsupported' : 'interactive';
	return {
		written: { ...read.vote, _data: read._data },
		content: isFailed || names ? { type, text: names, referral: null } : null,
	};
}

function typeOf({ hasMedia, media, location, vCards }: z.infer<typeof messageSchema>): string {
	if (location) return 'location';
	if (vCards && vCards.length > 0) return 'contacts';
	if (!hasMedia) return 'text';
	const kind = media?.mimetype?.split('/')[0] ?? '';
	return ['image', 'video', 'audio'].includes(kind) ? kind : 'document';
}
