import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from './requests';

const HEADERS = {
	'Content-Security-Policy':
		"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
	'X-Content-Type-Options': 'nosniff',
	'Referrer-Policy': 'no-referrer',
	'Cache-Control': 'no-store',
};

/**
 * Only pages of this server get in. Any other page that somebody has open could else ask here, by the
 * address or by a name of its own that leads to this machine.
 */
export function guard(app: FastifyInstance): void {
	app.addHook('onRequest', async (request, reply) => {
		reply.headers(HEADERS);
		if (!isOwn(request)) throw new Refusal('Only the playground’s own page may ask here', 403);
	});
	// A form of another page could send this one without being asked.
	app.removeContentTypeParser('text/plain');
}

function isOwn({ headers, socket }: FastifyRequest): boolean {
	const { host = '', origin } = headers;
	const hosts = [`127.0.0.1:${socket.localPort}`, `localhost:${socket.localPort}`];
	return hosts.includes(host) && (origin === undefined || origin === `http://${host}`);
}
