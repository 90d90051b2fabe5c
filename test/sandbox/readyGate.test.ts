import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import axios from 'axios';
import { startReadyGate, type ReadyGate } from '../../sandbox/n8n/readyGate';

/** What the n8n behind the gate says when it is asked whether it is ready. */
let readiness = 200;
let received: Array<{ request: IncomingMessage; body: string }> = [];

const n8n = createServer((request, response) => {
	if (request.url === '/healthz/readiness') {
		response.writeHead(readiness).end();
		return;
	}
	void text(request).then((body) => {
		received.push({ request, body });
		if (request.url === '/broken') request.socket.destroy();
		else response.writeHead(201, { 'X-From': 'n8n' }).end('made');
	});
});
let gate: ReadyGate;
const http = axios.create({ validateStatus: () => true });

beforeAll(async () => {
	await new Promise<void>((done) => n8n.listen(0, '127.0.0.1', done));
	gate = await startReadyGate(`http://127.0.0.1:${(n8n.address() as AddressInfo).port}`);
});
beforeEach(() => {
	readiness = 200;
	received = [];
});
afterAll(async () => {
	await gate.stop();
	n8n.closeAllConnections();
	n8n.close();
});

it('brings the request to n8n and the answer back, unchanged', async () => {
	const headers = { 'Content-Type': 'application/json', 'X-Hub-Signature-256': 'sha256=00' };
	const answer = await http.post(`${gate.url}/webhook/a?b=c`, '{"é": 1}', { headers });
	expect(answer).toMatchObject({ status: 201, data: 'made', headers: { 'x-from': 'n8n' } });
	expect(received).toMatchObject([
		{
			request: {
				method: 'POST',
				url: '/webhook/a?b=c',
				headers: { 'x-hub-signature-256': 'sha256=00' },
			},
			body: '{"é": 1}',
		},
	]);
});

it('keeps the request from an n8n that is not ready', async () => {
	readiness = 503;
	const answer = await http.post(`${gate.url}/webhook/a`, '{}');
	expect(answer.status).toBe(503);
	expect(received).toEqual([]);
});

it('answers 502 when n8n breaks the connection', async () => {
	const answer = await http.post(`${gate.url}/broken`, '{}');
	expect(answer.status).toBe(502);
});

it('answers 503 when there is no n8n', async () => {
	const lonely = await startReadyGate('http://127.0.0.1:1');
	const answer = await http.get(lonely.url);
	await lonely.stop();
	expect(answer.status).toBe(503);
});
