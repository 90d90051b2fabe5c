/** One request to a webhook's URL, as it came. */
export interface WebhookRequest {
	rawBody: Buffer;
	/** By lower-cased name. */
	headers: Readonly<Record<string, string | string[] | undefined>>;
	query: Readonly<Record<string, unknown>>;
	/** The public address that the sender was given, with the query it was called with. */
	url: string;
}

const parsed = new WeakMap<Buffer, { body: unknown }>();

/**
 * The parsed body, or undefined when it is no JSON. Parsed once, however many ask: nobody may change
 * it in place.
 */
export function jsonOf({ rawBody }: Pick<WebhookRequest, 'rawBody'>): unknown {
	let known = parsed.get(rawBody);
	if (!known) parsed.set(rawBody, (known = { body: parse(rawBody) }));
	return known.body;
}

function parse(bytes: Buffer): unknown {
	try {
		return JSON.parse(bytes.toString('utf8'));
	} catch {
		return undefined;
	}
}

/** The fields of a body that was sent as a form; whatever the body is, nothing is thrown. */
export function formOf({ rawBody }: Pick<WebhookRequest, 'rawBody'>): URLSearchParams {
	return new URLSearchParams(rawBody.toString('utf8'));
}

/**
 * The value of a header that was sent once.
 * @param name lower-cased
 */
export function headerOf(
	{ headers }: Pick<WebhookRequest, 'headers'>,
	name: string,
): string | undefined {
	const value = headers[name];
	return Array.isArray(value) ? value[0] : value;
}
