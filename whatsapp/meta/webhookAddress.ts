import { isPublicAddress } from '../../webhooks/publicAddress';
import { SubscriptionError } from './graph';

/**
 * Meta refuses such addresses with "Invalid parameter", which tells people nothing.
 * @throws {SubscriptionError} when Meta will not take the address
 */
export function checkAddress(webhookUrl: string, publicUrlNeeded: boolean): void {
	if (publicUrlNeeded && !isPublicAddress(webhookUrl)) {
		throw new SubscriptionError(
			`Meta cannot reach the webhook address ${webhookUrl}`,
			'Set the environment variable N8N_WEBHOOK_URL of n8n to a public https address, then restart n8n.',
		);
	}
	// Meta: webhooks/override, override_callback_uri.
	if (webhookUrl.length > 200) {
		throw new SubscriptionError(
			'The webhook address is longer than the 200 characters that Meta allows',
			`Shorten N8N_WEBHOOK_URL of n8n. The address is ${webhookUrl}`,
		);
	}
}

/** n8n serves a trigger that listens for a test event under `/webhook-test/`. */
export function productionUrl(webhookUrl: string): string {
	return webhookUrl.replace('/webhook-test/', '/webhook/');
}

/** Whether both are addresses of one trigger: the published workflow's and the test run's. */
export function sameTrigger(url: string, other: string): boolean {
	return productionUrl(url) === productionUrl(other);
}

/** Whether both are addresses of triggers of this package in one n8n: only the webhook ID differs. */
export function sameN8n(url: string, other: string): boolean {
	return withoutId(url) === withoutId(other);
}

function withoutId(url: string): string {
	return productionUrl(url).replace(/\/[^/]+(\/[^/]+)$/, '$1');
}
