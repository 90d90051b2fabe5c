import type { Touch } from '../../routing/model/touch';
import type { ReadOptions } from './cloudApi/read';

/** One request to the trigger's URL, as it came. */
export interface WebhookRequest {
	rawBody: Buffer;
	/** By lower-cased name. */
	headers: Readonly<Record<string, string | string[] | undefined>>;
	query: Readonly<Record<string, unknown>>;
	/** The public address that the sender was given, with the query it was called with. */
	url: string;
}

/** What a provider's webhook does not tell. */
export type ProviderOptions = Pick<ReadOptions, 'events' | 'tagPrefix' | 'includeRaw'> & {
	/** What the user calls the account; null: what the provider calls it. */
	accountName: string | null;
};

/** A provider that tells about WhatsApp messages in a way of its own. Nothing here throws. */
export interface Provider {
	/**
	 * @param secret what the user shares with the provider
	 * @returns null when the request comes from who knows the secret, else the reason, fit to be
	 * shown to people
	 */
	authenticate(request: WebhookRequest, secret: string): string | null;

	/**
	 * What people did, in the order of the body; own sends are none of it.
	 * @returns null when the body is not what the provider sends at all
	 */
	read(request: WebhookRequest, options: ProviderOptions): Touch[] | null;
}

/** The parsed body, or undefined when it is no JSON. */
export function jsonOf({ rawBody }: WebhookRequest): unknown {
	try {
		return JSON.parse(rawBody.toString('utf8'));
	} catch {
		return undefined;
	}
}

/** The value of a header that was sent once. */
export function headerOf({ headers }: WebhookRequest, name: string): string | undefined {
	const value = headers[name];
	return Array.isArray(value) ? value[0] : value;
}
