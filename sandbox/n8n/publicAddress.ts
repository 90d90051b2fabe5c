import { readFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';

const HOST = 'services.leadconnectorhq.com';
const TLS = join(__dirname, 'tls');
const CERTIFICATE = join(TLS, 'highlevel.crt');

/** HighLevel's public address, for one process that is started with `env`. */
export interface PublicAddress {
	env: Record<string, string>;
	/** Other hosts that the process wanted to reach and could not. */
	refused: string[];
	close(): Promise<void>;
}

/**
 * Leads HighLevel's public address to a sandbox, as the proxy of a company would that looks into TLS:
 * n8n's OAuth2 credential and our nodes know no other address, and nothing in them is changed.
 * @param options whether the process reaches all other hosts, as it would without this, or none
 */
export async function startPublicAddress(
	sandboxUrl: string,
	{ letsOthersThrough = false } = {},
): Promise<PublicAddress> {
	const endpoint = createTlsServer(
		{ cert: readFileSync(CERTIFICATE), key: readFileSync(join(TLS, 'highlevel.key')) },
		(incoming, outgoing) => {
			const { method, headers, url = '/' } = incoming;
			const onward = request(sandboxUrl + url, { method, headers }, (answer) => {
				outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
				answer.pipe(outgoing);
			});
			onward.once('error', () => outgoing.destroy());
			incoming.pipe(onward);
		},
	);
	const port = await listen(endpoint);

	const refused: string[] = [];
	const sockets = new Set<Socket>();
	const proxy = createServer((_, outgoing) => outgoing.writeHead(403).end());
	proxy.on('connect', ({ url = '' }, socket: Socket) => {
		sockets.add(socket.once('close', () => sockets.delete(socket)));
		socket.on('error', () => socket.destroy());
		const isOurs = url === `${HOST}:443`;
		if (!isOurs && !letsOthersThrough) {
			refused.push(url);
			socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
			return;
		}
		const { hostname, port: itsPort } = new URL(`tcp://${url}`);
		const target = isOurs ? { host: '127.0.0.1', port } : { host: hostname, port: Number(itsPort) };
		const tunnel = connect(target, () => {
			socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
			tunnel.pipe(socket).pipe(tunnel);
		});
		tunnel.on('error', () => socket.destroy());
		socket.once('close', () => tunnel.destroy());
	});
	const proxyUrl = `http://127.0.0.1:${await listen(proxy)}`;
	return {
		env: {
			HTTPS_PROXY: proxyUrl,
			https_proxy: proxyUrl,
			NO_PROXY: '127.0.0.1,localhost',
			no_proxy: '127.0.0.1,localhost',
			NODE_EXTRA_CA_CERTS: CERTIFICATE,
		},
		refused,
		async close() {
			for (const socket of sockets) socket.destroy();
			for (const server of [proxy, endpoint]) {
				const closed = new Promise((done) => server.close(done));
				server.closeAllConnections();
				await closed;
			}
		},
	};
}

async function listen(server: Server): Promise<number> {
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	return (server.address() as AddressInfo).port;
}
