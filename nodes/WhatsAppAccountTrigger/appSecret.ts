import type { IWebhookFunctions } from 'n8n-workflow';
import { signatureProblem } from '../../whatsapp/signature';

const TYPE = 'whatsAppCloudApi';

/** How long a secret that was taken out of the credential still opens. */
const KEPT_MS = 60_000;

/** A secret as young as this is not read again because a signature does not fit. */
const FRESH_MS = 1_000;

interface Kept {
	secret: Promise<string>;
	readAt: number;
}

/** Of this process, by trigger and credential. */
const kept = new Map<string, Kept>();

/** The App Secret as n8n holds it now. Outside a run, reading it costs n8n 20 to 60 ms. */
export async function readAppSecret(context: IWebhookFunctions): Promise<string> {
	return String((await context.getCredentials(TYPE)).appSecret);
}

/**
 * Checks a signature with the App Secret of some seconds ago, and if that does not fit, with the
 * current one: so a changed credential works at once, and nothing is turned away because of the old.
 * @returns null when the signature is right, else the reason, fit to be shown to people
 */
export async function problemOfSignature(
	context: IWebhookFunctions,
	rawBody: Buffer,
	header: string | undefined,
): Promise<string | null> {
	const secret = keptSecret(context, KEPT_MS);
	const problem = signatureProblem(rawBody, header, await secret);
	if (!problem) return null;
	const current = keptSecret(context, FRESH_MS);
	return current === secret ? problem : signatureProblem(rawBody, header, await current);
}

/** Requests that come at the same time share one look into the credential. */
function keptSecret(context: IWebhookFunctions, maxAgeMs: number): Promise<string> {
	const { id: nodeId, credentials } = context.getNode();
	const place = [context.getWorkflow().id, nodeId, credentials?.[TYPE]?.id].join(' ');
	const now = Date.now();
	const found = kept.get(place);
	if (found && now - found.readAt <= maxAgeMs) return found.secret;

	for (const [other, { readAt }] of kept) if (now - readAt > KEPT_MS) kept.delete(other);
	const entry = { secret: readAppSecret(context), readAt: now };
	kept.set(place, entry);
	entry.secret.catch(() => {
		if (kept.get(place) === entry) kept.delete(place);
	});
	return entry.secret;
}
