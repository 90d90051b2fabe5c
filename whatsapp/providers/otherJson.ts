import type { Touch } from '../../routing/model/touch';
import { JSON_WITH_MEDIA } from '../../webhooks/bounds';
import { jsonOf } from '../../webhooks/request';
import { sharedSecretFormProblem, sharedSecretProblem } from '../../webhooks/secret';
import { typeOfEvent } from './eventName';
import { isObject } from './lenient';
import { messageTouch, ownTouch } from './messageTouch';
import { personWith } from './person';
import { WEBHOOK_SECRET, type Provider, type ReadOptions } from './provider';
import {
	chatOf,
	isChat,
	isGroup,
	numberOf,
	readAddress,
	type Address,
} from './whatsAppWeb/address';
import { secondsOf } from './whatsAppWeb/time';

/** An account that is named by its number. */
const NUMBER = /^\+?\d[\d\s()-]{6,}$/;

/** Any system that posts JSON about WhatsApp messages, once its fields were named. */
export const otherJson: Provider = {
	secret: WEBHOOK_SECRET,
	messagesOnly: true,
	tellsReactions: true,
	tellsOwnSends: true,
	redelivers: false,
	verify: null,
	bounds: JSON_WITH_MEDIA,
	formProblem: sharedSecretFormProblem,
	authenticate: sharedSecretProblem,
	read(request, options) {
		const body = jsonOf(request);
		if (typeof body !== 'object' || body === null) return null;
		const path = options.fields.messages;
		const found = path.trim() === '' ? body : valueAt(body, path);
		const messages: unknown[] = Array.isArray(found) ? found : [found];
		return messages.flatMap((raw) => touchOf(raw, options));
	},
};

function touchOf(raw: unknown, options: ReadOptions): Touch[] {
	const { fields } = options;
	const text = (path: string) => textAt(raw, path);
	const id = text(fields.id);
	const type = typeIn(raw, fields.type);
	const given = text(fields.phone);
	const { phone, userId } = personIn(given, text(fields.userId));
	// Without an ID a repeated delivery could not be told from a new message.
	if (id === null || type === null) return [];
	if (isElsewhere(given)) return [];
	const account = text(fields.account) ?? options.accountName ?? 'whatsapp';
	const chat = given === null ? null : chatOf(given);
	const isOwn = isTrue(valueAt(raw, fields.ownSend));
	const message = {
		// Some systems count their messages from 1, or each person's.
		key: `${account}:${phone ?? userId}:${id}`,
		account: { id: account, number: numberIn(account), name: account },
		// The name at an own message is the own one.
		contact: personWith(phone, userId, (isOwn ? null : text(fields.name)) ?? undefined),
		replyTo: chat ?? userId,
		message: {
			id,
			type,
			text: text(fields.text),
			seconds: secondsOf(valueAt(raw, fields.time)),
			groupId: groupIn(chat),
		},
		referral: null,
	};
	return isOwn ? ownTouch(options, raw, message, 'unknown') : messageTouch(options, raw, message);
}

/**
 * Who wrote. Some systems put a user ID where the number was, when a person shows no number, or an
 * address where the user ID is asked for.
 */
function personIn(phone: string | null, userId: string | null) {
	const shown = readAddress(phone);
	const read = readAddress(userId);
	// Digits alone are an ID here, whatever they look like, unless they tell who wrote in the chat of a
	// WhatsApp Web gateway.
	const isWriter =
		groupIn(phone) !== null || (phone?.includes('@') && phoneOf(read) === phoneOf(shown));
	const named = userId?.includes('@') || isWriter ? read : null;
	const id = named ? hiddenIdOf(named) : userId;
	return { phone: phoneOf(shown) ?? phoneOf(named), userId: id ?? hiddenIdOf(shown) };
}

/** What some gateways make of the address of a group; before 2021, its founder and the time. */
const GROUP = /^\d{5,}-(?:group|\d{9,10})$/;

function groupIn(chat: string | null): string | null {
	return chat !== null && (isGroup(chat) || GROUP.test(chat)) ? chat : null;
}

function phoneOf(address: Address | null): string | null {
	return address?.kind === 'person' ? address.phone : null;
}

function hiddenIdOf(address: Address | null): string | null {
	return address?.kind === 'hidden' ? address.id : null;
}

/** Stories, broadcast lists and channels have addresses, too, and are nobody's chat. */
function isElsewhere(address: string | null): boolean {
	return address !== null && address.includes('@') && !isChat(chatOf(address));
}

function numberIn(account: string): string | null {
	return NUMBER.test(account) || account.includes('@') ? numberOf(account) : null;
}

/** The type in Meta's words, null for what nobody wrote; text for a system that names none. */
function typeIn(raw: unknown, path: string): string | null {
	const name = textAt(raw, path) ?? 'text';
	// Some call whatever is done to another message so, and say beside it what that is.
	const action =
		name === 'action' ? textAt(raw, path.trim().replace(/[^.]*$/, 'action.type')) : null;
	return typeOfEvent(action ?? name);
}

function valueAt(from: unknown, path: string): unknown {
	if (path.trim() === '') return undefined;
	let value = from;
	for (const name of path.trim().split('.')) {
		if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name))
			return undefined;
		value = (value as Record<string, unknown>)[name];
	}
	return value;
}

function textAt(from: unknown, path: string): string | null {
	const found = valueAt(from, path);
	// An address as WhatsApp's page has it.
	const value = isObject(found) ? found._serialized : found;
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	return text === '' ? null : text;
}

function isTrue(value: unknown): boolean {
	return value === true || value === 1 || (typeof value === 'string' && /^(true|1)$/i.test(value));
}
