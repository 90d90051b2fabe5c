import type { JsonObject } from '../openApi';

/** Places that several deviations come from, and schemas that they are made of. */
export const API_DOCS = 'github.com/GoHighLevel/highlevel-api-docs';
/** By integrators, in code and issues; HighLevel does not document it. */
export const LIVE = 'seen live by several integrators';
/** By one who measured. */
export const ROCKETRIDE =
	'seen live: github.com/rocketride-org/rocketride-server, pull request 1695';
export const NO_OBJECT =
	'The document says object, which its generator does for what it cannot describe';

export const text: JsonObject = { type: 'string' };
export const texts: JsonObject = { type: 'array', items: text };
export const flag: JsonObject = { type: 'boolean' };
export const whole: JsonObject = { type: 'integer', minimum: 0 };
export const moment: JsonObject = { type: 'string', format: 'date-time' };
export const milliseconds: JsonObject = { type: 'string', pattern: '^\\d+$' };
export const anything: JsonObject = {};
export const exactly = (
	properties: Record<string, JsonObject>,
	required: string[],
): JsonObject => ({
	type: 'object',
	properties,
	required,
});
