import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type IHttpRequestMethods,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	type IPollFunctions,
	type JsonObject,
} from 'n8n-workflow';
import type {
	HighLevelRequest,
	HighLevelResponse,
	SendToHighLevel,
} from '../../../highlevel/client';
import { HighLevelError, says } from '../../../highlevel/errors';
import { inTime, wholeAnswer } from './answer';

const CREDENTIAL = 'highLevelOAuth2Api' as const;

/** A node that uses HighLevel, or the editor on its behalf. */
export type HighLevelContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** Sends with a private integration's token. */
export function sendWithToken(context: HighLevelContext, account: string): SendToHighLevel {
	return async (request) =>
		await authenticated(context, 'highLevelPrivateIntegrationApi', account, request);
}

/**
 * Sends with the token that n8n keeps, and has it renewed when HighLevel does not accept it any more.
 * HighLevel's renewals can be used once: where a refusal is likely, or about a permission, a 401 is an
 * answer like any other.
 */
export function sendWithOAuth(context: HighLevelContext, account: string): SendToHighLevel {
	return async (request) => {
		const send = async () => await authenticated(context, CREDENTIAL, account, request);
		const used = await accessToken(context);
		const answer = await send();
		if (!isEndOfToken(request, answer)) return answer;
		// Somebody else may have had it renewed meanwhile.
		if ((await accessToken(context)) === used) await renew(context);
		return await send();
	};
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
			const options = httpRequest(account, request);
			const headers = { ...options.headers, Authorization: `Bearer ${used}` };
			return await answerTo(
				context,
				{ ...options, headers },
				async (given) => await context.helpers.httpRequest(given),
			);
		};
		const used = await token();
		const answer = await send(used);
		return isEndOfToken(request, answer) ? await send(await renew(used)) : answer;
	};
}

async function authenticated(
	context: HighLevelContext,
	credential: typeof CREDENTIAL | 'highLevelPrivateIntegrationApi',
	account: string,
	request: HighLevelRequest,
): Promise<HighLevelResponse> {
	return await answerTo(
		context,
		httpRequest(account, request),
		async (options) =>
			await context.helpers.httpRequestWithAuthentication.call(context, credential, options),
	);
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
		ignoreHttpStatusErrors: true,
	};
}

async function answerTo(
	context: HighLevelContext,
	options: IHttpRequestOptions,
	send: (options: IHttpRequestOptions) => Promise<unknown>,
): Promise<HighLevelResponse> {
	return await wholeAnswer(options, send).catch((error: unknown) => {
		throw new NodeApiError(context.getNode(), error as JsonObject);
	});
}

/** Whether HighLevel refuses the token itself. */
function isEndOfToken({ mayBeRefused }: HighLevelRequest, { status, body }: HighLevelResponse) {
	return status === 401 && !mayBeRefused && !says(body, /scope/i);
}

async function accessToken(context: HighLevelContext): Promise<unknown> {
	const { oauthTokenData } = await context.getCredentials(CREDENTIAL);
	return (oauthTokenData as IDataObject | undefined)?.access_token;
}

/** @throws {HighLevelError} when HighLevel refuses n8n a new token */
async function renew(context: HighLevelContext): Promise<void> {
	try {
		await inTime(async () => await context.helpers.refreshOAuth2Token.call(context, CREDENTIAL));
	} catch (error) {
		const failed = new NodeApiError(context.getNode(), error as JsonObject);
		throw isRefusal(error, failed) ? renewalRefused() : failed;
	}
}

/** A status, or n8n's own wish to reconnect; whatever else went wrong may go well the next time. */
function isRefusal(error: unknown, { httpCode }: NodeApiError): boolean {
	const wish = error instanceof NodeOperationError && error.failure?.cause === 'credential-invalid';
	return wish || /^4\d\d$/.test(httpCode ?? '');
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
