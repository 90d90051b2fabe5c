import type { Touch } from '../../../routing/model/touch';
import { isObject } from '../lenient';
import { flagAt, textAt } from './fields';

/** How a chat was opened, by ads: `ctwa_ad`, … */
const OPENED_BY_AD = /^ctwa(?:_|$)/i;

/** What Facebook and Instagram call it: `FB_Ads`, … */
const CONVERTED_BY_AD = /(?:^|_)ads?$/i;

/**
 * The Click-to-WhatsApp ad that somebody came from. Links that people share are described in the same
 * way, but nothing says that they are ads; and who forwards a message has not clicked its ad.
 * @param contextInfo WhatsApp Web's `ContextInfo` of the message
 */
export function adIn(contextInfo: unknown): Touch['referral'] {
	if (!isObject(contextInfo) || flagAt(contextInfo, 'isForwarded')) return null;
	const card = contextInfo.externalAdReply;
	const openedByAd =
		OPENED_BY_AD.test(textAt(contextInfo, 'entryPointConversionSource') ?? '') ||
		CONVERTED_BY_AD.test(textAt(contextInfo, 'conversionSource') ?? '');
	const sourceType = textAt(card, 'sourceType')?.toLowerCase() ?? null;
	const sourceId = textAt(card, 'sourceId');
	const clickId = textAt(card, 'ctwaClid') ?? textAt(contextInfo, 'ctwaClid');
	if (!openedByAd && sourceType !== 'ad' && !sourceId && !clickId) return null;
	return {
		sourceType: sourceType ?? 'ad',
		sourceId,
		sourceUrl: textAt(card, 'sourceUrl'),
		headline: textAt(card, 'title'),
		body: textAt(card, 'body'),
		clickId,
	};
}

/** The same where the page itself is read, whose messages have a `ctwaContext`. */
export function adOnPage(message: unknown): Touch['referral'] {
	const context = isObject(message) ? message.ctwaContext : undefined;
	if (!isObject(context) || flagAt(message, 'isForwarded')) return null;
	const clickId = textAt(context, 'ctwaClid');
	const sourceId = textAt(context, 'sourceId');
	const isAd =
		CONVERTED_BY_AD.test(textAt(context, 'conversionSource') ?? '') ||
		textAt(context, 'sourceType')?.toLowerCase() === 'ad';
	if (!isAd && !sourceId && !clickId) return null;
	return {
		sourceType: textAt(context, 'sourceType')?.toLowerCase() ?? 'ad',
		sourceId,
		sourceUrl: textAt(context, 'sourceUrl'),
		headline: textAt(context, 'title'),
		body: textAt(context, 'description') ?? textAt(context, 'body'),
		clickId,
	};
}
