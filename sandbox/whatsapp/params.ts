import { invalidParameter, parameterMissing } from './errors';

export type Params = Record<string, unknown>;

const SECRET_NAMES = new Set(['access_token', 'input_token', 'verify_token', 'appsecret_proof']);

/** Graph takes JSON and form bodies alike; an empty body is an empty set of parameters. */
export function parseBody(text: string, contentType: string): Params {
	if (text.trim() === '') return {};
	if (contentType.startsWith('application/x-www-form-urlencoded')) {
		return Object.fromEntries(new URLSearchParams(text));
	}
	const parsed = parseJson(text);
	if (!isParams(parsed)) throw invalidParameter('Invalid parameter: the body is not an object');
	return parsed;
}

/** The same value without anything that is a token, at any depth: fit to be kept or shown. */
export function withoutTokens(params: Params): Params {
	return Object.fromEntries(
		Object.entries(params)
			.filter(([name]) => !SECRET_NAMES.has(name))
			.map(([name, value]) => [name, isParams(value) ? withoutTokens(value) : value]),
	);
}

export function text(params: Params, name: string): string | undefined {
	const value = params[name];
	return typeof value === 'string' ? value : undefined;
}

/** @throws GraphError (#100) when the parameter is absent or empty */
export function requiredText(params: Params, name: string): string {
	const value = text(params, name);
	if (!value) throw parameterMissing(name);
	return value;
}

/** Graph reads a list as JSON array, as JSON array in a string, or as `a,b`. */
export function list(params: Params, name: string): string[] {
	const value = params[name];
	if (value === undefined) return [];
	const parsed = typeof value === 'string' && value.startsWith('[') ? parseJson(value) : value;
	const items = typeof parsed === 'string' ? parsed.split(',') : parsed;
	if (!Array.isArray(items)) throw invalidParameter(`Param ${name} must be an array.`);
	return items.map((item) => String(item).trim()).filter((item) => item !== '');
}

/** A nested object; in a form body it arrives as JSON text. */
export function nested(params: Params, name: string): Params | undefined {
	const value = params[name];
	const parsed = typeof value === 'string' ? parseJson(value) : value;
	return isParams(parsed) ? parsed : undefined;
}

function parseJson(json: string): unknown {
	try {
		return JSON.parse(json);
	} catch {
		throw invalidParameter('Invalid parameter: not valid JSON');
	}
}

function isParams(value: unknown): value is Params {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
