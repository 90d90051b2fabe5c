import { createHmac, randomBytes } from 'node:crypto';

import type { GraphState } from './state';

/** Meta: webhooks/overview. */
const MAX_UPDATES = 1000;

/** A person. Who has adopted a username may show no phone, so either one is enough. */
export interface Person {
	/** Digits only, with country code: `14155550117`. */
	phone?: string;
	/** Business-scoped user id: `US.84720193655102938471`. */
	userId?: string;
	name?: string;
	username?: string;
}

/** A message from a person to a business number. */
export interface InboundMessage {
	/** Phone number id. */
	to: string;
	from: Person;
	text?: string;
	/** wamid; made up when absent. */
	id?: string;
	/** Unix time in seconds; now when absent. */
	timestamp?: number;
	/** `text` when absent. */
	type?: string;
	/** What goes under the key named by `type`, for any type but text. */
	content?: object;
	/** The ad or post that the person clicked; Meta adds it to the first message only. */
	referral?: object;
	/** Further keys of the message: `context`, `errors`, `group_id`. */
	more?: object;
}

/** What became of a message that a business number had sent. */
export interface StatusUpdate {
	/** Phone number id of the sender. */
	from: string;
	/** wamid of the message that was sent. */
	id: string;
	status: 'sent' | 'delivered' | 'read' | 'played' | 'failed';
	recipient: Person;
	/** Unix time in seconds; now when absent. */
	timestamp?: number;
	errors?: object[];
	pricing?: object;
}

interface Value {
	phoneNumberId: string;
	contact?: object;
	kind: 'messages' | 'statuses';
	update: object;
}

/**
 * One webhook body for many messages: an entry for each WABA, in it a change for each number, in
 * it every person once (Meta: webhooks/reference/messages).
 *
 * @throws Error for a number that the sandbox does not have, a sender without phone and user id,
 * a message without content, no message at all or more than 1,000
 */
export function messagesBody(state: GraphState, messages: InboundMessage[]): object {
	return envelope(
		state,
		messages.map((message) => ({
			phoneNumberId: message.to,
			// Meta sends system messages without contacts.
			contact: message.type === 'system' ? undefined : contact(message.from),
			kind: 'messages' as const,
			update: messageUpdate(message),
		})),
	);
}

/** The webhook body of one status (Meta: webhooks/reference/messages/status). Throws as above. */
export function statusBody(state: GraphState, status: StatusUpdate): object {
	const { phone, userId } = identified(status.recipient);
	const failed = status.status === 'failed';
	const update = {
		id: status.id,
		status: status.status,
		timestamp: seconds(status.timestamp),
		...(phone ? { recipient_id: phone } : {}),
		// A failed message to a phone number names neither the user id nor the contact.
		...(userId && !(failed && phone) ? { recipient_user_id: userId } : {}),
		...(status.pricing ? { pricing: status.pricing } : {}),
		...(status.errors ? { errors: status.errors } : {}),
	};
	const about = failed ? undefined : contact(status.recipient);
	return envelope(state, [
		{ phoneNumberId: status.from, contact: about, kind: 'statuses', update },
	]);
}

/**
 * The bytes as Meta writes them: non-ASCII as lower-case `\uXXXX` and `/` as `\/`. A receiver that
 * checks a signature over re-serialised JSON fails on these.
 */
export function wireForm(body: object): Buffer {
	const escaped = JSON.stringify(body)
		.replaceAll('/', '\\/')
		.replace(
			/[\u0080-\uffff]/g,
			(unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
		);
	return Buffer.from(escaped, 'ascii');
}

/** `X-Hub-Signature-256` for these bytes (Meta: webhooks/create-webhook-endpoint). */
export function signatureFor(body: Buffer, appSecret: string): string {
	return `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;
}

function envelope(state: GraphState, values: Value[]): object {
	if (values.length === 0 || values.length > MAX_UPDATES) {
		throw new Error(`A webhook holds 1 to ${MAX_UPDATES} updates, not ${values.length}`);
	}
	const entries = new Map<string, Map<string, Value[]>>();
	for (const value of values) {
		const wabaId = state.existingNumber(value.phoneNumberId).waba.id;
		const changes = entries.get(wabaId) ?? new Map<string, Value[]>();
		entries.set(wabaId, changes);
		const updates = changes.get(value.phoneNumberId) ?? [];
		changes.set(value.phoneNumberId, updates);
		updates.push(value);
	}
	return {
		object: 'whatsapp_business_account',
		entry: [...entries].map(([id, changes]) => ({
			id,
			changes: [...changes].map(([phoneNumberId, of]) => change(state, phoneNumberId, of)),
		})),
	};
}

function change(state: GraphState, phoneNumberId: string, values: Value[]): object {
	const { displayPhoneNumber } = state.existingNumber(phoneNumberId).number;
	const kind = values[0]?.kind ?? 'messages';
	const contacts = new Map<string, object>();
	for (const value of values) {
		if (value.contact) contacts.set(JSON.stringify(value.contact), value.contact);
	}
	return {
		value: {
			messaging_product: 'whatsapp',
			metadata: {
				display_phone_number: displayPhoneNumber.replace(/\D/g, ''),
				phone_number_id: phoneNumberId,
			},
			...(contacts.size > 0 ? { contacts: [...contacts.values()] } : {}),
			[kind]: values.map(({ update }) => update),
		},
		field: 'messages',
	};
}

function messageUpdate(message: InboundMessage): object {
	const { phone, userId } = identified(message.from);
	const type = message.type ?? 'text';
	const content =
		type === 'text' && message.text !== undefined ? { body: message.text } : undefined;
	if (type === 'text' && !content && !message.content) {
		throw new Error('A message needs a text, or a type and its content');
	}
	return {
		...(message.referral ? { referral: message.referral } : {}),
		...(phone ? { from: phone } : {}),
		...(userId ? { from_user_id: userId } : {}),
		id: message.id ?? `wamid.${randomBytes(30).toString('base64')}`,
		timestamp: seconds(message.timestamp),
		type,
		...(content || message.content ? { [type]: content ?? message.content } : {}),
		...message.more,
	};
}

function contact(person: Person): object {
	const { phone, userId, name, username } = identified(person);
	const profile = { ...(name ? { name } : {}), ...(username ? { username } : {}) };
	return {
		...(name || username ? { profile } : {}),
		...(phone ? { wa_id: phone } : {}),
		...(userId ? { user_id: userId } : {}),
	};
}

function identified(person: Person): Person {
	if (!person.phone && !person.userId) throw new Error('A person needs a phone or a user id');
	return person;
}

function seconds(timestamp = Math.floor(Date.now() / 1000)): string {
	return String(timestamp);
}
