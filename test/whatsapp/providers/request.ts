import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProviderOptions, WebhookRequest } from '../../../whatsapp/providers/provider';

export const SECRET = 'a-long-webhook-secret';

const FIXTURES = join(__dirname, '../../fixtures/whatsapp/sources');

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

export const OPTIONS: ProviderOptions = {
	events: new Set(['message']),
	tagPrefix: 'account-',
	includeRaw: false,
	accountName: null,
};
