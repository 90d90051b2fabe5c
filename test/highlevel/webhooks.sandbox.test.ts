import { createPublicKey, verify } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startHighLevelSandbox, type HighLevelSandbox } from '../../sandbox/highlevel';

/** What arrived, and what is answered: the statuses in turn, then 200. */
interface Arrived {
	body: Buffer;
	signature: string | undefined;
}

let sandbox: HighLevelSandbox;
let server: Server;
let url: string;
let arrived: Arrived[];
let statuses: number[];

beforeEach(async () => {
	sandbox = await startHighLevelSandbox();
	sandbox.webhooks.retriesMs = [5, 5];
	arrived = [];
	statuses = [];
	server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const signature = request.headers['x-ghl-signature'];
			arrived.push({ body: Buffer.concat(chunks), signature: signature?.toString() });
			response.statusCode = statuses.shift() ?? 200;
			response.end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

afterEach(async () => {
	await sandbox.close();
	await new Promise((resolve) => server.close(resolve));
});

const seed = () => sandbox.contacts.seedContact({ phone: '+14155550117', tags: ['vip'] });

it('signs every event with its own key', async () => {
	sandbox.webhooks.subscribe(url);
	await sandbox.webhooks.tell('ContactCreate', seed());
	const [{ body, signature = '' } = { body: Buffer.alloc(0) }] = arrived;
	const der = Buffer.from(sandbox.webhooks.publicKey, 'base64');
	const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' });
	expect(verify(null, body, publicKey, Buffer.from(signature, 'base64'))).toBe(true);
	expect(JSON.parse(body.toString())).toMatchObject({
		type: 'ContactCreate',
		tags: ['vip'],
		webhookId: expect.any(String),
		timestamp: expect.any(String),
	});
});

it.each([
	[
		[429, 429],
		[429, 429, 200],
	],
	[
		[429, 429, 429],
		[429, 429, 429],
	],
	[[500], [500]],
	[[401], [401]],
	[[302], [302]],
])('answered %j it tries as often as HighLevel would: %j', async (answers, tried) => {
	sandbox.webhooks.subscribe(url);
	statuses = [...answers];
	const delivery = await sandbox.webhooks.tell('ContactCreate', seed());
	await sandbox.webhooks.idle();
	expect(delivery?.statuses).toEqual(tried);
	expect(new Set(arrived.map(({ body }) => body.toString())).size).toBe(1);
});

it('loses what nobody takes', async () => {
	sandbox.webhooks.subscribe('http://127.0.0.1:1/');
	const delivery = await sandbox.webhooks.tell('ContactCreate', seed());
	await sandbox.webhooks.idle();
	expect(delivery?.statuses).toEqual([0]);
});

it('tells only what the app is subscribed to', async () => {
	expect(await sandbox.webhooks.tell('ContactCreate', seed())).toBeNull();
	sandbox.webhooks.subscribe(url, ['ContactTagUpdate']);
	expect(await sandbox.webhooks.tell('ContactCreate', seed())).toBeNull();
	expect(await sandbox.webhooks.tell('ContactTagUpdate', seed())).not.toBeNull();
	sandbox.webhooks.unsubscribe();
	expect(await sandbox.webhooks.tell('ContactTagUpdate', seed())).toBeNull();
});

it('sends what a HighLevel workflow sends: unsigned, tags as text, the owner without ID', async () => {
	const [owner] = sandbox.users.list();
	const contact = { ...seed(), tags: ['vip', 'web'] };
	await sandbox.webhooks.runWorkflow(contact, owner, { url, customData: { tag: 'vip' } });
	const [{ body, signature } = { body: Buffer.alloc(0), signature: '' }] = arrived;
	expect(signature).toBeUndefined();
	const sent = JSON.parse(body.toString()) as { user: object };
	expect(sent).toMatchObject({
		contact_id: contact.id,
		tags: 'vip,web',
		user: { email: owner?.email },
		customData: { tag: 'vip' },
	});
	expect(sent.user).not.toHaveProperty('id');
});
