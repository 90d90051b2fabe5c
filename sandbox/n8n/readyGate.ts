import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A reverse proxy in front of one n8n. */
export interface ReadyGate {
	/** `http://127.0.0.1:<port>`, for n8n's `WEBHOOK_URL`. */
	url: string;
	stop(): Promise<void>;
}

/**
 * Lets a request through to n8n only if n8n says at that moment that it is ready, else answers 503.
 * An n8n that has just opened its database answers everything with 200 and 'n8n is starting up.
 * Please wait': WhatsApp would take that for the confirmation of a message that nobody has read.
 * nginx does the same with `auth_request` to `/healthz/readiness`.
 */
export async function startReadyGate(n8nUrl: string): Promise<ReadyGate> {
	// A connection that was kept may belong to an n8n that is gone.
	const agent = new Agent({ keepAlive: false });
	const server = createServer((incoming, outgoing) => {
		void isReady(n8nUrl, agent).then((ready) => {
			if (ready) {
				forward(n8nUrl, agent, incoming, outgoing);
				return;
			}
			incoming.resume();
			outgoing.writeHead(503).end('n8n is not ready');
		});
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		async stop() {
			const closed = new Promise((done) => server.close(done));
			server.closeAllConnections();
			await closed;
		},
	};
}

async function isReady(n8nUrl: string, agent: Agent): Promise<boolean> {
	return await new Promise((done) => {
		const asked = request(`${n8nUrl}/healthz/readiness`, { agent }, (answer) => {
			answer.resume();
			done(answer.statusCode === 200);
		});
		asked.once('error', () => done(false));
		asked.end();
	});
}

function forward(
	n8nUrl: string,
	agent: Agent,
	incoming: IncomingMessage,
	outgoing: ServerResponse,
): void {
	const { method, headers, url = '/' } = incoming;
	const onward = request(`${n8nUrl}${url}`, { method, headers, agent }, (answer) => {
		outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
		answer.pipe(outgoing);
		// Half an answer must not look like a whole one.
		answer.once('error', () => outgoing.destroy());
	});
	onward.once('error', () => {
		if (outgoing.headersSent) outgoing.destroy();
		else outgoing.writeHead(502).end('n8n broke the connection');
	});
	incoming.pipe(onward);
	outgoing.once('close', () => onward.destroy());
}
