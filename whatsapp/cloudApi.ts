import { z } from 'zod/v4';
import type { Touch, TouchAccount } from '../routing/touch';
import { toAccount, type AccountNames } from './accounts';
import { messageText } from './messageText';
import { countryOf, toE164 } from './phone';

// Every level is parsed alone and leniently: one odd message never costs the others of its batch,
// and fields that Meta adds tomorrow pass. Shapes: Meta, webhooks/reference/messages.

const envelopeSchema = z.object({
	object: z.literal('whatsapp_business_account'),
	entry: z.array(z.unknown()),
});

/** Left out, null or of another type: the rest of the message still counts. */
const optionalText = z.string().optional().catch(undefined);

/** Seconds since 1970, as text. */
const optionalTime = z.coerce.string().regex(/^\d+$/).optional().catch(undefined);

const entrySchema = z.object({ id: optionalText, changes: z.array(z.unknown()) });

const changeSchema = z.object({
	field: z.literal('messages'),
	value: z.object({
		metadata: z.object({
			phone_number_id: z.string(),
			display_phone_number: optionalText,
		}),
		contacts: z.array(z.unknown()).catch([]),
		messages: z.array(z.unknown()).catch([]),
		statuses: z.array(z.unknown()).catch([]),
	}),
});

const profileSchema = z.object({
	wa_id: optionalText,
	user_id: optionalText,
	profile: z.object({ name: optionalText, username: optionalText }).optional().catch(undefined),
});
type Profile = z.infer<typeof profileSchema>;

const referralSchema = z.looseObject({
	source_type: optionalText,
	source_id: optionalText,
	source_url: optionalText,
	headline: optionalText,
	body: optionalText,
	ctwa_clid: optionalText,
});

const messageSchema = z.looseObject({
	id: z.string(),
	type: z.string().catch('unknown'),
	from: optionalText,
	from_user_id: optionalText,
	from_parent_user_id: optionalText,
	timestamp: optionalTime,
	group_id: optionalText,
	referral: referralSchema.optional().catch(undefined),
	contacts: z.unknown(),
	system: z
		.looseObject({ wa_id: optionalText, user_id: optionalText, previous_user_id: optionalText })
		.optional()
		.catch(undefined),
});
type Message = z.infer<typeof messageSchema>;

const statusSchema = z.looseObject({
	id: z.string(),
	status: z.string(),
	timestamp: optionalTime,
	recipient_id: optionalText,
	recipient_user_id: optionalText,
	recipient_participant_user_id: optionalText,
	errors: z.array(z.unknown()).optional().catch(undefined),
});

const sharedNumberSchema = z.array(
	z.looseObject({
		origin: optionalText,
		phones: z.array(z.looseObject({ wa_id: optionalText, phone: optionalText })).optional(),
	}),
);

/** What to read from a webhook, and what the webhook itself does not tell. */
export interface ReadOptions {
	events: ReadonlySet<Touch['event']>;
	/** Only this number; null reads every number. The dashboard's Test sample always passes. */
	phoneNumberId: string | null;
	names: AccountNames;
	tagPrefix: string;
	includeRaw: boolean;
}

/** Sent by the button Test in Meta's App Dashboard; hiding it would make the set-up look broken. */
const DASHBOARD_TEST_NUMBER_ID = '123456123';

/**
 * Reads one webhook of the Cloud API: a touch for each inbound message (and each status, on
 * request), in the order of the body. What is not understood is left out; nothing is thrown.
 * @param body the parsed JSON body, of any shape
 */
export function readCloudApiWebhook(body: unknown, options: ReadOptions): Touch[] {
	const touches: Touch[] = [];
	for (const change of changesOf(body)) {
		const { metadata, contacts, messages, statuses } = change.value;
		const numberId = metadata.phone_number_id;
		const wanted =
			options.phoneNumberId === null ||
			options.phoneNumberId === numberId ||
			numberId === DASHBOARD_TEST_NUMBER_ID;
		if (!wanted) continue;
		const account = {
			...toAccount(
				numberId,
				metadata.display_phone_number,
				options.names.get(numberId),
				options.tagPrefix,
			),
			wabaId: change.wabaId,
		};
		const profiles = parseEach(profileSchema, contacts);
		if (options.events.has('message')) {
			for (const raw of messages) {
				const message = messageSchema.safeParse(raw).data;
				if (message) touches.push(withRaw(messageTouch(message, account, profiles), raw));
			}
		}
		if (options.events.has('status')) {
			for (const raw of statuses) {
				const status = statusSchema.safeParse(raw).data;
				if (status) touches.push(withRaw(statusTouch(status, account, profiles), raw));
			}
		}
	}
	return touches;

	function withRaw(touch: Touch, raw: unknown): Touch {
		return options.includeRaw ? { ...touch, raw } : touch;
	}
}

