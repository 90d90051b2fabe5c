import type { IWebhookFunctions } from 'n8n-workflow';
import type { WebhookRequest } from '../../../webhooks/request';

/** The request that a trigger is called with, as signatures need it: the bytes as they came. */
export function requestTo(context: IWebhookFunctions): WebhookRequest {
	const { rawBody, headers, query, originalUrl } = context.getRequestObject();
	const [, queryText] = originalUrl.split('?');
	const url = context.getNodeWebhookUrl('default') ?? '';
	return {
		rawBody: Buffer.isBuffer(rawBody) ? rawBody : Buffer.alloc(0),
		headers,
		query,
		url: queryText ? `${url}?${queryText}` : url,
	};
}
