import type { Touch } from '../../routing/model/touch';
import { toE164 } from '../phone';
import { secretIn } from './authenticity';
import { personWith } from './sender';
import { jsonOf, type Provider } from './provider';
import { sourceTouch } from './touches';

/** Where another system keeps what the trigger needs: names joined with dots, `data.messages.0.id`. */
export interface JsonMapping {
	/** The list of messages; empty: the body is one message. Other paths start at a message. */
	messages: string;
	id: string;
	phone: string;
	userId: string;
	name: string;
	text: string;
	type: string;
	/** Seconds or milliseconds since 1970, or ISO 8601. */
	time: string;
	account: string;
	/** Something that is true for own sends, which are left out. */
	ownSend: string;
}

/** An account that is named by its number. */
const NUMBER = /^\+?\d[\d\s()-]{6,}$/;

/** Any system that posts JSON about WhatsApp messages, once its fields were named. */
export function otherJson(mapping: JsonMapping): Provider {
	return {
		authenticate: secretIn,
		read(request, options) {
			const body = jsonOf(request);
			if (typeof body !== 'object' || body === null) return null;
			const found = mapping.messages.trim() === '' ? body : valueAt(body, mapping.messages);
			const messages: unknown[] = Array.isArray(found) ? found : [found];
			return messages.flatMap((raw): Touch[] => {
				const text = (path: string) => textAt(raw, path);
				const id = text(mapping.id);
				const phone = toE164(text(mapping.phone));
				const userId = text(mapping.userId);
				// Without an ID a repeated delivery could not be told from a new message.
				if (id === null || (phone === null && userId === null)) return [];
				if (isTrue(valueAt(raw, mapping.ownSend))) return [];
				const account = text(mapping.account) ?? options.accountName ?? 'whatsapp';
				return sourceTouch(options, raw, {
					// Some systems count their messages from 1, or each person's.
					key: `${account}:${phone ?? userId}:${id}`,
					account: {
						id: account,
						number: NUMBER.test(account) ? toE164(account) : null,
						name: account,
					},
					contact: personWith(phone, userId, text(mapping.name) ?? undefined),
					replyTo: text(mapping.phone) ?? userId,
					message: {
						id,
						type: text(mapping.type) ?? 'text',
						text: text(mapping.text),
						seconds: secondsOf(valueAt(raw, mapping.time)),
						groupId: null,
					},
					referral: null,
				});
			});
		},
	};
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
