import type { IWebhookFunctions } from 'n8n-workflow';
import { MINUTE } from '../../../routing/model/durations';

/** The answer to a webhook, as n8n hands it to a trigger. */
export type WebhookResponse = ReturnType<IWebhookFunctions['getResponseObject']>;

/**
 * How long an answer is waited for after the sender has hung up. Not for ever: in queue mode, n8n
 * sometimes never answers for a run that has ended.
 */
const FORGOTTEN_MS = MINUTE;

/**
 * The status that n8n answers with, also when the sender did not wait for it: a workflow that is
 * slower than the sender's patience would else run again with every delivery. Undefined when none
 * comes.
 */
export async function answerOf(response: WebhookResponse): Promise<number | undefined> {
	return await new Promise((resolve) => {
		// Node.js emits no event for an answer that nobody takes any more.
		const { end } = response;
		response.end = ((...parts: Parameters<typeof end>) => {
			const ended = end.apply(response, parts);
			resolve(response.statusCode);
			return ended;
		}) as typeof end;
		const hungUp = () => setTimeout(resolve, FORGOTTEN_MS, undefined).unref();
		if (response.destroyed) hungUp();
		else response.once('close', hungUp);
	});
}
