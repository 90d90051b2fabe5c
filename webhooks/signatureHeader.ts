import { headerOf, type WebhookRequest } from './request';

/** How a sender writes its signatures. */
export interface SignatureHeader {
	/** As the sender spells it. */
	name: string;
	/** Ends the sentence that the header is missing: what to make of it. */
	missing: string;
	prefix?: string;
	encoding: 'hex' | 'base64';
	/** How long every signature is. */
	bytes: number;
}

const SIGNS = { hex: /^[\da-f]*$/i, base64: /^[\w+/-]*={0,2}$/ } as const;

/**
 * The signature in a header. Looks at its form only, which anybody can forge, so that nothing is read
 * or hashed for what cannot be a signature.
 * @returns the reason, fit to be shown to people, when there is none
 */
export function signatureIn(
	given: string | undefined,
	{ name, missing, prefix = '', encoding, bytes }: SignatureHeader,
): Buffer | string {
	if (!given) return `The header ${name} is missing, so ${missing}`;
	if (!given.startsWith(prefix)) return `The header ${name} does not start with ${prefix}`;
	const text = given.slice(prefix.length);
	const length = encoding === 'hex' ? bytes * 2 : Math.ceil(bytes / 3) * 4;
	const isWritten = text.length === length && SIGNS[encoding].test(text);
	const signature = Buffer.from(isWritten ? text : '', encoding);
	return signature.length === bytes
		? signature
		: `The signature in ${name} does not fit the body: it is not one of ${bytes} bytes in ${encoding}`;
}

/** What is wrong with the form of the signature that a request carries; null for nothing. */
export function signatureFormProblem(
	request: Pick<WebhookRequest, 'headers'>,
	header: SignatureHeader,
): string | null {
	const signature = signatureIn(headerOf(request, header.name.toLowerCase()), header);
	return typeof signature === 'string' ? signature : null;
}
