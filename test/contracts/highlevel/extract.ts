/**
 * Takes the operations that the package or its tests use out of HighLevel's OpenAPI documents:
 *
 *     npx tsx test/contracts/highlevel/extract.ts <folder>
 *
 * The folder is a checkout of github.com/GoHighLevel/highlevel-api-docs, or has the documents in it.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { METHODS, type Json, type JsonObject } from './openApi';

/** The commit that the documents were taken from. */
const COMMIT = '0af86a4';

const OPERATIONS: Record<string, string[]> = {
	calendars: [
		'GET /calendars/blocked-slots',
		'GET /calendars/events',
		'GET /calendars/schedules/search',
	],
	contacts: [
		'POST /contacts/',
		'GET /contacts/{contactId}',
		'PUT /contacts/{contactId}',
		'POST /contacts/{contactId}/followers',
		'DELETE /contacts/{contactId}/followers',
		'POST /contacts/{contactId}/notes',
		'POST /contacts/{contactId}/tags',
		'DELETE /contacts/{contactId}/tags',
		'POST /contacts/{contactId}/tasks',
		'POST /contacts/search',
		'GET /contacts/search/duplicate',
		'POST /contacts/upsert',
	],
	conversations: [
		'GET /conversations/messages/export',
		'GET /conversations/search',
		'POST /conversations/messages',
	],
	locations: [
		'GET /locations/{locationId}',
		'GET /locations/{locationId}/customFields',
		'GET /locations/{locationId}/tags',
	],
	oauth: ['GET /oauth/installedLocations', 'POST /oauth/locationToken', 'POST /oauth/token'],
	opportunities: [
		'POST /opportunities/',
		'PUT /opportunities/{id}',
		'GET /opportunities/pipelines',
		'GET /opportunities/search',
	],
	users: ['GET /users/', 'GET /users/search', 'GET /users/{userId}'],
};

/** What says nothing about which requests and answers are right. */
const PROSE = new Set([
	'default',
	'description',
	'example',
	'examples',
	'externalDocs',
	'operationId',
	'summary',
	'tags',
]);

/** A longer list of words, such as all scopes that HighLevel has, is not worth its room. */
const MAX_WORDS = 100;

/** Everything that counts, with all references into the document itself. */
function pruned(value: Json, inProperties = false): Json {
	if (Array.isArray(value)) return value.map((item) => pruned(item));
	if (typeof value !== 'object' || value === null) return value;
	const kept = Object.entries(value).filter(
		([key, part]) =>
			// A property may well be called `description`.
			inProperties ||
			!(PROSE.has(key) || (key === 'enum' && Array.isArray(part) && part.length > MAX_WORDS)),
	);
	return Object.fromEntries(
		kept.map(([key, part]) => [
			key,
			key === '$ref' && typeof part === 'string'
				? part.replace(/^[^#]*common-schemas\.json/, '')
				: pruned(part, !inProperties && key === 'properties'),
		]),
	);
}

function references(value: Json): string[] {
	return [...JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(
		([, name = '']) => name,
	);
}

function object(value: Json | undefined, what: string): JsonObject {
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
	throw new Error(`${what} is no object`);
}

function load(folder: string, name: string): JsonObject {
	const places = ['', 'apps', 'common'].map((part) => path.join(folder, part, `${name}.json`));
	const file = places.find((place) => existsSync(place));
	if (!file) throw new Error(`${name}.json is not in ${folder}`);
	return object(JSON.parse(readFileSync(file, 'utf8')) as Json, file);
}

function schemasOf(document: JsonObject): JsonObject {
	return object(object(document.components, 'components').schemas, 'schemas');
}

function extract(folder: string, name: string, operations: string[]): JsonObject {
	const document = load(folder, name);
	const known = { ...schemasOf(load(folder, 'common-schemas')), ...schemasOf(document) };
	const paths: JsonObject = {};
	for (const operation of operations) {
		const [method = '', route = ''] = operation.split(' ');
		const found = object(object(document.paths, 'paths')[route], route)[method.toLowerCase()];
		if (!METHODS.includes(method)) throw new Error(`${method} is no method`);
		const operationsOfPath = object(paths[route] ?? {}, route);
		operationsOfPath[method.toLowerCase()] = pruned(object(found, operation));
		paths[route] = operationsOfPath;
	}
	const schemas: JsonObject = {};
	const needed = references(paths);
	for (let schema = needed.shift(); schema; schema = needed.shift()) {
		if (schema in schemas) continue;
		const found = pruned(object(known[schema], schema));
		schemas[schema] = found;
		needed.push(...references(found));
	}
	const sorted = Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)));
	return {
		openapi: '3.0.0',
		info: {
			title: `HighLevel: ${name}`,
			description: `Extracted from github.com/GoHighLevel/highlevel-api-docs, commit ${COMMIT}, apps/${name}.json`,
			version: versionIn(paths),
		},
		paths,
		components: { schemas: sorted },
	};
}

/** The value of the Version header, which is the same in one document. */
function versionIn(paths: Json): string {
	const versions = new Set(JSON.stringify(paths).match(/\b\d{4}-\d{2}-\d{2}\b(?="\])/g));
	const [version] = versions;
	if (!version || versions.size > 1) throw new Error(`Versions: ${[...versions].join(', ')}`);
	return version;
}

async function run(folder: string | undefined): Promise<void> {
	if (!folder) throw new Error('Which folder has the documents?');
	for (const [name, operations] of Object.entries(OPERATIONS)) {
		const file = path.join(__dirname, `${name}.json`);
		const json = JSON.stringify(extract(folder, name, operations));
		const text = await format(json, { ...(await resolveConfig(file)), parser: 'json' });
		writeFileSync(file, text);
		process.stdout.write(`${file}: ${operations.length} operations\n`);
	}
}

if (require.main === module) void run(process.argv[2]);
