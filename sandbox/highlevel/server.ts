import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import { calendarRoutes } from './calendars';
import { contactListRoutes } from './contactLists';
import { contactRoutes } from './contacts';
import { contactSearchRoutes } from './contactSearch';
import { conversationRoutes } from './conversations';
import type { Gateway } from './auth';
import { answerWithoutEnd } from './endlessAnswers';
import { ApiError, badRequest, unknownRoute } from './errors';
import { FaultInjector, type FaultEffect } from './faults';
import { locationRoutes } from './locations';
import { oauthRoutes } from './oauth';
import { opportunityRoutes } from './opportunities';
import { answerOf, logEntry, loggable, type LoggedRequest } from './requestLog';
import type { SandboxState } from './state';
import { tasksAndNotesRoutes } from './tasksAndNotes';
import { userRoutes } from './users';

declare module 'fastify' {
	interface FastifyRequest {
		entry: LoggedRequest;
		/** What goes wrong with this request. */
		fault?: FaultEffect;
	}
	interface FastifyReply {
		/** The body gets no traceId. */
		untraced?: boolean;
	}
}

interface ServerParts {
	state: SandboxState;
	gateway: Gateway;
	clock: () => number;
	/** Called with each request when it arrives. */
	onRequest: (entry: LoggedRequest) => void;
}

/** The HTTP server, not yet listening, and its faults. */
export function buildServer(parts: ServerParts): { app: FastifyInstance; faults: FaultInjector } {
	const { state, gateway, clock, onRequest } = parts;
	const app = fastify({ forceCloseConnections: true, exposeHeadRoutes: false });
	const routes = new Set<string>();
	const faults = new FaultInjector(() => [...routes]);
	const closing = new AbortController();

	readBodies(app);
	app.addHook('onRoute', ({ url }) => void routes.add(url));
	app.addHook('preClose', (done) => {
		closing.abort();
		done();
	});

	app.addHook('onRequest', async (request) => {
		request.entry = logEntry(request, clock());
		onRequest(request.entry);
	});

	app.addHook('preHandler', async (request, reply) => {
		// The time of the sandbox, which need not be that of the machine.
		reply.header('Date', new Date(clock()).toUTCString());
		request.entry.body = loggable(request.body, request.entry.route);
		if (request.is404) return undefined;
		gateway.admit(request, reply);
		const { method, path, route } = request.entry;
		request.fault = faults.take({ method, path, route: route ?? path });
		request.entry.fault = request.fault?.kind ?? null;
		return await beforeHandler(request.fault, reply, closing.signal);
	});

	app.addHook('preSerialization', async (_request, reply, payload) => {
		const traced = typeof payload === 'object' && payload !== null && !reply.untraced;
		return traced ? { ...payload, traceId: randomUUID() } : payload;
	});

	app.addHook<unknown>('onSend', async ({ entry, fault }, reply, payload) => {
		if (fault?.kind === 'dropAfterApply') {
			breakConnection(reply);
			return payload;
		}
		entry.status = reply.statusCode;
		entry.answer = answerOf(payload, entry.route);
		return payload;
	});

	app.setNotFoundHandler((request) => {
		throw unknownRoute(request.method, request.url);
	});
	app.setErrorHandler((error: FastifyError | ApiError, _request, reply) => sendError(reply, error));

	contactRoutes(app, state);
	contactListRoutes(app, state);
	contactSearchRoutes(app, state);
	tasksAndNotesRoutes(app, state);
	opportunityRoutes(app, state);
	conversationRoutes(app, state);
	calendarRoutes(app, state);
	userRoutes(app, state);
	locationRoutes(app, state);
	oauthRoutes(app, state);
	return { app, faults };
}

async function beforeHandler(
	fault: FaultEffect | undefined,
	reply: FastifyReply,
	closing: AbortSignal,
): Promise<FastifyReply | undefined> {
	if (fault?.kind === 'delay') await wait(fault.ms, undefined, { signal: closing });
	if (fault?.kind === 'drop') return breakConnection(reply);
	if (fault?.kind === 'drip' || fault?.kind === 'flood') return answerWithoutEnd(reply, fault);
	if (fault?.kind !== 'status') return undefined;
	const {
		status,
		headers = {},
		body = { statusCode: status, message: STATUS_CODES[status] ?? '' },
	} = fault;
	reply.untraced = true;
	return reply.code(status).headers(headers).send(body);
}

/** The client sees a reset connection and gets no answer. */
function breakConnection(reply: FastifyReply): FastifyReply {
	reply.hijack();
	reply.raw.destroy();
	return reply;
}

function sendError(reply: FastifyReply, error: FastifyError | ApiError): FastifyReply {
	if (error instanceof ApiError) {
		reply.untraced = !error.traced;
		return reply.code(error.status).send(error.body);
	}
	const status = error.statusCode ?? 500;
	const message = status < 500 ? error.message : 'Internal server error';
	return reply.code(status).send({ statusCode: status, message });
}

/** JSON and forms; an empty body is none, and so is one of any other type. */
function readBodies(app: FastifyInstance): void {
	app.removeAllContentTypeParsers();
	const text = { parseAs: 'string' } as const;
	app.addContentTypeParser<string>(
		'application/json',
		text,
		async (_request: unknown, body: string) => (body === '' ? undefined : parseJson(body)),
	);
	app.addContentTypeParser<string>(
		'application/x-www-form-urlencoded',
		text,
		async (_request: unknown, body: string) => Object.fromEntries(new URLSearchParams(body)),
	);
	app.addContentTypeParser('*', text, async () => undefined);
}

function parseJson(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		throw badRequest('Unexpected token in JSON');
	}
}
