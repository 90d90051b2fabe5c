import { digestOf } from './event';
import { MINUTE } from '../../routing/model/durations';

/**
 * By what repeats of a delivery are known: HighLevel's `webhookId`
 * (marketplace.gohighlevel.com/docs/webhook/WebhookIntegrationGuide). Webhooks of workflows have none, so
 * there it is the content, for a minute or two: somebody may take a tag away and add it again, which
 * makes two webhooks with the same content.
 * @param now milliseconds since 1970
 */
export function deliveryIdsOf(
	rawBody: Buffer,
	webhookId: string | undefined,
	now: number,
): readonly string[] {
	if (webhookId) return [webhookId];
	const content = digestOf(rawBody);
	const minute = Math.floor(now / MINUTE);
	return [`${content}:${minute}`, `${content}:${minute - 1}`];
}
