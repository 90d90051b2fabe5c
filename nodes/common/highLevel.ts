import {
	NodeApiError,
	NodeOperationError,
	sleep,
	type IDataObject,
	type IExecuteFunctions,
	type ILoadOptionsFunctions,
	type JsonObject,
} from 'n8n-workflow';
import { HighLevelClient, type SendToHighLevel } from '../../highlevel/client';
import { HighLevelError } from '../../highlevel/errors';
import { UserDirectory } from '../../highlevel/users';

const OAUTH_BASE_URL = 'https://services.leadconnectorhq.com';
const TIMEOUT_MS = 30_000;

/** One list per process: all nodes and workflows of a location share it. */
export const userDirectory = new UserDirectory(Date.now);

/** HighLevel as the node's credential opens it; `account` tells HighLevel servers apart. */
export interface OpenHighLevel {
	client: HighLevelClient;
	account: string;
}

/**
 * Opens HighLevel with the credential that the parameter 'Authentication' chooses.
 * @throws {NodeOperationError} when the credential names no location
 */
export async function openHighLevel(
	context: IExecuteFunctions | ILoadOptionsFunctions,
): Promise<OpenHighLevel> {
	const authentication = context.getNodeParameter('authentication', 0) as string;
	const usesOAuth = authentication === 'oAuth2';
	const type = usesOAuth ? 'highLevelOAuth2Api' : 'highLevelPrivateIntegrationApi';
	const credentials = await context.getCredentials(type);
	const locationId = usesOAuth
		? (credentials.oauthTokenData as IDataObject | undefined)?.locationId
		: credentials.locationId;
	if (typeof locationId !== 'string' || locationId.trim() === '') {
		throw new NodeOperationError(
			context.getNode(),
			usesOAuth
				? 'The HighLevel OAuth2 credential is connected to an agency, not to a sub-account'
				: 'The HighLevel credential has no Location ID',
			{
				description: usesOAuth
					? 'Connect the credential again and choose one sub-account.'
					: 'Fill in the Location ID of the sub-account in the credential.',
			},
		);
	}
	const account = usesOAuth
		? OAUTH_BASE_URL
		: String(credentials.baseUrl || OAUTH_BASE_URL).replace(/\/+$/, '');
	const send: SendToHighLevel = async ({ method, path, query, body, version }) => {
		try {
			const response = (await context.helpers.httpRequestWithAuthentication.call(context, type, {
				method,
				url: account + path,
				qs: query,
				body,
				headers: { Version: version, Accept: 'application/json' },
				json: true,
				timeout: TIMEOUT_MS,
				returnFullResponse: true,
				// n8n refreshes an OAuth2 token only when a 401 is thrown.
				ignoreHttpStatusErrors: usesOAuth ? { ignore: true, except: [401] } : true,
			})) as { statusCode: number; headers: Record<string, unknown>; body: unknown };
			return { status: response.statusCode, headers: response.headers, body: response.body };
		} catch (error) {
			if (error instanceof NodeApiError && error.httpCode === '401') {
				return { status: 401, headers: {}, body: { message: error.description ?? error.message } };
			}
			if (usesOAuth && refusedRenewal(error)) throw renewalRefused();
			throw new NodeApiError(context.getNode(), error as JsonObject);
		}
	};
	return { client: new HighLevelClient(locationId.trim(), send, sleep), account };
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
