import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { guard } from './guard';
import { pageState } from './pageState';
import { Playground, type Surroundings } from './playground';
import {
	messageRequest,
	ownerRequest,
	publishRequest,
	read,
	Refusal,
	stateRequest,
	tagRequest,
} from './requests';

/** A page on loopback to play with, and what it can do, for scripts. */
export interface PlaygroundServer {
	/** `http://127.0.0.1:<port>`. */
	url: string;
	playground: Playground;
	stop(): Promise<void>;
}

/**
 * Serves the playground.
 * @param port 0, the default, takes any free one
 * @throws {Error} when the port is taken
 */
export async function startPlayground(
	surroundings: Surroundings,
	port = 0,
): Promise<PlaygroundServer> {
	const playground = new Playground(surroundings);
	const app = fastify({ forceCloseConnections: true, bodyLimit: 64 * 1024 });
	guard(app);
	app.setErrorHandler((error: FastifyError | Refusal, _request, reply) => {
		const status = error instanceof Refusal ? error.status : (error.statusCode ?? 500);
		return reply.code(status).send({ error: error.message });
	});
	app.setNotFoundHandler(() => {
		throw new Refusal('There is no such page', 404);
	});
	pageRoutes(app);
	actionRoutes(app, playground);
	const url = await app.listen({ host: '127.0.0.1', port });
	return { url, playground, stop: async () => await app.close() };
}

const TYPES = {
	html: 'text/html; charset=utf-8',
	css: 'text/css; charset=utf-8',
	js: 'text/javascript; charset=utf-8',
} as const;

const FILES = [
	['index', 'html'],
	['style', 'css'],
	['app', 'js'],
	['contacts', 'js'],
	['elements', 'js'],
	['log', 'js'],
	['phone', 'js'],
	['server', 'js'],
	['workflows', 'js'],
] as const satisfies ReadonlyArray<readonly [string, keyof typeof TYPES]>;

function pageRoutes(app: FastifyInstance): void {
	for (const [name, kind] of FILES) {
		const file = `${name}.${kind}`;
		const content = readFileSync(join(__dirname, 'page', file), 'utf8');
		const path = file === 'index.html' ? '/' : `/${file}`;
		app.get(path, async (_request, reply) => await reply.type(TYPES[kind]).send(content));
	}
}

/** Each answers as soon as it is under way; what becomes of it, the state says. */
function actionRoutes(app: FastifyInstance, playground: Playground): void {
	app.get('/state', async (request, reply) => {
		const { find, after } = read(stateRequest, request.query);
		const { version, json } = pageState(playground, find);
		if (version === after) return await reply.code(204).send();
		return await reply.type('application/json; charset=utf-8').send(json);
	});
	app.post('/messages', async ({ body }) => {
		playground.write(read(messageRequest, body));
		return DONE;
	});
	app.post<{ Params: { id: string } }>('/messages/:id/again', async ({ params }) => {
		playground.repeat(params.id);
		return DONE;
	});
	app.post<{ Params: { id: string } }>('/contacts/:id/tags', async ({ params, body }) => {
		playground.byHand.addTag(params.id, read(tagRequest, body).tag);
		return DONE;
	});
	app.post<{ Params: { id: string } }>('/contacts/:id/owner', async ({ params, body }) => {
		playground.byHand.setOwner(params.id, read(ownerRequest, body).userId);
		return DONE;
	});
	app.post('/publish', async ({ body }) => {
		await playground.publisher.publish(read(publishRequest, body).slug);
		return DONE;
	});
}

const DONE = { done: true };
