/** Any JSON value that a client can send or the sandbox can answer. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/**
 * An answer other than success. Handlers throw it, the server sends it.
 *
 * `status` is the HTTP status, which can differ from `body.statusCode`: HighLevel does that too.
 * `traced` says whether the body gets a `traceId`: answers of HighLevel's gateway have none.
 */
export class ApiError extends Error {
	constructor(
		readonly status: number,
		readonly body: { [key: string]: Json },
		readonly traced = true,
	) {
		super(typeof body.message === 'string' ? body.message : `HTTP ${status}`);
	}
}

/** 401 of the gateway: token, version header or scope. */
export function unauthorized(message: string): ApiError {
	return new ApiError(401, { statusCode: 401, message, error: 'Unauthorized' }, false);
}

/** 403, also for a request that names no location at all. */
export function wrongLocation(): ApiError {
	return new ApiError(
		403,
		{
			statusCode: 403,
			message: 'The token does not have access to this location.',
			error: 'Forbidden',
		},
		false,
	);
}

/** 403 of an agency endpoint that is called with a sub-account token. */
export function forbiddenResource(): ApiError {
	return new ApiError(
		403,
		{ statusCode: 403, message: 'Forbidden resource', error: 'Forbidden' },
		false,
	);
}

/** 404 for a path that is no route; `url` is the path with its query. */
export function unknownRoute(method: string, url: string): ApiError {
	return new ApiError(
		404,
		{ message: `Cannot ${method} ${url}`, error: 'Not Found', statusCode: 404 },
		false,
	);
}

export function badRequest(message: string): ApiError {
	return new ApiError(400, { statusCode: 400, message });
}

/** 422 in the shape of HighLevel's `UnprocessableDTO`: one message for each broken rule. */
export function unprocessable(messages: string[]): ApiError {
	return new ApiError(422, { statusCode: 422, message: messages, error: 'Unprocessable Entity' });
}

/** 400, not 404, and with `error` and `status` instead of `message` and `statusCode`. */
export function contactNotFound(contactId: string): ApiError {
	return new ApiError(400, { error: `Contact with id ${contactId} not found`, status: 400 });
}

/** 401, not 404: highlevel-api-docs issue 205. */
export function userNotFound(): ApiError {
	return new ApiError(401, {
		statusCode: 401,
		message: 'The user does not exist.',
		error: 'Unauthorized',
	});
}

/** 422 for an owner who is no user; the sandbox's own, for HighLevel's text is not known. */
export function unknownOwner(): ApiError {
	return unprocessable(['assignedTo must be a user of the location']);
}

/** 400 that names the contact which already has this e-mail or phone. */
export function duplicateContact(
	contact: { id: string; name?: string },
	matchingField: 'email' | 'phone',
): ApiError {
	return new ApiError(400, {
		statusCode: 400,
		message: 'This location does not allow duplicated contacts.',
		meta: { contactId: contact.id, contactName: contact.name ?? '', matchingField },
	});
}

/** 400; HighLevel's text is not known. */
export function opportunityNotFound(id: string): ApiError {
	return badRequest(`Opportunity with id ${id} not found`);
}

/**
 * 400 that names the opportunity which the contact already has in the pipeline. Not documented;
 * several integrators published this body.
 */
export function duplicateOpportunity(existingId: string): ApiError {
	return new ApiError(400, {
		statusCode: 400,
		message: 'Can not create duplicate opportunity for the contact.',
		code: 'OPPORTUNITY_NO_DUPLICATE',
		meta: { existingId },
		error: 'Bad Request',
	});
}
