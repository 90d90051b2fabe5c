import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { FaultEffect } from './faults';

/** One request that reached the sandbox, in order of arrival. */
export interface LoggedRequest {
	method: string;
	/** Without the query. */
	path: string;
	/** The pattern of the route, `/contacts/:contactId`; null for unknown paths. */
	route: string | null;
	query: Record<string, unknown>;
	headers: {
		/** A fingerprint that tells tokens apart (see {@link fingerprint}), never the token. */
		authorization?: string;
		version?: string;
		'content-type'?: string;
		'user-agent'?: string;
	};
	/** As parsed; OAuth secrets are replaced by `[redacted]`. Undefined when there was none. */
	body: unknown;
	/** The HTTP status; null as long as there is no answer, and for ever if the connection broke. */
	status: number | null;
	/** The body of the answer, like {@link body}; undefined as long as there is none. */
	answer: unknown;
	/** What went wrong with it, if a fault was added for that. */
	fault: FaultEffect['kind'] | null;
	/** Arrival, in milliseconds of the sandbox's clock. */
	at: number;
}

/** Eight hexadecimal digits of a hash, to compare tokens without keeping them. */
export function fingerprint(token: string): string {
	return createHash('sha256').update(token).digest('hex').slice(0, 8);
}

export function logEntry(request: FastifyRequest, at: number): LoggedRequest {
	const { authorization, version } = request.headers;
	return {
		method: request.method,
		path: pathOf(request.url),
		route: request.routeOptions.url ?? null,
		query: { ...(request.query as Record<string, unknown>) },
		headers: {
			authorization: authorization && fingerprint(authorization.replace(/^Bearer\s+/i, '').trim()),
			version: Array.isArray(version) ? version.join(', ') : version,
			'content-type': request.headers['content-type'],
			'user-agent': request.headers['user-agent'],
		},
		body: undefined,
		status: null,
		answer: undefined,
		fault: null,
		at,
	};
}

function pathOf(url: string): string {
	return url.split('?', 1)[0] ?? url;
}

const SECRETS = ['client_secret', 'access_token', 'refresh_token', 'code'];

/** The body without OAuth secrets, and apart from the one that the handler works with. */
export function loggable(body: unknown, route: string | null): unknown {
	return withoutSecrets(structuredClone(body), route);
}

/** The body that is sent, where fields without a value are gone; text when it is no JSON. */
export function answerOf(payload: unknown, route: string | null): unknown {
	if (typeof payload !== 'string') return undefined;
	try {
		return withoutSecrets(JSON.parse(payload), route);
	} catch {
		return payload;
	}
}

function withoutSecrets(body: unknown, route: string | null): unknown {
	if (!route?.startsWith('/oauth/') || typeof body !== 'object' || body === null) return body;
	const secrets = Object.keys(body).filter((key) => SECRETS.includes(key));
	return { ...body, ...Object.fromEntries(secrets.map((key) => [key, '[redacted]'])) };
}
