import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { badRequest, wrongLocation } from './errors';
import type { OAuthGrant } from './oauthApp';
import type { SandboxState } from './state';
import { requireCompany } from './tokens';
import { validate, wholeNumber } from './validate';

const GRANT_TYPES = ['authorization_code', 'refresh_token', 'client_credentials'] as const;

const tokenBody = z.object({
	client_id: z.string().optional(),
	client_secret: z.string().optional(),
	grant_type: z.enum(GRANT_TYPES, {
		message: `must be one of the following values: ${GRANT_TYPES.join(', ')}`,
	}),
	code: z.string().optional(),
	refresh_token: z.string().optional(),
	user_type: z.enum(['Company', 'Location']).optional(),
	redirect_uri: z.string().optional(),
});

const locationTokenBody = z.object({ companyId: z.string(), locationId: z.string() }).strict();

const installedQuery = z
	.object({
		companyId: z.string(),
		appId: z.string(),
		isInstalled: z.enum(['true', 'false']).optional(),
		locationId: z.string().optional(),
		query: z.string().optional(),
		skip: wholeNumber.default('0'),
		limit: wholeNumber.default('20'),
		versionId: z.string().optional(),
		onTrial: z.string().optional(),
		planId: z.string().optional(),
	})
	.strict();

/**
 * The token end of OAuth. A refresh token works once: whoever uses it twice has to be authorized
 * by a person again. The texts of the errors are HighLevel's, and before them those of the library
 * that it seems to use (node-oauth2-server).
 */
export function oauthRoutes(app: FastifyInstance, state: SandboxState): void {
	const { oauth, locations } = state;

	app.post('/oauth/token', (request, reply) => {
		const body = validate(tokenBody, request.body);
		if (!body.client_id) throw badRequest('Missing parameter: clientId');
		if (!body.client_secret) throw badRequest('Missing parameter: clientSecret');
		if (body.client_id !== oauth.clientId || body.client_secret !== oauth.clientSecret) {
			throw badRequest('Invalid client: client is invalid');
		}
		return reply.code(200).send(oauth.issue(grantOf(body)));
	});

	app.post('/oauth/locationToken', { config: { scope: 'oauth.write' } }, (request, reply) => {
		const company = requireCompany(request.access);
		const { companyId, locationId } = validate(locationTokenBody, request.body);
		if (companyId !== company || locations.get(locationId)?.companyId !== company) {
			throw wrongLocation();
		}
		const scopes = [...request.access.scopes].filter((scope) => !scope.startsWith('oauth.'));
		return reply.code(200).send(oauth.locationToken(locationId, scopes));
	});

	app.get<{ Querystring: Record<string, unknown> }>(
		'/oauth/installedLocations',
		{ config: { scope: 'oauth.readonly' } },
		(request) => {
			const company = requireCompany(request.access);
			const { companyId, appId, skip, limit, ...filters } = validate(installedQuery, request.query);
			if (companyId !== company) throw wrongLocation();
			const found = [...locations.values()]
				.filter((location) => location.companyId === company)
				.map(({ id, name }) => ({
					_id: id,
					name,
					address: '',
					isInstalled: oauth.appId === appId && oauth.isInstalledIn(id),
				}))
				.filter(
					({ _id, name, isInstalled }) =>
						(filters.isInstalled !== 'true' || isInstalled) &&
						(!filters.locationId || filters.locationId === _id) &&
						(!filters.query || name.includes(filters.query)),
				);
			return { locations: found.slice(skip, skip + limit), count: found.length };
		},
	);

	function grantOf(body: z.output<typeof tokenBody>): OAuthGrant {
		if (body.grant_type === 'refresh_token') {
			if (!body.refresh_token) throw badRequest('Missing parameter: `refresh_token`');
			const grant = oauth.redeem('refreshToken', body.refresh_token);
			if (grant) return grant;
			throw badRequest('Invalid grant: refresh token is invalid');
		}
		if (body.grant_type === 'authorization_code') {
			if (!body.code) throw badRequest('Missing parameter: `code`');
			const grant = oauth.redeem('code', body.code);
			if (grant) return grant;
			throw badRequest('Invalid grant: authorization code is invalid');
		}
		throw badRequest('Unsupported grant type: `grant_type` is invalid');
	}
}
