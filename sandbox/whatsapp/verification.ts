import { randomInt } from 'node:crypto';

import axios from 'axios';

import { invalidParameter, verificationFailed } from './errors';

/**
 * Meta's check that somebody who knows the verify token answers at a URL, made at the moment the
 * URL is set at any level (Meta: webhooks/create-webhook-endpoint): a GET with `hub.mode`,
 * `hub.challenge` and `hub.verify_token`, to be answered with 200 and exactly the challenge.
 * Meta wants https; here http is fine, because a sandbox is local.
 *
 * @throws GraphError (#2200) with the reason, (#100) when the URL is none
 */
export async function verifyCallback(
	callbackUrl: string,
	verifyToken: string,
	timeoutMs: number,
): Promise<void> {
	const challenge = String(randomInt(100_000_000, 2_000_000_000));
	const url = parseUrl(callbackUrl);
	url.searchParams.append('hub.mode', 'subscribe');
	url.searchParams.append('hub.challenge', challenge);
	url.searchParams.append('hub.verify_token', verifyToken);

	const answer = await axios
		.get<string>(url.href, {
			timeout: timeoutMs,
			maxRedirects: 0,
			proxy: false,
			validateStatus: () => true,
			// Without this, axios makes a number of the challenge.
			transformResponse: (body: string) => body,
		})
		.catch((error: unknown) => {
			const reason = axios.isAxiosError(error) ? (error.code ?? error.message) : String(error);
			throw verificationFailed(`curl_error = ${reason}; HTTP Status Code = 0`);
		});

	if (answer.status !== 200) {
		throw verificationFailed(
			`HTTP Status Code = ${answer.status}; HTTP Message = ${answer.statusText}`,
		);
	}
	if (answer.data !== challenge) {
		throw verificationFailed(`Response does not match challenge, expected value="${challenge}"`);
	}
}

function parseUrl(callbackUrl: string): URL {
	const url = URL.canParse(callbackUrl) ? new URL(callbackUrl) : undefined;
	if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
		throw invalidParameter('Param callback_url is not a valid URL');
	}
	return url;
}
