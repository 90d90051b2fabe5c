import {
	NodeApiError,
	type IExecuteFunctions,
	type IHttpRequestMethods,
	type ILoadOptionsFunctions,
	type IPollFunctions,
	type JsonObject,
} from 'n8n-workflow';
import type {
	HighLevelRequest,
	HighLevelResponse,
	SendToHighLevel,
} from '../../../highlevel/client';
import { HighLevelError } from '../../../highlevel/errors';

const TIMEOUT_MS = 30_000;

/** A node that uses HighLevel, or the editor on its behalf. */
export type HighLevelContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** Sends with a private integration's token. */
export function sendWithToken(context: HighLevelContext, account: string): SendToHighLevel {
	return async (request) =>
		await answerTo(
			context,
			context.helpers.httpRequestWithAuthentication.call(
				context,
				'highLevelPrivateIntegrationApi',
				{ ...httpRequest(account, request), ignoreHttpStatusErrors: true },
			),
		);
}

/**
 * Sends with the token that n8n keeps. n8n renews it after every 401 that is thrown, and HighLevel's
 * renewals can be used once: where a refusal is likely, a 401 is an answer like any other.
 */
export function sendWithOAuth(context: HighLevelContext, account: string): SendToHighLevel {
	return async (request) =>
		await answerTo(
			context,
			context.helpers.httpRequestWithAuthentication.call(context, 'highLevelOAuth2Api', {
				...httpRequest(account, request),
				ignoreHttpStatusErrors: request.mayBeRefused ? true : { ignore: true, except: [401] },
			}),
		).catch((error: unknown) => {
			throw refusedRenewal(error) ? renewalRefused() : error;
		});
}

/**
 * Sends with the token of a sub-account that an agency's token was exchanged for.
 * @param renew told the token that HighLevel does not accept any more, gives another one
 */
export function sendWithLocationToken(
	context: HighLevelContext,
	account: string,
	token: () => Promise<string>,
	renew: (refused: string) => Promise<string>,
): SendToHighLevel {
	return async (request) => {
		const send = async (used: string) => {
			const options = { ...httpRequest(account, request), ignoreHttpStatusErrors: true };
			const headers = { ...options.headers, Authorization: `Bearer ${used}` };
			return await answerTo(context, context.helpers.httpRequest({ ...options, headers }));
		};
		const used = await token();
		const answer = await send(used);
		const ended = answer.status === 401 && !request.mayBeRefused && !isAboutScope(answer.body);
		return ended ? await send(await renew(used)) : answer;
	};
}

function httpRequest(
	account: string,
	{ method, path, query, body, form, version }: HighLevelRequest,
) {
	return {
		method: method as IHttpRequestMethods,
		url: account + path,
		qs: query,
		body: form ? new URLSearchParams(form) : body,
		headers: { Version: version, Accept: 'application/json' },
		json: true,
		timeout: TIMEOUT_MS,
		returnFullResponse: true,
	};
}

/** What HighLevel answered, also when n8n made an error of a 401. */
async function answerTo(
	context: HighLevelContext,
	request: Promise<unknown>,
): Promise<HighLevelResponse> {
	const answer = (await request.catch((error: unknown) => {
		if (error instanceof NodeApiError && error.httpCode === '401') {
			const body = { message: error.description ?? error.message };
			return { statusCode: 401, headers: {}, body };
		}
		throw new NodeApiError(context.getNode(), error as JsonObject);
	})) as { statusCode: number; headers: Record<string, unknown>; body: unknown };
	return { status: answer.statusCode, headers: answer.headers, body: answer.body };
}

function isAboutScope(body: unknown): boolean {
	return /scope/i.test(JSON.stringify(body ?? ''));
}

/**
 * Whether HighLevel refused n8n a new OAuth2 token. Refusals of other requests come back as answers,
 * so a status, or n8n's own wish to reconnect, can only be about the token.
 */
function refusedRenewal(error: unknown): boolean {
	if (!(error instanceof NodeApiError)) return false;
	return /^4\d\d$/.test(error.httpCode ?? '') || error.failure?.cause === 'credential-invalid';
}

function renewalRefused(): HighLevelError {
	return new HighLevelError(
		'HighLevel does not renew the access of the OAuth2 credential',
		'credential',
		'Open the HighLevel OAuth2 credential, connect it again and choose the sub-account.',
		401,
		null,
	);
}
