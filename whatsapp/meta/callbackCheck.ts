import { randomInt } from 'node:crypto';
import { verifyToken } from './verification';

/** Sends a GET without credentials; rejects when nobody answers. */
export type HttpGet = (
	url: string,
	query: Record<string, string>,
) => Promise<{ status: number; text: string }>;

/** What a callback did with a verification. */
export type CallbackState =
	/** Answered as a trigger of this package with this app secret does. */
	| 'listening'
	/** n8n answers, but no workflow listens at this address. */
	| 'notFound'
	/** Answered in another way. */
	| 'otherAnswer'
	/** Did not answer this n8n at all. */
	| 'unreachable';

/**
 * Asks a callback what Meta asks when it is set (Meta: webhooks/create-webhook-endpoint), with the
 * verify token that our triggers derive.
 */
export async function checkCallback(
	get: HttpGet,
	url: string,
	appSecret: string,
): Promise<CallbackState> {
	const challenge = String(randomInt(100_000_000, 2_000_000_000));
	const answer = await get(url, {
		'hub.mode': 'subscribe',
		'hub.challenge': challenge,
		'hub.verify_token': verifyToken(url, appSecret),
	}).catch(() => null);
	if (!answer) return 'unreachable';
	if (answer.status === 200 && answer.text === challenge) return 'listening';
	return answer.status === 404 ? 'notFound' : 'otherAnswer';
}
