import { digestOf } from './event';
import { MINUTE } from '../../routing/model/durations';

/**
 * By what repeats of a delivery are known: HighLevel's `webhookId`
 * (marketplace.gohighlevel.com/docs/webhook/WebhookIntegrationGuide). Webhooks of workflows have none, so
 * there it is the content.
 * @param mayRecur the same content may tell of something that happened once more, as when somebody
 * takes a tag away and adds it again: so it is known for a minute or two only
 * @param now milliseconds since 1970
 */
export function deliveryIdsOf(
	rawBody: Buffer,
	webhookId: string | undefined,
	mayRecur: boolean,
	now: number,
): readonly string[] {
	if (webhookId) return [webhookId];
	const content = digestOf(rawBody);
	if (!mayRecur) return [content];
	const minute = Math.floor(now / MINUTE);
	return [`${content}:${minute}`, `${content}:${minute - 1}`];
}
