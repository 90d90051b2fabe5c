import { jsonShapeProblem } from './jsonShape';
import { headerOf, type WebhookRequest } from './request';

/** What a sender's bodies are like at most. */
export interface BodyBounds {
	format: 'json' | 'form';
	mostBytes: number;
}

const KIB = 1024;
const MIB = 1024 * KIB;

/**
 * Meta's webhooks have at most 3 MB (Meta: webhooks/overview), and no contact of HighLevel, nor an
 * e-mail that somebody wrote by hand, has more than this.
 */
export const JSON_BODY: BodyBounds = { format: 'json', mostBytes: 4 * MIB };

/** As n8n reads it: what somebody raised for large videos must not be turned away here. */
const N8N_MOST_MIB = Number(process.env.N8N_PAYLOAD_SIZE_MAX) || 16;

/** With pictures and recordings in the body: as much as n8n takes (N8N_PAYLOAD_SIZE_MAX). */
export const JSON_WITH_MEDIA: BodyBounds = { format: 'json', mostBytes: N8N_MOST_MIB * MIB };

/** Far more than Twilio's, with 1,600 characters of text and the addresses of ten files. */
export const FORM_BODY: BodyBounds = { format: 'form', mostBytes: 128 * KIB };

/** Twilio sends about 40. */
const MOST_PARAMETERS = 500;

/** Why a request is turned away, fit to be shown to people, and the status that says it. */
export interface Refusal {
	status: 400 | 401 | 403 | 413 | 415;
	reason: string;
}

/** What a request is held against before any secret is read. */
export interface WebhookSender {
	/** What is more than this is never the sender's. */
	bounds: BodyBounds;

	/**
	 * What is wrong with the signature, or with the secret that a request carries, whatever the user's
	 * secret is: so that none is read for it.
	 * @returns null for nothing, else the reason, fit to be shown to people
	 */
	formProblem(request: WebhookRequest): string | null;
}

/**
 * Why a request cannot be the sender's, whoever knows the secret. To be asked before any secret is
 * read or checked and before the body is parsed: it looks at lengths, at the form of the signature,
 * and then once at each byte.
 * @returns null when it may be the sender's
 */
export function earlyRefusal(
	request: WebhookRequest,
	{ bounds, formProblem }: WebhookSender,
): Refusal | null {
	const tooLarge = sizeRefusal(request, bounds);
	if (tooLarge) return tooLarge;
	const unsigned = formProblem(request);
	if (unsigned !== null) return { status: 401, reason: unsigned };
	const { rawBody } = request;
	const problem = bounds.format === 'json' ? jsonShapeProblem(rawBody) : parametersProblem(rawBody);
	return problem === null ? null : { status: 400, reason: problem };
}

/**
 * Why the body is not even looked at; null when it is not too large. Of the address and the headers,
 * Node.js itself takes 16 KiB at most.
 */
export function sizeRefusal(request: WebhookRequest, bounds: BodyBounds): Refusal | null {
	const { rawBody } = request;
	if (headerOf(request, 'content-type')?.toLowerCase().startsWith('multipart/')) {
		const wanted = bounds.format === 'json' ? 'JSON' : 'a form (x-www-form-urlencoded)';
		return { status: 415, reason: `The body is multipart, and the trigger reads ${wanted}` };
	}
	if (rawBody.length <= bounds.mostBytes) return null;
	const most = bounds.mostBytes / KIB;
	return { status: 413, reason: `The body is too large: more than ${most} KiB` };
}

const AMPERSAND = 0x26;

function parametersProblem(body: Buffer): string | null {
	let parameters = 1;
	for (const byte of body) if (byte === AMPERSAND) parameters += 1;
	return parameters > MOST_PARAMETERS
		? `The body has more than ${MOST_PARAMETERS} parameters`
		: null;
}
