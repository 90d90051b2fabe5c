import { jsonShapeProblem } from './jsonShape';

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
 * The parsed body, or undefined when it is no JSON, or such that parsing it would do harm (see
 * `jsonShapeProblem`). Parsed once, however many ask: nobody may change it in place.
 */
export function jsonOf({ rawBody }: Pick<WebhookRequest, 'rawBody'>): unknown {
	let known = parsed.get(rawBody);
	if (!known) parsed.set(rawBody, (known = { body: parse(rawBody) }));
	return known.body;
}

function parse(bytes: Buffer): unknown {
	if (jsonShapeProblem(bytes) !== null) return undefined;
	try {
		return JSON.parse(textOf(bytes));
	} catch {
		return undefined;
	}
}

const forms = new WeakMap<Buffer, URLSearchParams>();

/**
 * The fields of a body that was sent as a form; whatever the body is, nothing is thrown. Parsed once,
 * however many ask: nobody may change it in place.
 */
export function formOf({ rawBody }: Pick<WebhookRequest, 'rawBody'>): URLSearchParams {
	let form = forms.get(rawBody);
	if (!form) forms.set(rawBody, (form = new URLSearchParams(textOf(rawBody))));
	return form;
}

/** Some systems put a byte order mark in front, which is no part of what they say. */
function textOf(bytes: Buffer): string {
	return bytes.toString('utf8').replace(/^\ufeff/, '');
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
