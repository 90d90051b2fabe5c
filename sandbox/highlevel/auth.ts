import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiError, unauthorized } from './errors';
import type { RateLimiter } from './rateLimit';
import type { Access, TokenStore } from './tokens';

declare module 'fastify' {
	interface FastifyContextConfig {
		/** The scope that a token needs. Routes without one need no token (OAuth only). */
		scope?: string;
	}
	interface FastifyRequest {
		/** Set on every route that has a scope. */
		access: Access;
	}
}

/**
 * The published versions; every one is accepted on established paths
 * (marketplace.gohighlevel.com/docs, "Versioning").
 */
const VERSIONS = new Set(['v3', '2023-02-21', '2021-07-28', '2021-04-15', 'legacy']);

/** What HighLevel's gateway does before a request reaches a route. */
export class Gateway {
	constructor(
		private readonly tokens: TokenStore,
		private readonly limiter: RateLimiter,
	) {}

	/**
	 * Sets `request.access` and the rate-limit headers.
	 *
	 * @throws ApiError 401 for token, version and scope, in this order; 429 for the rate limit.
	 */
	admit(request: FastifyRequest, reply: FastifyReply): void {
		const { scope } = request.routeOptions.config;
		if (scope === undefined) return;
		const access = this.authenticate(request.headers.authorization);
		const admission = this.limiter.count(access);
		reply.headers(admission.headers);
		if (!admission.allowed) {
			throw new ApiError(429, { statusCode: 429, message: 'Too Many Requests' }, false);
		}
		checkVersion(request.headers.version);
		// The scope is checked before the location, so 401 and 403 tell the two problems apart.
		if (!access.scopes.has(scope)) {
			throw unauthorized('The token is not authorized for this scope.');
		}
		request.access = access;
	}

	private authenticate(authorization: string | undefined): Access {
		const token = /^Bearer\s+(.+)$/i.exec(authorization ?? '')?.[1]?.trim();
		if (!token) throw unauthorized('Invalid token: access token is invalid');
		const access = this.tokens.find(token);
		if (access) return access;
		throw unauthorized(
			token.startsWith('pit-') ? 'Invalid Private Integration token' : 'Invalid JWT',
		);
	}
}

function checkVersion(version: string | string[] | undefined): void {
	if (!version) throw unauthorized('version header was not found.');
	if (typeof version !== 'string' || !VERSIONS.has(version)) {
		throw unauthorized('version header is invalid');
	}
}
