import { hmacOf, isSame } from '../../webhooks/hmac';
import { signatureIn, type SignatureHeader } from '../../webhooks/signatureHeader';
import type { ReceivingWorkflow } from './graph';
import { productionUrl } from './webhookAddress';

/** Meta: webhooks/create-webhook-endpoint. */
export const META_SIGNATURE: SignatureHeader = {
	name: 'X-Hub-Signature-256',
	missing: 'the sender is not Meta',
	prefix: 'sha256=',
	encoding: 'hex',
	bytes: 32,
};

/**
 * Checks Meta's `X-Hub-Signature-256` header, in constant time, against the bytes as they came:
 * Meta escapes characters before signing, so a body that was parsed and written again differs
 * (Meta: webhooks/create-webhook-endpoint).
 * @returns null when the signature is right, else the reason, fit to be shown to people
 */
export function signatureProblem(
	rawBody: Buffer,
	header: string | undefined,
	appSecret: string,
): string | null {
	// Anybody could sign with it.
	if (appSecret === '') return 'The App Secret in the WhatsApp Cloud API credential is empty';
	const received = signatureIn(header, META_SIGNATURE);
	if (typeof received === 'string') return received;
	if (isSame(received, hmacOf('sha256', appSecret, rawBody))) return null;
	return 'The signature does not fit the body. If Meta sent this, the App Secret in the WhatsApp Cloud API credential is not the one of the app';
}

/**
 * The verify token of a webhook URL. Derived, not stored: any trigger of the same app can check it
 * and can put the URL of another trigger back. Test and production URL of a workflow share one token.
 */
export function verifyToken(webhookUrl: string, appSecret: string): string {
	return hmacOf('sha256', appSecret, productionUrl(webhookUrl)).toString('hex');
}

/** In place of Meta's `subscribe`: another trigger of this n8n asks which workflow this one starts. */
export const RECEIVING_WORKFLOW = 'receivingWorkflow';

/**
 * What to answer to Meta's verification GET (Meta: webhooks/create-webhook-endpoint), and to another
 * trigger that finds its address taken.
 * @param workflow of this trigger
 */
export function answerVerification(
	query: Record<string, unknown>,
	webhookUrl: string,
	appSecret: string,
	workflow: ReceivingWorkflow,
): { status: 200 | 400 | 403; text: string } {
	const text = answerTo(query, workflow);
	if (text === null) {
		return {
			status: 400,
			text: 'This address receives WhatsApp webhooks. A verification needs hub.mode=subscribe, hub.challenge and hub.verify_token.',
		};
	}
	const token = query['hub.verify_token'];
	const expected = Buffer.from(verifyToken(webhookUrl, appSecret));
	const received = Buffer.from(typeof token === 'string' ? token : '');
	if (!isSame(received, expected)) {
		return {
			status: 403,
			text: 'The verify token is not the one of this trigger. Let the trigger register itself, or check the App Secret in the WhatsApp Cloud API credential.',
		};
	}
	return { status: 200, text };
}

/** What whoever knows the token hears; null when nothing was asked. */
function answerTo(query: Record<string, unknown>, { id, name }: ReceivingWorkflow): string | null {
	const { 'hub.mode': mode, 'hub.challenge': challenge } = query;
	if (mode === RECEIVING_WORKFLOW) return new URLSearchParams({ id, name }).toString();
	const asked = mode === 'subscribe' && typeof challenge === 'string' && challenge !== '';
	return asked ? challenge : null;
}
