import { readFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { GraphSandbox } from '../../sandbox/whatsapp';

const TLS = join(__dirname, 'tls');

/** Stands between n8n and the internet. */
export interface GraphBridge {
	/** For the n8n that shall find the sandbox at Meta's address. */
	env: Record<string, string>;
	/** The sandbox that is Meta from now on. */
	useGraph(graph: GraphSandbox): void;
	stop(): Promise<void>;
}

/**
 * Lets n8n's own WhatsApp Trigger register at the sandbox: its address of Meta cannot be changed,
 * but n8n uses a proxy when it is told to. This one leads to the sandbox and nowhere else.
 */
export async function startGraphBridge(): Promise<GraphBridge> {
	let graph: GraphSandbox | undefined;
	const meta = createTlsServer(
		{ key: readFileSync(join(TLS, 'server.key')), cert: readFileSync(join(TLS, 'server.crt')) },
		(incoming, outgoing) => {
			if (!graph) return outgoing.writeHead(503).end();
			if (incoming.url?.endsWith('/oauth/access_token')) {
				incoming.resume();
				outgoing.setHeader('Content-Type', 'application/json');
				return outgoing.end(
					JSON.stringify({ access_token: `${graph.app.id}|${graph.app.secret}` }),
				);
			}
			const { method, headers } = incoming;
			const onward = request(`${graph.url}${incoming.url}`, { method, headers }, (answer) => {
				outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
				answer.pipe(outgoing);
			});
			onward.once('error', () => outgoing.destroy());
			return incoming.pipe(onward);
		},
	);
	const metaPort = await listen(meta);
	const proxy = createServer((_request, outgoing) => outgoing.writeHead(403).end());
	// A server forgets connections that became tunnels.
	const tunnels = new Set<{ destroy(): unknown }>();
	proxy.on('connect', (wanted, socket) => {
		tunnels.add(socket);
		socket.once('close', () => tunnels.delete(socket));
		socket.on('error', () => socket.destroy());
		if (wanted.url !== 'graph.facebook.com:443') {
			socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
			return;
		}
		const onward = connect(metaPort, '127.0.0.1', () => {
			socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
			onward.pipe(socket);
			socket.pipe(onward);
		});
		onward.on('error', () => socket.destroy());
		socket.on('close', () => onward.destroy());
	});
	const proxyPort = await listen(proxy);
	return {
		env: {
			HTTPS_PROXY: `http://127.0.0.1:${proxyPort}`,
			NO_PROXY: '127.0.0.1,localhost',
			NODE_EXTRA_CA_CERTS: join(TLS, 'server.crt'),
		},
		useGraph: (next) => {
			graph = next;
		},
		async stop() {
			for (const tunnel of tunnels) tunnel.destroy();
			for (const server of [proxy, meta]) {
				server.closeAllConnections();
				await new Promise((done) => server.close(done));
			}
		},
	};
}

async function listen(server: ReturnType<typeof createServer>): Promise<number> {
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	return (server.address() as AddressInfo).port;
}