/** The phone number IDs that a webhook is about, so that their names can be looked up first. */
export function numberIdsOf(body: unknown): string[] {
	return [...new Set(changesOf(body).map((change) => change.value.metadata.phone_number_id))];
}

function changesOf(body: unknown) {
	const entries = parseEach(entrySchema, envelopeSchema.safeParse(body).data?.entry ?? []);
	return entries.flatMap((entry) =>
		parseEach(changeSchema, entry.changes).map((change) => ({
			...change,
			wabaId: entry.id ?? null,
		})),
	);
}

function parseEach<T>(schema: z.ZodType<T>, values: unknown[]): T[] {
	return values.flatMap((value) => {
		const result = schema.safeParse(value);
		return result.success ? [result.data] : [];
	});
}

function messageTouch(message: Message, account: TouchAccount, profiles: Profile[]): Touch {
	const profile = profileOf(profiles, message.from_user_id, message.from);
	const contact = toContact(
		message.from ?? profile?.wa_id ?? sharedNumber(message),
		message.from_user_id ?? profile?.user_id,
		profile,
	);
	const alsoKnownAs = otherIdentity(message, contact);
	return {
		key: `msg:${account.id}:${message.id}`,
		event: 'message',
		account,
		contact: { ...contact, ...(alsoKnownAs && { alsoKnownAs }) },
		message: {
			id: message.id,
			type: message.type,
			text: messageText(message),
			time: toIsoTime(message.timestamp),
			...(message.group_id && { groupId: message.group_id }),
		},
		referral: message.referral ? toReferral(message.referral) : null,
	};
}

function statusTouch(
	status: z.infer<typeof statusSchema>,
	account: TouchAccount,
	profiles: Profile[],
): Touch {
	const userId = status.recipient_participant_user_id ?? status.recipient_user_id;
	return {
		key: `status:${status.id}:${status.status}:${userId ?? status.recipient_id ?? ''}`,
		event: 'status',
		account,
		contact: toContact(
			status.recipient_id,
			userId,
			profileOf(profiles, userId, status.recipient_id),
		),
		status: {
			messageId: status.id,
			status: status.status,
			time: toIsoTime(status.timestamp),
			errors: status.errors ?? [],
		},
	};
}

/** Matched by ID, never by position: a batch mixes people, and system messages have no profile. */
function profileOf(
	profiles: Profile[],
	userId: string | undefined,
	phone: string | undefined,
): Profile | undefined {
	return (
		(userId && profiles.find((profile) => profile.user_id === userId)) ||
		(phone && profiles.find((profile) => profile.wa_id === phone)) ||
		undefined
	);
}

function toContact(
	phoneDigits: string | undefined,
	userId: string | undefined,
	profile: Profile | undefined,
): Touch['contact'] {
	// The IDs of users and groups have digits too, but are no numbers.
	const phone = /[a-z]/i.test(phoneDigits ?? '') ? null : toE164(phoneDigits);
	const whatsappUserId = userId ?? null;
	return {
		phone,
		whatsappUserId,
		username: profile?.profile?.username?.replace(/^@/, '') ?? null,
		name: profile?.profile?.name ?? null,
		country: countryOf(phone, whatsappUserId),
	};
}

/** A system message says that a person has another number or user ID from now on. */
function otherIdentity(
	{ system }: Message,
	{ phone, whatsappUserId }: Touch['contact'],
): Touch['contact']['alsoKnownAs'] {
	if (!system) return null;
	const number = toE164(system.wa_id);
	const other = {
		phone: number === phone ? null : number,
		whatsappUserId:
			[system.user_id, system.previous_user_id].find((id) => id && id !== whatsappUserId) ?? null,
	};
	return other.phone || other.whatsappUserId ? other : null;
}

/** A person without a visible number may have sent it on request, as a card of their own. */
function sharedNumber(message: Message): string | undefined {
	const card = sharedNumberSchema
		.safeParse(message.contacts)
		.data?.find(({ origin }) => origin === 'contact_request');
	const phone = card?.phones?.[0];
	return phone?.wa_id ?? phone?.phone;
}

function toReferral(referral: z.infer<typeof referralSchema>) {
	return {
		sourceType: referral.source_type ?? null,
		sourceId: referral.source_id ?? null,
		sourceUrl: referral.source_url ?? null,
		headline: referral.headline ?? null,
		body: referral.body ?? null,
		clickId: referral.ctwa_clid ?? null,
	};
}

function toIsoTime(seconds: string | undefined): string | null {
	const milliseconds = Number(seconds ?? Number.NaN) * 1000;
	const time = new Date(milliseconds);
	return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
