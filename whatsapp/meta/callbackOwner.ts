import { checkCallback, type HttpGet } from './callbackCheck';
import { productionUrl, sameN8n, sameTrigger } from './webhookAddress';

/** Whose address a callback is, as seen from one trigger. */
export type CallbackOwner =
	| 'nobody'
	/** This trigger itself, published or in a test run. */
	| 'self'
	/** Another trigger of this n8n: its verify token is known, so it can be put back. */
	| 'sameN8n'
	/** Another system: taken away, it cannot be put back. */
	| 'foreign';

/** What it takes to know {@link CallbackOwner}s. */
export interface CallbackContext {
	webhookUrl: string;
	appSecret: string;
	get: HttpGet;
}

/** An address of this n8n at which no workflow listens any more is nobody's. */
export async function callbackOwnerOf(
	context: CallbackContext,
	url: string | null,
): Promise<CallbackOwner> {
	if (!url) return 'nobody';
	if (sameTrigger(url, context.webhookUrl)) return 'self';
	if (!sameN8n(url, context.webhookUrl)) return 'foreign';
	return (await listeningAddress(context, url)) ? 'sameN8n' : 'nobody';
}

/**
 * The address at which a trigger of this n8n can be reached: this one or, after a test run that
 * came to no proper end, the published one. Null when no workflow listens at either. When n8n
 * cannot ask itself, the address counts as one.
 */
export async function listeningAddress(
	{ get, appSecret }: Pick<CallbackContext, 'get' | 'appSecret'>,
	url: string,
): Promise<string | null> {
	for (const address of new Set([url, productionUrl(url)])) {
		if ((await checkCallback(get, address, appSecret)) !== 'notFound') return address;
	}
	return null;
}
