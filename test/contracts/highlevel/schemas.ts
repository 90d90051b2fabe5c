import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { ERRORS, OPERATIONS, SCHEMAS, type SchemaDeviation } from './deviations';
import type { Json, JsonObject, OpenApiDocument, OpenApiOperation } from './openApi';

/** What one operation takes and answers, deviations included. */
export interface ContractOperation {
	/** `PUT /contacts/{contactId}` */
	name: string;
	/** Of the Version header; empty where none is needed. */
	versions: string[];
	/** Any one of them is enough; empty where no token is needed. */
	scopes: string[];
	/** The document advises against it, and no deviation says that it is used all the same. */
	deprecated: boolean;
	/** Empty where there is no body. */
	contentTypes: string[];
	/** For the texts of a query, or undefined for none. */
	query: () => ValidateFunction;
	body: () => ValidateFunction | undefined;
	/** Undefined when the status is none that HighLevel answers. */
	answer: (status: number) => ValidateFunction | undefined;
}

/**
 * HighLevel's OpenAPI as JSON schema: `nullable` as a type, no undeclared properties, and what
 * {@link SCHEMAS}, {@link OPERATIONS} and {@link ERRORS} say.
 *
 * @throws Error when a deviation is from something that the documents do not have
 */
export function loadContract(): Map<string, ContractOperation> {
	const options = { allErrors: true, strict: false, verbose: true };
	const ajv = new Ajv(options);
	const texts = new Ajv({ ...options, coerceTypes: true });
	addFormats(ajv);
	const operations = new Map<string, ContractOperation>();
	for (const name of documentNames()) {
		const document = JSON.parse(
			readFileSync(path.join(__dirname, `${name}.json`), 'utf8'),
		) as OpenApiDocument;
		for (const [schema, definition] of Object.entries(schemasOf(name, document))) {
			ajv.addSchema(definition, `${name}.${schema}`);
		}
		for (const [route, methods] of Object.entries(document.paths)) {
			for (const [method, operation] of Object.entries(methods)) {
				const key = `${method.toUpperCase()} ${route}`;
				operations.set(key, contractOf(key, name, operation, { ajv, texts }));
			}
		}
	}
	const missing = OPERATIONS.find(({ operation }) => !operations.has(operation));
	if (missing) throw new Error(`No document has ${missing.operation}`);
	return operations;
}

function documentNames(): string[] {
	const files = readdirSync(__dirname).filter((file) => file.endsWith('.json'));
	const names = files.map((file) => path.basename(file, '.json'));
	const missing = SCHEMAS.find(({ document }) => !names.includes(document));
	if (missing) throw new Error(`There is no document ${missing.document}`);
	return names;
}

function schemasOf(name: string, document: OpenApiDocument): Record<string, JsonObject> {
	const schemas = Object.fromEntries(
		Object.entries(document.components.schemas).map(([schema, definition]) => [
			schema,
			jsonSchema(name, definition),
		]),
	);
	for (const deviation of SCHEMAS.filter((one) => one.document === name)) {
		const { schema, like = schema } = deviation;
		schemas[schema] = deviating(name, deviation, schemas[like]);
	}
	return schemas;
}

function deviating(
	document: string,
	deviation: SchemaDeviation,
	before: JsonObject | undefined,
): JsonObject {
	const { schema, properties, optional = [], instead } = deviation;
	if (instead) return jsonSchema(document, instead);
	if (!before) throw new Error(`${document}.json has no schema ${schema}`);
	const required = Array.isArray(before.required) ? before.required : [];
	const unknown = optional.find((property) => !required.includes(property));
	if (unknown) throw new Error(`${document}.json does not require ${schema}.${unknown}`);
	return {
		...before,
		properties: { ...asObject(before.properties), ...convertAll(document, properties) },
		required: required.filter((property) => !optional.includes(String(property))),
	};
}

