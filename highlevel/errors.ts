import { z } from 'zod/v4';
import { cut } from '../routing/model/text';
import { SCOPES, type Scope } from './scopes';

/** Why HighLevel refused, as far as its answer proves it. */
export type HighLevelErrorKind =
	| 'rate-limited'
	| 'daily-limit'
	| 'credential'
	| 'wrong-location'
	| 'invalid-request'
	| 'unavailable';

/** A refusal of HighLevel, or no answer at all (`status` 0). */
export class HighLevelError extends Error {
	constructor(
		message: string,
		readonly kind: HighLevelErrorKind,
		readonly description: string,
		readonly status: number,
		readonly body: unknown,
	) {
		super(message);
		this.name = 'HighLevelError';
	}
}

/** Whether every other request would be refused too: HighLevel, its limits or the token, not the data. */
export function concernsEverything(error: unknown): error is HighLevelError {
	return error instanceof HighLevelError && error.kind !== 'invalid-request';
}

/** HighLevel writes `message` as text or as a list, older services `error` (highlevel-api-docs). */
const errorBodySchema = z
	.object({
		message: z.union([z.string(), z.array(z.string())]).optional(),
		error: z.string().optional(),
		traceId: z.string().optional(),
	})
	.catch({});

const refusedStatus = z.number().int().min(300).max(599).optional().catch(undefined);

/** Older services say only in the body that something went wrong (highlevel-api-docs). */
const refusalSchema = z.object({
	statusCode: refusedStatus,
	status: refusedStatus,
	error: z.string().min(1).optional().catch(undefined),
	// Both spellings are HighLevel's.
	succeded: z.unknown(),
	succeeded: z.unknown(),
});

/** The status of an answer; of one that says success and refuses all the same, that of the refusal. */
export function statusOf({ status, body }: { status: number; body: unknown }): number {
	if (status < 200 || status >= 300) return status;
	const said = refusalSchema.safeParse(body);
	if (!said.success) return status;
	const { statusCode, status: older, error, succeded, succeeded } = said.data;
	const failed = error !== undefined || succeded === false || succeeded === false;
	return statusCode ?? older ?? (failed ? 400 : status);
}

/** Whether words stand anywhere in what HighLevel said. */
export function says(body: unknown, words: RegExp): boolean {
	try {
		return words.test(JSON.stringify(body ?? ''));
	} catch {
		// Nested too deeply to be anything that HighLevel says.
		return false;
	}
}

/** What a token has to be allowed, by path. */
const NEEDED: Array<[path: RegExp, scopes: readonly Scope[]]> = [
	[/^\/opportunities/, ['opportunities.readonly', 'opportunities.write']],
	[/^\/calendars\/schedules/, ['calendars.readonly']],
	[/^\/calendars/, ['calendars/events.readonly']],
	[/^\/conversations\/search/, ['conversations.readonly']],
	[/^\/conversations\/messages\/export/, ['conversations/message.readonly']],
	[/^\/conversations/, ['conversations/message.write']],
	[/^\/locations\/[^/]+\/tags$/, ['locations/tags.readonly']],
	[/customFields$/, ['locations/customFields.readonly']],
	[/^/, ['contacts.readonly', 'contacts.write', 'users.readonly']],
];

/** The permissions for a path, as Private Integrations and as OAuth2 name them. */
function neededFor(path: string): { permissions: string; scopes: string } {
	// Only apps open sub-accounts.
	if (path.startsWith('/oauth')) {
		return { permissions: 'access to sub-accounts', scopes: 'oauth.write' };
	}
	const scopes = NEEDED.find(([asked]) => asked.test(path))?.[1] ?? [];
	return {
		permissions: series(scopes.map((scope) => `'${SCOPES[scope]}'`)),
		scopes: series(scopes),
	};
}

/** `a, b and c`. */
function series(texts: readonly string[]): string {
	return texts.join(', ').replace(/, ([^,]*)$/, ' and $1');
}

/** Whether HighLevel refused because the token lacks a permission: others it may have. */
export function lacksPermission({ kind, message }: HighLevelError): boolean {
	return kind === 'credential' && isScope(message);
}

/**
 * Turns an answer that is no success into an error that says what to do.
 * @param path what was asked, to name the permission for it
 */
