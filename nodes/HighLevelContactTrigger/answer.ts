import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { WebhookResponse } from '../shared/trigger/answer';

/**
 * Turns n8n's 500 into 429. HighLevel delivers an event again only after 429, about six times in an
 * hour (highlevel-api-docs issue 257), and n8n answers 500 when it cannot start a run: without its
 * database, for example. Everything else would lose the event.
 */
export function askAgainInsteadOf500(response: WebhookResponse): void {
	const { writeHead } = response;
	// The last thing that is called before an answer goes out, whoever made it.
	response.writeHead = ((status: number, ...rest: unknown[]) =>
		Reflect.apply(writeHead, response, [
			status >= 500 ? 429 : status,
			...rest,
		]) as WebhookResponse) as typeof writeHead;
}

/** Has HighLevel deliver the event again later. */
export function askAgain(context: IWebhookFunctions, reason: string): IWebhookResponseData {
	context.getResponseObject().status(429).type('text/plain').send(reason);
	return { noWebhookResponse: true };
}
