import type { IWebhookFunctions } from 'n8n-workflow';
import type { WebhookRequest } from '../../../webhooks/request';

/** The request that a trigger is called with, as signatures need it: the bytes as they came. */
export function requestTo(context: IWebhookFunctions): WebhookRequest {
	const { rawBody, headers, query, originalUrl } = context.getRequestObject();
	const at = originalUrl.indexOf('?');
	return {
		// n8n reads no bytes of what it takes for a form with files.
		rawBody: Buffer.isBuffer(rawBody) ? rawBody : Buffer.alloc(0),
		headers,
		query,
		/** Only some signatures are over the address, and n8n works it out anew each time. */
		get url() {
			const url = context.getNodeWebhookUrl('default') ?? '';
			return at < 0 || at === originalUrl.length - 1 ? url : url + originalUrl.slice(at);
		},
	};
}