export function toHighLevelError(status: number, body: unknown, path = ''): HighLevelError {
	const { message, error, traceId } = errorBodySchema.parse(body);
	const whole = [message].flat().filter(Boolean).join(', ') || error || `HTTP status ${status}`;
	const said = repeatable(whole);
	const trace = traceId ? ` HighLevel's trace ID: ${repeatable(traceId)}.` : '';
	const make = (text: string, kind: HighLevelErrorKind, wayOut: string) =>
		new HighLevelError(text, kind, wayOut + trace, status, body);

	if (status === 401 && isScope(whole)) {
		const { permissions, scopes } = neededFor(path);
		return make(
			'The HighLevel token lacks a permission (scope)',
			'credential',
			`In HighLevel under Settings > Private Integrations, allow ${permissions}. For OAuth2, connect again with ${scopes}.`,
		);
	}
	if (status === 401) {
		return make(
			`HighLevel does not accept the token: ${said}`,
			'credential',
			'Copy the token into the credential again, or connect the account again.',
		);
	}
	if (status === 403) {
		return make(
			'The HighLevel token belongs to another sub-account',
			'wrong-location',
			`Compare the Location ID in the credential with the sub-account of the token. HighLevel said: ${said}`,
		);
	}
	if (isRedirect(status)) {
		return make(
			'HighLevel sent the request on to another address',
			'credential',
			'Enter in the credential the Base URL that answers itself. Neither the request nor the token was sent on.',
		);
	}
	if (status === 429) {
		return make(
			'HighLevel takes no more requests at the moment',
			'rate-limited',
			'Run fewer workflows against this sub-account at once, or run this one later.',
		);
	}
	if (status >= 500) {
		return make(
			`HighLevel is not available: ${said}`,
			'unavailable',
			'Try again later. Nothing is lost when the trigger responds after the workflow has finished: WhatsApp delivers the message again.',
		);
	}
	return make(`HighLevel refused the request: ${said}`, 'invalid-request', `Status ${status}.`);
}

/** Whether somebody else answers, who sends the request on. */
export function isRedirect(status: number): boolean {
	return status >= 300 && status < 400;
}

/** Longer ones hide what is to be done. */
const LONGEST_SAID = 300;

/** A token as HighLevel gives it, and whatever a request was signed in with. */
const TOKENS = /\bBearer\s+\S+|\bpit-[\w-]+|\beyJ[\w-]+(?:\.[\w-]+)*/gi;

/** What HighLevel said, or a proxy in between: some repeat what they were sent, at any length. */
function repeatable(said: string): string {
	return cut(said.slice(0, 10 * LONGEST_SAID).replace(TOKENS, '…'), LONGEST_SAID);
}

/** @param body of HighLevel's refusal; null when it was not asked any more */
export function dailyLimit(body: unknown): HighLevelError {
	return new HighLevelError(
		"HighLevel's daily limit for this sub-account is used up",
		'daily-limit',
		'Run this again tomorrow, or spread the load over more than one app or token.',
		429,
		body,
	);
}

/** Who waited too long for a turn within the rate limit; HighLevel was not asked. */
export function tooBusy(): HighLevelError {
	return toHighLevelError(429, null);
}

/** As HighLevel would refuse it, for a token that is known to lack the scope. */
export function lackingScope(path: string): HighLevelError {
	return toHighLevelError(401, { message: 'The token is not authorized for this scope.' }, path);
}

function isScope(message: string): boolean {
	return /scope/i.test(message);
}

/** Pages of a list that come again and again, or far more of them than anybody has. */
export function endless(list: string): HighLevelError {
	return new HighLevelError(
		`HighLevel's list of ${list} has no end`,
		'unavailable',
		'HighLevel gives the same page again, or more than there can be. Try again later; if it stays so, tell HighLevel.',
		200,
		null,
	);
}

/** An answer that says success but has another form than HighLevel documents, e.g. a proxy's page. */
export function unreadable(body: unknown): HighLevelError {
	return new HighLevelError(
		'HighLevel answered in a form that is not known',
		'unavailable',
		'Check the Base URL in the credential: something else may be answering there. Else try again later.',
		200,
		body,
	);
}
