import { randomBytes } from 'node:crypto';

/** What Graph puts under `error` (Meta: Graph API, "Handling errors"). */
interface GraphErrorDetails {
	message: string;
	type: 'OAuthException' | 'GraphMethodException';
	code: number;
	error_subcode?: number;
}

/** An answer other than success. `status` is the HTTP status, `body` what the client reads. */
export class GraphError extends Error {
	readonly body: { error: GraphErrorDetails & { fbtrace_id: string } };

	constructor(
		readonly status: number,
		details: GraphErrorDetails,
	) {
		super(details.message);
		const fbtraceId = `A${randomBytes(16).toString('base64url')}`;
		this.body = { error: { ...details, fbtrace_id: fbtraceId } };
	}
}

/** No token, or one that no app gave out (Meta: Cloud API error codes, 190 with HTTP 401). */
export function invalidToken(): GraphError {
	return new GraphError(401, {
		message: 'Invalid OAuth access token - Cannot parse access token',
		type: 'OAuthException',
		code: 190,
	});
}

/** A user's or system user's token on an edge that belongs to the app. */
export function appTokenNeeded(): GraphError {
	return new GraphError(400, {
		message: '(#15) This method must be called with an app access_token.',
		type: 'OAuthException',
		code: 15,
	});
}

/** The token's owner was not given the permission (Meta: Cloud API error codes, 200 to 299). */
export function permissionMissing(permission: string): GraphError {
	return new GraphError(403, {
		message: `(#200) Requires ${permission} permission to manage the object`,
		type: 'OAuthException',
		code: 200,
	});
}

/** Unknown id, or one that this token may not see: Graph does not tell these apart. */
export function unknownObject(method: string, id: string): GraphError {
	return new GraphError(400, {
		message:
			`Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, ` +
			'cannot be loaded due to missing permissions, or does not support this operation. ' +
			'Please read the Graph API documentation at ' +
			'https://developers.facebook.com/docs/graph-api',
		type: 'GraphMethodException',
		code: 100,
		error_subcode: 33,
	});
}

export function unknownPath(path: string): GraphError {
	return new GraphError(400, {
		message: `Unknown path components: ${path}`,
		type: 'OAuthException',
		code: 2500,
	});
}

export function invalidParameter(message: string): GraphError {
	return new GraphError(400, {
		message: `(#100) ${message}`,
		type: 'OAuthException',
		code: 100,
	});
}

export function parameterMissing(name: string): GraphError {
	return invalidParameter(`The parameter ${name} is required`);
}

/** The callback did not answer the verification request with 200 and the challenge. */
export function verificationFailed(reason: string): GraphError {
	return new GraphError(400, {
		message: `(#2200) Callback verification failed with the following errors: ${reason}`,
		type: 'OAuthException',
		code: 2200,
	});
}
