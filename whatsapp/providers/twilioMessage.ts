import type { Touch } from '../../routing/model/touch';
import { toE164, WHATSAPP_USER_ID } from '../phone';
import { messageTouch } from './messageTouch';
import { personWith } from './person';
import type { ReadOptions } from './provider';

const WHATSAPP = 'whatsapp:';

/** The field of a form, undefined when it is missing or empty. */
type Field = (name: string) => string | undefined;

/**
 * The message in a form of Twilio's, none when nobody wrote by WhatsApp.
 * @returns null when Twilio sends no such form
 */
export function readTwilioForm(form: URLSearchParams, options: ReadOptions): Touch[] | null {
	const field: Field = (name) => form.get(name) || undefined;
	const [id, accountSid] = [field('MessageSid'), field('AccountSid')];
	const inConversation = field('ConversationSid') !== undefined;
	// What else happens in a conversation need not be about a message.
	if (inConversation && field('EventType') !== 'onMessageAdded') return accountSid ? [] : null;
	const from = field(inConversation ? 'Author' : 'From');
	if (!id || !accountSid || !from || !(inConversation || field('To'))) return null;
	// The same address may get texts of the phone network, and what became of own sends.
	if (!from.startsWith(WHATSAPP) || isReport(field)) return [];
	const sender = from.slice(WHATSAPP.length);
	const contact = personOf(sender, field);
	const isReachable = WHATSAPP_USER_ID.test(sender) || toE164(sender) !== null;
	return messageTouch(options, Object.fromEntries(form), {
		key: id,
		account: accountOf(accountSid, field),
		contact,
		// A `+` that was not encoded has become a blank.
		replyTo: isReachable
			? from.replace(/^whatsapp: /, 'whatsapp:+')
			: `${WHATSAPP}${contact.phone ?? contact.whatsappUserId}`,
		message: {
			id,
			type: field('MessageType') ?? mediaTypeOf(field('Media')) ?? 'text',
			text: textOf(field),
			choiceId: field('ButtonPayload') ?? field('ListId') ?? null,
			seconds: secondsOf(field('DateCreated')),
			groupId: null,
		},
		referral: referralOf(field),
	});
}

/** What became of a message that was sent (twilio.com/docs/messaging/guides/track-outbound-message-status). */
function isReport(field: Field): boolean {
	const status = field('SmsStatus');
	return (
		field('MessageStatus') !== undefined ||
		(status !== undefined && status !== 'received' && status !== 'receiving')
	);
}

/** A conversation names no number, but the service that has its numbers. */
function accountOf(accountSid: string, field: Field) {
	const to = field('To');
	if (!to) {
		const service = field('MessagingServiceSid') ?? field('ChatServiceSid');
		return { id: [accountSid, service].filter(Boolean).join(':'), number: null, name: null };
	}
	const number = toE164(to);
	return { id: `${accountSid}:${number ?? to}`, number, name: null };
}

function personOf(sender: string, field: Field) {
	const userId = field('ExternalUserId') ?? sender;
	const phone = WHATSAPP_USER_ID.test(sender) ? field('WaId') : sender;
	return personWith(
		toE164(phone),
		WHATSAPP_USER_ID.test(userId) ? userId : null,
		field('ProfileName'),
		{ parentUserId: field('ParentExternalUserId') },
	);
}

function textOf(field: Field): string | null {
	const names = ['Body', 'ButtonText', 'ListTitle', 'ButtonPayload', 'ListId'];
	return names.map(field).find((text) => text !== undefined) ?? null;
}

function secondsOf(time: string | undefined): number | undefined {
	return time === undefined ? undefined : Date.parse(time) / 1000;
}

const KINDS: readonly string[] = ['image', 'video', 'audio'];

/** Conversations name no type; the first of the media tells. */
function mediaTypeOf(media: string | undefined): string | undefined {
	const [, kind] = /"ContentType"\s*:\s*"([a-z]+)\//i.exec(media ?? '') ?? [];
	if (kind === undefined) return undefined;
	return KINDS.includes(kind) ? kind : 'document';
}

/** The ad that the person clicked, whichever of its fields came along. */
function referralOf(field: Field): Touch['referral'] {
	const referral = {
		sourceType: field('ReferralSourceType') ?? null,
		sourceId: field('ReferralSourceId') ?? null,
		sourceUrl: field('ReferralSourceUrl') ?? null,
		headline: field('ReferralHeadline') ?? null,
		body: field('ReferralBody') ?? null,
		clickId: field('ReferralCtwaClid') ?? null,
	};
	return Object.values(referral).some((value) => value !== null) ? referral : null;
}
