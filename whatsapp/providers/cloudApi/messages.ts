import { z } from 'zod/v4';
import type { TouchContact } from '../../../routing/model/touch';
import type { WhatsAppEvent } from '../../meta/fields';
import { eventOfType } from '../../messageEvent';
import { toE164 } from '../../phone';
import { messageSchema, toMessage } from './content';
import type { Reading, Reported } from './envelope';
import { isObject, partsOf, optionalText, optionalTime } from '../lenient';
import { toIsoTime } from '../../time';
import { unknownNotice } from './notices';
import { People } from './people';
import { referralSchema, toReferral } from './referral';

const inboundSchema = messageSchema.extend({
	from: optionalText,
	from_user_id: optionalText,
	from_parent_user_id: optionalText,
	referral: referralSchema.optional().catch(undefined),
	contacts: z.unknown(),
	unsupported: z.looseObject({ type: optionalText }).optional().catch(undefined),
	history_context: z.looseObject({}).optional().catch(undefined),
	system: z
		.looseObject({ wa_id: optionalText, user_id: optionalText, previous_user_id: optionalText })
		.optional()
		.catch(undefined),
});
type Inbound = z.infer<typeof inboundSchema>;

const statusSchema = z.looseObject({
	id: z.string().min(1),
	status: z.string(),
	timestamp: optionalTime,
	/** Of payments: who paid (Meta: webhooks/reference/messages/status, payments). */
	from: optionalText,
	recipient_id: optionalText,
	recipient_user_id: optionalText,
	recipient_parent_user_id: optionalText,
	// The name until May 2026.
	parent_recipient_user_id: optionalText,
	recipient_participant_id: optionalText,
	recipient_participant_user_id: optionalText,
	recipient_participant_parent_user_id: optionalText,
	errors: z.array(z.unknown()).optional().catch(undefined),
});

const cardsSchema = z.array(
	z.looseObject({
		origin: optionalText,
		phones: z.array(z.looseObject({ wa_id: optionalText, phone: optionalText })).optional(),
	}),
);

const summarySchema = z.object({ summary: z.object({ text: z.string() }) });

/**
 * Messages of people, which may be reactions, edits and so on, then what became of messages to them
 * (Meta: webhooks/reference/messages).
 * @param value the change's value, or the part of it that has the same form
 * @param as for messages that are not ours to answer: their event, and the start of their keys
 */
export function* readMessages(
	reading: Reading,
	value = reading.change.value,
	as?: { event: WhatsAppEvent; prefix: string },
): Generator<Reported> {
	const { change, wants } = reading;
	const prefix = as?.prefix ?? '';
	const people = new People(value.contacts);
	const unreadable: unknown[] = [];
	const summary = summarySchema.safeParse(value.conversation_context).data?.summary.text;
	for (const { raw, part: message } of partsOf(inboundSchema, value.messages, unreadable)) {
		const event = as?.event ?? eventOf(message);
		if (!wants(event)) continue;
		yield {
			raw,
			touch: {
				key: `${prefix}msg:${change.number?.id ?? ''}:${message.id}`,
				event,
				contact: personOf(message, people),
				message: { ...toMessage(message), ...(summary && { summary }) },
				referral: toReferral(message.referral),
			},
		};
	}
	for (const { raw, part: status } of partsOf(statusSchema, value.statuses, unreadable)) {
		if (!wants(as?.event ?? 'status') || !reading.wantsStatus(status.status)) continue;
		yield { raw, touch: statusTouch(status, people, as?.event ?? 'status', prefix) };
	}
	yield* unknownNotice(reading, unreadable);
}

function eventOf({ type, unsupported, history_context: history }: Inbound): WhatsAppEvent {
	// Partners pass old messages on like new ones.
	if (history) return 'history';
	if (type === 'unsupported' && unsupported?.type === 'edit') return 'edit';
	return eventOfType(type);
}

function personOf(message: Inbound, people: People): TouchContact {
	const contact = people.contact(
		{
			phone: message.from,
			userId: message.from_user_id ?? message.system?.previous_user_id,
			parentUserId: message.from_parent_user_id,
		},
		sharedNumber(message),
	);
	const alsoKnownAs = otherIdentity(message, contact);
	return { ...contact, ...(alsoKnownAs && { alsoKnownAs }) };
}

/** A system message says that a person has another number or user ID from now on. */
function otherIdentity(
	{ system }: Inbound,
	{ phone, whatsappUserId }: TouchContact,
): TouchContact['alsoKnownAs'] {
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
function sharedNumber(message: Inbound): string | undefined {
	const card = cardsSchema
		.safeParse(message.contacts)
		.data?.find(({ origin }) => origin === 'contact_request');
	const phone = card?.phones?.[0];
	return phone?.wa_id ?? phone?.phone;
}

function statusTouch(
	status: z.infer<typeof statusSchema>,
	people: People,
	event: WhatsAppEvent,
	prefix: string,
): Reported['touch'] {
	const userId = status.recipient_participant_user_id ?? status.recipient_user_id;
	// In a group the recipient is the group, and the participant the person.
	const phone = status.recipient_participant_id ?? status.recipient_id;
	return {
		key: `${prefix}status:${status.id}:${status.status}:${userId ?? phone ?? ''}`,
		event,
		contact: people.contact({
			phone: phone ?? status.from,
			userId,
			parentUserId:
				status.recipient_participant_parent_user_id ??
				status.recipient_parent_user_id ??
				status.parent_recipient_user_id,
		}),
		status: {
			messageId: status.id,
			status: status.status,
			time: toIsoTime(status.timestamp),
			errors: status.errors ?? [],
			...(isObject(status.pricing) && { pricing: status.pricing }),
			...(isObject(status.payment) && { payment: status.payment }),
		},
	};
}
