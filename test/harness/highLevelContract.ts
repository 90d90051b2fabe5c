import type { ErrorObject, ValidateFunction } from 'ajv';
import type { LoggedRequest } from '../../sandbox/highlevel';
import { UNDOCUMENTED_PROPERTIES } from '../contracts/highlevel/deviations';
import { loadContract, type ContractOperation } from '../contracts/highlevel/schemas';

let loaded: Map<string, ContractOperation> | undefined;

/** HighLevel's own description of its API, as far as this project uses it. */
export function contract(): ReadonlyMap<string, ContractOperation> {
	return (loaded ??= loadContract());
}

/**
 * What is wrong with a request, by HighLevel's OpenAPI: `PUT /contacts/{contactId}: body.gender
 * should not exist`. HighLevel answers 422 to properties that it does not declare.
 */
export function requestProblems(request: LoggedRequest): string[] {
	const operation = operationOf(request);
	if (!operation) return [`${request.method} ${request.path}: no such operation`];
	const { versions, contentTypes } = operation;
	const { version, 'content-type': contentType = '' } = request.headers;
	const problems: string[] = [];
	if (versions.length > 0 && !versions.includes(version ?? '')) {
		problems.push(`header Version must be ${versions.join(' or ')}, is ${version ?? 'missing'}`);
	}
	if (operation.deprecated) problems.push('is deprecated');
	problems.push(...violations('query', operation.query(), structuredClone(request.query)));
	const body = operation.body();
	if (body) {
		const type = contentType.split(';', 1)[0] ?? '';
		if (!contentTypes.includes(type)) {
			problems.push(`header Content-Type must be ${contentTypes.join(' or ')}, is ${type}`);
		}
		problems.push(...violations('body', body, request.body ?? {}));
	} else if (request.body !== undefined) {
		problems.push('body should not exist');
	}
	return problems.map((problem) => `${operation.name}: ${problem}`);
}

/** What is wrong with an answer, like {@link requestProblems}. Nothing when there is none. */
export function answerProblems({ status, answer, ...request }: LoggedRequest): string[] {
	if (status === null) return [];
	const operation = operationOf({ ...request, status, answer });
	if (!operation) return [];
	const validate = operation.answer(status);
	const problems = validate
		? violations(`answer ${status}`, validate, withoutUndocumented(answer))
		: [`answer ${status} is none that HighLevel gives`];
	return problems.map((problem) => `${operation.name}: ${problem}`);
}

/** Remembers the requests of a sandbox, to say at the end whether they kept the contract. */
export class ContractWatch {
	private readonly requests: LoggedRequest[] = [];

	/** For `startHighLevelSandbox({ onRequest })`. */
	readonly onRequest = (request: LoggedRequest): void => {
		this.requests.push(request);
	};

	/** All problems so far, each one once. What a fault answered is no answer of HighLevel. */
	problems(): string[] {
		const found = this.requests.flatMap((request) => [
			...requestProblems(request),
			...(request.fault === 'status' ? [] : answerProblems(request)),
		]);
		return [...new Set(found)];
	}

	/** @throws Error that lists {@link problems}, if there are any */
	verify(): void {
		const problems = this.problems();
		if (problems.length === 0) return;
		throw new Error(['Not what HighLevel documents:', ...problems].join('\n  '));
	}
}

function operationOf({ method, route }: LoggedRequest): ContractOperation | undefined {
	const name = anonymous(`${method} ${route}`);
	return [...contract().values()].find((operation) => anonymous(operation.name) === name);
}

/** The names of parameters are nobody's business: `:contactId`, `{id}`. */
function anonymous(route: string): string {
	return route.replace(/:[^/]+|\{[^/]+\}/g, '{}');
}

function withoutUndocumented(answer: unknown): unknown {
	if (typeof answer !== 'object' || answer === null) return answer;
	const ignored = UNDOCUMENTED_PROPERTIES.map(({ property }) => property);
	return Object.fromEntries(Object.entries(answer).filter(([key]) => !ignored.includes(key)));
}

function violations(what: string, validate: ValidateFunction, value: unknown): string[] {
	if (validate(value)) return [];
	const errors = validate.errors ?? [];
	return errors.filter((error) => !isDetail(error, errors)).map((error) => sentence(what, error));
}

/** Why one form of several did not fit, which nobody wants to know of each; and that an `if` failed. */
function isDetail(error: ErrorObject, all: ErrorObject[]): boolean {
	if (error.keyword === 'if') return true;
	return all.some(
		(other) =>
			other !== error &&
			isChoice(other) &&
			`${error.instancePath}/`.startsWith(`${other.instancePath}/`),
	);
}

function isChoice({ keyword }: ErrorObject): boolean {
	return keyword === 'anyOf' || keyword === 'oneOf';
}

function sentence(what: string, error: ErrorObject): string {
	const { instancePath, keyword, params, message, data } = error;
	const steps = instancePath.split('/').slice(1);
	const where = [what, ...steps].join('.').replace(/\.(\d+)(?=\.|$)/g, '[$1]');
	if (keyword === 'additionalProperties') {
		return `${where}.${String(params.additionalProperty)} should not exist`;
	}
	if (keyword === 'required') return `${where}.${String(params.missingProperty)} is missing`;
	if (keyword === 'enum') return `${where} must be one of ${JSON.stringify(params.allowedValues)}`;
	if (isChoice(error)) return `${where} has none of the known forms: ${JSON.stringify(data)}`;
	return `${where} ${message}`;
}
