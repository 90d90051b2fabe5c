import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What PgBouncer lets through at the start of a connection, see its `ignore_startup_parameters`. */
const STARTUP = new Set(['user', 'database', 'client_encoding', 'application_name']);

const READY_FOR_QUERY = 'Z'.charCodeAt(0);
const AUTHENTICATION = 'R'.charCodeAt(0);
const IDLE = 'I'.charCodeAt(0);
const DISCARD = Buffer.from('DISCARD ALL\0');

/**
 * Between a client and PostgreSQL, as PgBouncer pools transactions: refuses what it does not know at
 * the start, and nothing of a session is left when a transaction has ended. Can go silent, as a
 * network does that swallows everything.
 */
export class PoolingProxy {
	private readonly server = createServer((client) => this.pass(client));
	private readonly sockets = new Set<Socket>();
	private silent = false;
	/** How many connections came. */
	connections = 0;

	private constructor(private readonly to: { host: string; port: number }) {}

	static async start(to: { host: string; port: number }): Promise<PoolingProxy> {
		const proxy = new PoolingProxy(to);
		proxy.server.listen(0, '127.0.0.1');
		await once(proxy.server, 'listening');
		return proxy;
	}

	get port(): number {
		return (this.server.address() as AddressInfo).port;
	}

	/** From now on connections that are there stay open, and nothing comes through any more. */
	swallow(): void {
		this.silent = true;
		for (const socket of this.sockets) socket.pause();
	}

	/** Connections that come now are as good as any. */
	recover(): void {
		this.silent = false;
		this.sockets.clear();
	}

	async stop(): Promise<void> {
		for (const socket of this.all) socket.destroy();
		const closed = once(this.server, 'close');
		this.server.close();
		await closed;
	}

	private readonly all = new Set<Socket>();

	private pass(client: Socket): void {
		this.connections += 1;
		const server = connect(this.to.port, this.to.host);
		for (const socket of [client, server]) {
			this.sockets.add(socket);
			this.all.add(socket);
			socket.on('error', () => undefined);
			socket.setNoDelay(true);
			if (this.silent) socket.pause();
		}
		client.on('close', () => server.destroy());
		server.on('close', () => client.destroy());
		client.once('data', (first: Buffer) => {
			const refused = startupKeys(first).find((key) => !STARTUP.has(key));
			if (refused) return void client.end(refusal(`unsupported startup parameter: ${refused}`));
			server.write(first);
			client.on('data', (data) => server.write(data));
		});
		passOn(server, client);
	}
}

/** Forgets the session whenever the client is told that it is outside a transaction. */
function passOn(server: Socket, client: Socket): void {
	let rest = Buffer.alloc(0);
	let held: Buffer | null = null;
	let isIn = false;
	server.on('data', (data: Buffer) => {
		rest = Buffer.concat([rest, data]);
		while (rest.length >= 5 && rest.length > rest.readUInt32BE(1)) {
			const message = rest.subarray(0, 1 + rest.readUInt32BE(1));
			rest = rest.subarray(message.length);
			const isEnd = message[0] === READY_FOR_QUERY && message[5] === IDLE;
			if (held && isEnd) {
				client.write(held);
				held = null;
			} else if (!held && isEnd && isIn) {
				held = Buffer.from(message);
				server.write(packet('Q', DISCARD));
			} else if (!held) {
				client.write(message);
			}
			// The first time belongs to the login.
			if (isEnd) isIn = true;
			if (message[0] === AUTHENTICATION) isIn = false;
		}
	});
}

function startupKeys(message: Buffer): string[] {
	const words = message.subarray(8).toString().split('\0');
	return words.filter((word, i) => i % 2 === 0 && word !== '');
}

function refusal(text: string): Buffer {
	return packet('E', Buffer.from(`SFATAL\0C08P01\0M${text}\0\0`));
}

function packet(type: string, body: Buffer): Buffer {
	const length = Buffer.alloc(4);
	length.writeUInt32BE(4 + body.length);
	return Buffer.concat([Buffer.from(type), length, body]);
}
