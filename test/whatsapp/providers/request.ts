import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WebhookRequest } from '../../../webhooks/request';
import { STATUSES } from '../../../whatsapp/providers/cloudApi/read';
import type { JsonFields, ReadOptions } from '../../../whatsapp/providers/provider';

export const SECRET = 'a-long-webhook-secret';

const FIXTURES = join(__dirname, '../../fixtures/whatsapp/providers');

/** The webhook of a provider as composed for this project, byte by byte. */
export function fixture(file: string, headers: WebhookRequest['headers'] = {}): WebhookRequest {
	return request(readFileSync(join(FIXTURES, file)), headers);
}

export function request(
	body: Buffer | string | object,
	headers: WebhookRequest['headers'] = {},
): WebhookRequest {
	const text = Buffer.isBuffer(body) || typeof body === 'string' ? body : JSON.stringify(body);
	return {
		rawBody: Buffer.from(text),
		headers,
		query: {},
		url: 'https://n8n.example.com/webhook/abc/twilio',
	};
}

/** How the fixtures of `otherJson` are built. */
export const FIELDS: JsonFields = {
	messages: 'data.messages',
	id: 'id',
	phone: 'from.number',
	userId: 'from.id',
	name: 'from.name',
	text: 'body',
	type: 'kind',
	time: 'at',
	account: 'line',
	ownSend: 'mine',
};

export const OPTIONS: ReadOptions = {
	events: new Set(['message']),
	statuses: new Set(STATUSES),
	tagPrefix: 'account-',
	includeRaw: false,
	accountName: null,
	scope: { level: 'app' },
	names: new Map(),
	fields: FIELDS,
};