function contractOf(
	name: string,
	document: string,
	operation: OpenApiOperation,
	{ ajv, texts }: { ajv: Ajv; texts: Ajv },
): ContractOperation {
	const deviations = OPERATIONS.filter((one) => one.operation === name);
	const parameters = operation.parameters ?? [];
	const version = parameters.find(({ name: header }) => header === 'Version')?.schema.enum ?? [];
	const optional = deviations.flatMap((one) => one.optional ?? []);
	const inQuery = parameters.filter((parameter) => parameter.in === 'query');
	const queries = Object.fromEntries(inQuery.map((one) => [one.name, one.schema]));
	const query = jsonSchema(document, {
		type: 'object',
		properties: Object.assign(queries, ...deviations.map((one) => one.query ?? {})) as JsonObject,
		required: inQuery
			.filter(({ required, name: one }) => required && !optional.includes(one))
			.map((one) => one.name),
	});
	const content = operation.requestBody?.content ?? {};
	const body = deviations.find((one) => one.body)?.body ?? Object.values(content)[0]?.schema;
	const bodySchema = body && jsonSchema(document, body);
	const answers = answersOf(document, operation, deviations);
	return {
		name,
		versions: [
			...(Array.isArray(version) ? version.map(String) : []),
			...deviations.flatMap((one) => one.versions ?? []),
		],
		scopes: [...new Set((operation.security ?? []).flatMap((way) => Object.values(way).flat()))],
		deprecated: operation.deprecated === true && !deviations.some((one) => one.deprecated),
		contentTypes: Object.keys(content),
		query: () => texts.compile(query),
		body: () => bodySchema && ajv.compile(bodySchema),
		answer: (status) => {
			const schema = answers.get(status);
			return schema && ajv.compile(schema);
		},
	};
}

function answersOf(
	document: string,
	operation: OpenApiOperation,
	deviations: typeof OPERATIONS,
): Map<number, JsonObject> {
	const answers = new Map<number, JsonObject>();
	for (const [status, { content }] of Object.entries(operation.responses)) {
		const schema = content && Object.values(content)[0]?.schema;
		if (schema) answers.set(Number(status), jsonSchema(document, schema));
	}
	for (const { answers: others = {} } of deviations) {
		for (const [status, schema] of Object.entries(others)) {
			answers.set(Number(status), jsonSchema(document, schema));
		}
	}
	for (const status of new Set(ERRORS.map((error) => error.status))) {
		const forms = ERRORS.filter((error) => error.status === status).map(({ schema }) =>
			jsonSchema(document, schema),
		);
		const documented = answers.get(status);
		answers.set(status, { anyOf: documented ? [documented, ...forms] : forms });
	}
	return answers;
}

/** The schema of OpenAPI 3.0 as one of JSON schema, with its references as `contacts.X`. */
function jsonSchema(document: string, schema: JsonObject): JsonObject {
	const { $ref, nullable, deprecated, allOf, properties, ...others } = schema;
	void deprecated;
	if (typeof $ref === 'string')
		return { $ref: $ref.replace('#/components/schemas/', `${document}.`) };
	if (allOf !== undefined) {
		// The way of OpenAPI 3.0 to describe a reference. Real ones could not be closed like this.
		const [only, ...more] = asArray(allOf);
		if (more.length > 0) throw new Error(`${document}.json combines schemas`);
		return jsonSchema(document, asObject(only));
	}
	const converted: JsonObject = {};
	for (const [keyword, value] of Object.entries(others)) {
		converted[keyword] = convert(document, keyword, value);
	}
	if (properties !== undefined) {
		converted.properties = convertAll(document, asObject(properties));
		// A condition of `if` says nothing about the others.
		if (schema.type === 'object') converted.additionalProperties ??= false;
	}
	if (nullable === true) {
		converted.type = [...[schema.type ?? []].flat(), 'null'];
		if (Array.isArray(schema.enum)) converted.enum = [...schema.enum, null];
	}
	return converted;
}

/** Keywords whose value is a schema, or a list of them. */
const NESTED = ['items', 'if', 'then', 'else', 'not', 'anyOf', 'oneOf', 'additionalProperties'];

function convert(document: string, keyword: string, value: Json): Json {
	if (!NESTED.includes(keyword) || typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map((one) => jsonSchema(document, asObject(one)));
	return jsonSchema(document, value);
}

function convertAll(document: string, schemas: Record<string, Json> = {}): JsonObject {
	return Object.fromEntries(
		Object.entries(schemas).map(([key, schema]) => [key, jsonSchema(document, asObject(schema))]),
	);
}

function asArray(value: Json): Json[] {
	return Array.isArray(value) ? value : [value];
}

function asObject(value: Json | undefined): JsonObject {
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
	throw new Error(`No schema: ${JSON.stringify(value)}`);
}
