import type { Touch } from '../../../routing/model/touch';
import type { ReadOptions } from '../provider';
import { isObject } from '../lenient';
import { numberIdsOf, readCloudApiWebhook } from './read';

/**
 * Reads a webhook of Meta's that a reseller passes on, for the one account that is connected there.
 * @returns null when the body is no such webhook
 */
export function readPassedOn(
	body: unknown,
	{ events, statuses, tagPrefix, includeRaw, accountName }: ReadOptions,
): Touch[] | null {
	if (!isObject(body) || body.object !== 'whatsapp_business_account') return null;
	const names = new Map(accountName ? numberIdsOf(body).map((id) => [id, accountName]) : []);
	const phoneNumberId = null;
	const options = { events, statuses, tagPrefix, includeRaw, phoneNumberId, names };
	return readCloudApiWebhook(body, options);
}
