import type { Touch } from '../../routing/model/touch';
import { JSON_WITH_MEDIA } from '../../webhooks/bounds';
import { jsonOf } from '../../webhooks/request';
import { sharedSecretFormProblem, sharedSecretProblem } from '../../webhooks/secret';
import { toE164 } from '../phone';
import { messageTouch } from './messageTouch';
import { personWith } from './person';
import { WEBHOOK_SECRET, type Provider, type ReadOptions } from './provider';

/** An account that is named by its number. */
const NUMBER = /^\+?\d[\d\s()-]{6,}$/;

/** Any system that posts JSON about WhatsApp messages, once its fields were named. */
export const otherJson: Provider = {
	secret: WEBHOOK_SECRET,
	messagesOnly: true,
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
	const phone = toE164(text(fields.phone));
	const userId = text(fields.userId);
	// Without an ID a repeated delivery could not be told from a new message.
	if (id === null || (phone === null && userId === null)) return [];
	if (isTrue(valueAt(raw, fields.ownSend))) return [];
	const account = text(fields.account) ?? options.accountName ?? 'whatsapp';
	return messageTouch(options, raw, {
		// Some systems count their messages from 1, or each person's.
		key: `${account}:${phone ?? userId}:${id}`,
		account: {
			id: account,
			number: NUMBER.test(account) ? toE164(account) : null,
			name: account,
		},
		contact: personWith(phone, userId, text(fields.name) ?? undefined),
		replyTo: text(fields.phone) ?? userId,
		message: {
			id,
			type: text(fields.type) ?? 'text',
			text: text(fields.text),
			seconds: secondsOf(valueAt(raw, fields.time)),
			groupId: null,
		},
		referral: null,
	});
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
	const value = valueAt(from, path);
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	return text === '' ? null : text;
}

function isTrue(value: unknown): boolean {
	return value === true || value === 1 || (typeof value === 'string' && /^(true|1)$/i.test(value));
}

/** No message was sent before 2001 in milliseconds or after the year 5000 in seconds. */
const MILLISECONDS = 1e11;

function secondsOf(value: unknown): number | undefined {
	if (typeof value === 'string' && !/^\d+(\.\d+)?$/.test(value)) {
		const milliseconds = Date.parse(value);
		return Number.isNaN(milliseconds) ? undefined : milliseconds / 1000;
	}
	const number =
		typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
	if (!Number.isFinite(number)) return undefined;
	return number > MILLISECONDS ? number / 1000 : number;
}
