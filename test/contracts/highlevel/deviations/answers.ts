import type { JsonObject } from '../openApi';
import { API_DOCS, LIVE, ROCKETRIDE, text, texts, exactly } from './shapes';
import type { Deviation, ErrorDeviation } from './types';

/** Properties of answers that are in none of the documents. */
export const UNDOCUMENTED_PROPERTIES: (Deviation & { property: string })[] = [
	{
		property: 'traceId',
		reason: 'Most answers, errors too, have an id for support',
		source: `${ROCKETRIDE}; in the document of one operation only (UpsertContactsSuccessfulResponseDto)`,
	},
];

const error = (status: number, more: Record<string, JsonObject> = {}): JsonObject =>
	exactly({ statusCode: { const: status }, message: text, ...more }, ['statusCode', 'message']);

export const ERRORS: ErrorDeviation[] = [
	{
		status: 400,
		schema: exactly({ error: text, status: { const: 400 } }, ['error', 'status']),
		reason: 'An unknown contact, in the form of an older service',
		source: LIVE,
	},
	{
		status: 400,
		schema: error(400, {
			meta: exactly({ contactId: text, contactName: text, matchingField: text }, ['contactId']),
		}),
		reason: 'A refused duplicate names the contact',
		source: LIVE,
	},
	{
		status: 400,
		schema: error(400, {
			code: { const: 'OPPORTUNITY_NO_DUPLICATE' },
			meta: exactly({ existingId: text }, ['existingId']),
			error: text,
		}),
		reason: 'A refused second opportunity names the first',
		source: LIVE,
	},
	{
		status: 400,
		schema: exactly({ statusCode: { const: 422 }, message: texts, error: text }, ['message']),
		reason: 'A contact with nothing but its location: HTTP 400 around a 422',
		source: LIVE,
	},
	{
		status: 401,
		schema: error(401, { error: text }),
		reason: 'The token or its scope; the document of the contact search has no body',
		source: `${API_DOCS}, common-schemas.json: UnauthorizedDTO; issue 217`,
	},
	{
		status: 403,
		schema: error(403, { error: text }),
		reason: 'A wrong or missing location, or an operation for agencies',
		source: ROCKETRIDE,
	},
	{
		status: 422,
		schema: exactly({ statusCode: { const: 422 }, message: texts, error: text }, ['message']),
		reason: 'Operations refuse undeclared properties whether or not they document it',
		source: `${API_DOCS}, common-schemas.json: UnprocessableDTO; issue 262`,
	},
	{
		status: 429,
		schema: error(429),
		reason: 'The rate limit is of the gateway',
		source: `marketplace.gohighlevel.com/docs, Rate Limits; the body ${LIVE}`,
	},
];
