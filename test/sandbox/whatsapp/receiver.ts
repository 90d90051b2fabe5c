import {
	createServer,
	type IncomingHttpHeaders,
	type IncomingMessage,
	type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

export const VERIFY_TOKEN = 'a verify token & more';

/** How a POST is answered: a status, no answer at all, or a connection that breaks. */
export type Answer = number | 'hang' | 'drop';

interface Received {
	path: string;
	headers: IncomingHttpHeaders;
	body: Buffer;
}

/** A webhook endpoint as a customer of Meta would write it, on a free port of 127.0.0.1. */
export class Receiver {
	readonly posts: Received[] = [];

	readonly verifications: URL[] = [];

	/** Answers to the next POSTs; 200 when there is none left. */
	answers: Answer[] = [];

	/** Replaces the right answer to a verification. */
	verify?: (url: URL, response: ServerResponse) => void;

	private readonly server = createServer((request, response) => {
		const url = new URL(request.url ?? '/', this.url());
		if (request.method === 'GET') this.answerVerification(url, response);
		else this.answerPost(url, request, response);
	});

	async start(): Promise<void> {
		await new Promise<void>((ready) => this.server.listen(0, '127.0.0.1', ready));
	}

	url(path = '/'): string {
		const { port } = this.server.address() as AddressInfo;
		return `http://127.0.0.1:${port}${path}`;
	}

	/** Paths of the POSTs so far, in their order. */
	get paths(): string[] {
		return this.posts.map(({ path }) => path);
	}

	/** The body of the last POST, parsed. */
	lastBody(): unknown {
		const last = this.posts.at(-1);
		if (!last) throw new Error('nothing was received');
		return JSON.parse(last.body.toString('utf8'));
	}

	async stop(): Promise<void> {
		const closed = new Promise((done) => this.server.close(done));
		this.server.closeAllConnections();
		await closed;
	}

	private answerVerification(url: URL, response: ServerResponse): void {
		this.verifications.push(url);
		if (this.verify) {
			this.verify(url, response);
			return;
		}
		const right = url.searchParams.get('hub.verify_token') === VERIFY_TOKEN;
		response.writeHead(right ? 200 : 403, { 'Content-Type': 'text/plain' });
		response.end(right ? url.searchParams.get('hub.challenge') : 'wrong token');
	}

	private answerPost(url: URL, request: IncomingMessage, response: ServerResponse): void {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const body = Buffer.concat(chunks);
			this.posts.push({ path: url.pathname, headers: request.headers, body });
			const answer = this.answers.shift() ?? 200;
			if (answer === 'drop') request.socket.destroy();
			else if (answer !== 'hang')
				response.writeHead(answer, { Location: '/moved' }).end(`answer ${answer}`);
		});
	}
}
