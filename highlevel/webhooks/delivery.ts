import { jsonOf } from '../../webhooks/request';
import { digestOf } from './event';
import { MINUTE } from '../../routing/model/durations';

/** More than any contact, and any e-mail that somebody wrote by hand. */
export const MOST_BYTES = 4 * 1024 * 1024;

/** Deeper than anything that HighLevel sends, and shallow enough for whatever reads the item. */
const DEEPEST = 32;

/**
 * The JSON of a body.
 * @returns undefined when it is none, or nested so deeply that it would break its readers
 */
export function parseBody(rawBody: Buffer): unknown {
	const body = jsonOf({ rawBody });
	return isTooDeep(body) ? undefined : body;
}

/** Level by level: a function that calls itself would run out of stack. */
function isTooDeep(value: unknown): boolean {
	let level: unknown[] = [value];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth > DEEPEST) return true;
		level = level.flatMap((one) =>
			typeof one === 'object' && one !== null ? Object.values(one) : [],
		);
	}
	return false;
}

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
