import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { startPublicAddress, type PublicAddress } from '../../sandbox/n8n/publicAddress';

let elsewhere: Server;
let address: PublicAddress | undefined;

beforeAll(async () => {
	elsewhere = createServer((socket) => socket.on('error', () => undefined).end('elsewhere'));
	await new Promise<void>((done) => elsewhere.listen(0, '127.0.0.1', done));
});
afterEach(async () => await address?.close());
afterAll(() => elsewhere.close());

/** What comes back from a proxy that is asked for a way to another host. */
async function throughProxy(proxy: string, host: string): Promise<string> {
	const { hostname, port } = new URL(proxy);
	const socket: Socket = connect(Number(port), hostname);
	socket.write(`CONNECT ${host} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
	let answer = '';
	for await (const chunk of socket) answer += String(chunk);
	return answer;
}

it.each([
	[false, /^HTTP\/1\.1 403 /, 1],
	[true, /^HTTP\/1\.1 200 .*elsewhere$/s, 0],
])('lets other hosts through: %s', async (letsOthersThrough, answer, refused) => {
	address = await startPublicAddress('http://127.0.0.1:1', { letsOthersThrough });
	const { port } = elsewhere.address() as AddressInfo;
	const said = await throughProxy(address.env.HTTPS_PROXY ?? '', `127.0.0.1:${port}`);
	expect(said).toMatch(answer);
	expect(address.refused).toHaveLength(refused);
});
