import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';

import { identify, tokenOf, type GraphHandler } from './call';
import { GraphError, unknownObject, unknownPath } from './errors';
import { debugToken, objectHandlers } from './objects';
import { parseBody, withoutTokens, type Params } from './params';
import type { GraphState } from './state';
import { subscriptionHandlers } from './subscriptions';

const NEWEST_VERSION = 26;

/** One Graph API call as it was received. Tokens are taken out before it is kept. */
export interface LoggedRequest {
	method: string;
	/** Without the query, for example `/v25.0/1234/subscribed_apps`. */
	path: string;
	query: Params;
	body: Params;
	/** HTTP status of the answer; absent while the call is being answered. */
	status?: number;
}

/**
 * Graph's HTTP face: `/{version}/{id}` and `/{version}/{id}/{edge}`. Any version up to the newest
 * works, because Graph answers an expired one as the oldest that lives (Meta: Graph API changelog).
 */
export function createServer(
	state: GraphState,
	requests: LoggedRequest[],
	verificationTimeoutMs: number,
): FastifyInstance {
	const handlers = { ...objectHandlers, ...subscriptionHandlers(verificationTimeoutMs) };
	const edges = new Set(Object.keys(handlers).map((key) => key.split(' ')[1]));
	const entries = new WeakMap<FastifyRequest, LoggedRequest>();
	const server = Fastify({ forceCloseConnections: true });

	server.removeAllContentTypeParsers();
	server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
		done(null, body);
	});
	server.setErrorHandler((error, _request, reply) => {
		if (!(error instanceof GraphError)) throw error;
		return reply.code(error.status).send(error.body);
	});

	// Before the answer leaves, so that the log is complete when the client goes on.
	server.addHook('onSend', async (request, reply) => {
		const entry = entries.get(request);
		if (entry) entry.status = reply.statusCode;
	});

	server.all<{ Querystring: Params }>('/*', async (request) => {
		const query = request.query;
		const { method } = request;
		const entry: LoggedRequest = {
			method,
			path: pathOf(request),
			query: withoutTokens(query),
			body: {},
		};
		requests.push(entry);
		entries.set(request, entry);
		const body = bodyOf(request);
		entry.body = withoutTokens(body);
		return await answer(request, { ...query, ...body });
	});

	async function answer(request: FastifyRequest, params: Params): Promise<object> {
		const path = pathOf(request);
		const [version = '', id = '', edge, ...rest] = path.split('/').slice(1);
		const number = /^v(\d+)\.0$/.exec(version)?.[1];
		if (!number || Number(number) > NEWEST_VERSION || rest.length > 0) throw unknownPath(path);

		const caller = identify(state, tokenOf(params, request.headers.authorization));
		if (id === 'debug_token' && !edge) return debugToken({ state, params });

		const kind = kindOf(id);
		if (!kind) throw unknownObject(request.method, id);
		const target = edge ? `${kind}/${edge}` : kind;
		if (!edges.has(target)) throw unknownPath(`/${edge ?? ''}`);
		const handler: GraphHandler | undefined = handlers[`${request.method} ${target}`];
		if (!handler) throw unknownObject(request.method, id);
		const origin = `${request.protocol}://${request.host}`;
		return await handler({ state, method: request.method, version, id, params, caller, origin });
	}

	function kindOf(id: string): 'app' | 'waba' | 'phone' | undefined {
		if (id === state.app.id) return 'app';
		if (state.waba(id)) return 'waba';
		return state.number(id) ? 'phone' : undefined;
	}

	return server;
}

function pathOf(request: FastifyRequest): string {
	return request.url.split('?')[0] ?? '/';
}

function bodyOf(request: FastifyRequest): Params {
	const body = typeof request.body === 'string' ? request.body : '';
	return parseBody(body, request.headers['content-type'] ?? '');
}
