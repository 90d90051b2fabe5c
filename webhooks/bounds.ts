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

/** With pictures and recordings in the body: as much as n8n takes (N8N_PAYLOAD_SIZE_MAX). */
export const JSON_WITH_MEDIA: BodyBounds = { format: 'json', mostBytes: 16 * MIB };

/** Far more than Twilio's, with 1,600 characters of text and the addresses of ten files. */
export const FORM_BODY: BodyBounds = { format: 'form', mostBytes: 128 * KIB };

/** Twilio sends about 40. */
const MOST_PARAMETERS = 500;

/** Of the address, behind the `?`. Senders put a secret there, and their own few parameters. */
const MOST_QUERY_CHARACTERS = 8 * KIB;

/** Why a request is turned away, fit to be shown to people, and the status that says it. */
export interface Refusal {
	status: 400 | 401 | 403 | 413 | 414 | 415;
	reason: string;
}

/**
 * What of a request is more than its sender ever sends. Looks at lengths, and once at each byte: to
 * be asked before any secret is read or checked, and before the body is parsed.
 * @returns null when everything is within bounds
 */
export function boundsRefusal(request: WebhookRequest, bounds: BodyBounds): Refusal | null {
	const { rawBody, query } = request;
	const refusal = queryRefusal(query);
	if (refusal) return refusal;
	if (headerOf(request, 'content-type')?.toLowerCase().startsWith('multipart/')) {
		const wanted = bounds.format === 'json' ? 'JSON' : 'a form (x-www-form-urlencoded)';
		return { status: 415, reason: `The body is multipart, and the trigger reads ${wanted}` };
	}
	if (rawBody.length > bounds.mostBytes) {
		const most = bounds.mostBytes / KIB;
		return { status: 413, reason: `The body is too large: more than ${most} KiB` };
	}
	const problem = bounds.format === 'json' ? jsonShapeProblem(rawBody) : formProblem(rawBody);
	return problem === null ? null : { status: 400, reason: problem };
}

/** Of parameters that came several times, express makes lists and objects: they count as they are. */
function queryRefusal(query: WebhookRequest['query']): Refusal | null {
	let characters = 0;
	for (const [name, value] of Object.entries(query)) {
		characters += name.length + (typeof value === 'string' ? value.length : 0);
	}
	return characters > MOST_QUERY_CHARACTERS
		? { status: 414, reason: `The address has more than ${MOST_QUERY_CHARACTERS} characters` }
		: null;
}

const AMPERSAND = 0x26;

function formProblem(body: Buffer): string | null {
	let parameters = 1;
	for (const byte of body) if (byte === AMPERSAND) parameters += 1;
	return parameters > MOST_PARAMETERS
		? `The body has more than ${MOST_PARAMETERS} parameters`
		: null;
}
