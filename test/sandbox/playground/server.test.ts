import axios from 'axios';
import { WHITENING } from '../../../sandbox/demo/ads';
import { DANA } from '../../../sandbox/demo/people';
import { demoTeam, startHighLevelSandbox, type HighLevelSandbox } from '../../../sandbox/highlevel';
import type { ContactRow } from '../../../sandbox/playground/contactRows';
import type { LogRow } from '../../../sandbox/playground/logRows';
import { startPlayground, type PlaygroundServer } from '../../../sandbox/playground/server';
import { freePort } from '../../../sandbox/ports';
import { DEMO_WABA, startGraphSandbox, type GraphSandbox } from '../../../sandbox/whatsapp';

interface State {
	version: string;
	n8n: { isReachable: boolean | null };
	contacts: { total: number; found: number; rows: ContactRow[] };
	log: LogRow[];
}

const SALES = DEMO_WABA.numbers[0]?.id ?? '';
const DANA_WRITES = { name: DANA.name, phone: DANA.phone, to: SALES, text: 'Hi' };

let graph: GraphSandbox;
let highLevel: HighLevelSandbox;
let server: PlaygroundServer;

beforeEach(async () => {
	graph = await startGraphSandbox();
	highLevel = await startHighLevelSandbox();
	// Nobody listens there: n8n is away.
	const n8nUrl = `http://127.0.0.1:${await freePort()}`;
	server = await startPlayground({ graph, highLevel, n8nUrl, choices: [] });
});

afterEach(async () => {
	await server.stop();
	await graph.close();
	await highLevel.close();
});

const http = axios.create({ validateStatus: () => true });
const post = async (path: string, body: unknown, headers = {}) =>
	await http.post<{ error?: string }>(server.url + path, body, { headers });
const get = async (path: string, headers = {}) =>
	await http.get<State>(server.url + path, { headers });

/** Asks until it is so; the server looks for news in the background. */
async function stateWhen(holds: (state: State) => boolean): Promise<State> {
	for (;;) {
		const { data } = await get('/state');
		if (holds(data)) return data;
		await new Promise((done) => setTimeout(done, 50));
	}
}

describe('who may ask', () => {
	it.each([
		['a name of its own that leads here', { Host: 'evil.example' }],
		['another port of this machine', { Host: '127.0.0.1:1' }],
		['another page', { Origin: 'http://evil.example' }],
		['a page on another port', { Origin: 'http://127.0.0.1:5678' }],
		['a file or a sandboxed frame', { Origin: 'null' }],
	])('refuses %s', async (_who, headers) => {
		expect(await get('/state', headers)).toMatchObject({ status: 403 });
		expect(await post('/messages', DANA_WRITES, headers)).toMatchObject({ status: 403 });
		expect(graph.deliveries).toEqual([]);
	});

	it('refuses what a form of another page could send', async () => {
		const form = { 'Content-Type': 'text/plain' };
		expect(await post('/messages', JSON.stringify(DANA_WRITES), form)).toMatchObject({
			status: 415,
		});
		expect(graph.deliveries).toEqual([]);
	});

	it('lets its own page in, under both names of this machine', async () => {
		const { port } = new URL(server.url);
		for (const host of [`127.0.0.1:${port}`, `localhost:${port}`]) {
			const own = { Host: host, Origin: `http://${host}` };
			expect(await post('/messages', DANA_WRITES, own)).toMatchObject({ status: 200 });
		}
	});

	it('lets a page load nothing from elsewhere', async () => {
		const { headers } = await get('/');
		expect(headers['content-security-policy']).toContain("default-src 'none'");
	});
});

it.each([
	'\u202a+1 (415) 555\u20110117\u202c',
	'+1\u2013415\u20135550117',
	'+１ ４１５ ５５５ ０１１７',
])('a number may be copied from anywhere: %j', async (phone) => {
	expect(await post('/messages', { ...DANA_WRITES, phone })).toMatchObject({ status: 200 });
});

describe('what cannot be', () => {
	it.each([
		['nothing', {}, 'Number is empty'],
		['no number', { ...DANA_WRITES, phone: '' }, 'Number: write it with its country code'],
		['a short number', { ...DANA_WRITES, phone: '+12 34' }, '7 to 15 digits'],
		['a national number', { ...DANA_WRITES, phone: '0151 5550199' }, 'country code'],
		['letters', { ...DANA_WRITES, phone: 'call me' }, 'country code'],
		['no text', { ...DANA_WRITES, text: ' \n ' }, 'Text is empty'],
		['a text that is too long', { ...DANA_WRITES, text: 'x'.repeat(4_097) }, 'at most 4096'],
		['a name that is too long', { ...DANA_WRITES, name: 'x'.repeat(101) }, 'at most 100'],
		['an unknown line', { ...DANA_WRITES, to: '1' }, 'no such number'],
		['an unknown ad', { ...DANA_WRITES, ad: '1' }, 'no such ad'],
	])('is a message with %s', async (_what, body, words) => {
		const answer = await post('/messages', body);
		expect(answer).toMatchObject({ status: 400, data: { error: expect.stringContaining(words) } });
		expect(graph.deliveries).toEqual([]);
	});

	it.each([
		['/contacts/unknown/tags', { tag: 'vip' }, 404, 'no such contact'],
		['/contacts/unknown/owner', { userId: null }, 404, 'no such contact'],
		['/messages/unknown/again', {}, 404, 'not in the log'],
		['/publish', { slug: 'unknown' }, 404, 'no such workflow'],
		['/elsewhere', {}, 404, 'no such page'],
	])('is %s with %j', async (path, body, status, words) => {
		const answer = await post(path, body);
		expect(answer).toMatchObject({ status, data: { error: expect.stringContaining(words) } });
	});
});

describe('without n8n', () => {
	it('says so, and that nobody receives messages', async () => {
		await post('/messages', { ...DANA_WRITES, ad: WHITENING.id });
		const { log, n8n } = await stateWhen((state) => state.n8n.isReachable === false);
		expect(n8n.isReachable).toBe(false);
		expect(log).toMatchObject([
			{ who: DANA.name, text: 'Hi', ad: WHITENING.headline, state: 'failed', run: null },
		]);
		expect(log[0]?.detail).toBe('No published workflow receives messages of this number.');
	});

	it('changes a contact by hand, and says that n8n was not told', async () => {
		const { id } = highLevel.contacts.seedContact({ name: 'Ina', phone: '+14155550123' });
		expect(await post(`/contacts/${id}/tags`, { tag: ' VIP ' })).toMatchObject({ status: 200 });
		expect(await post(`/contacts/${id}/tags`, { tag: 'vip' })).toMatchObject({ status: 409 });
		const userId = demoTeam.users.tom.id;
		expect(await post(`/contacts/${id}/owner`, { userId })).toMatchObject({ status: 200 });
		expect(highLevel.contacts.get(id)).toMatchObject({ tags: ['vip'], assignedTo: userId });

		const { log, contacts } = await stateWhen((state) => state.log[1]?.state === 'failed');
		expect(contacts.rows).toMatchObject([
			{ name: 'Ina', owner: { name: 'Tom Baker' }, byHand: true, decision: null },
		]);
		expect(log.map(({ detail }) => detail)).toEqual([
			'n8n is not told of it.',
			'n8n does not answer. HighLevel does not repeat it.',
		]);
	});

	it('gives nobody of another sub-account a contact', async () => {
		const { id } = highLevel.contacts.seedContact({ name: 'Ina' });
		const elena = highLevel.users.list().find(({ firstName }) => firstName === 'Elena');
		const answer = await post(`/contacts/${id}/owner`, { userId: elena?.id });
		expect(answer).toMatchObject({ status: 404 });
		expect(highLevel.contacts.get(id)?.assignedTo).toBeUndefined();
	});
});

describe('the state', () => {
	it('is told again only when something has changed', async () => {
		const { version } = await stateWhen((state) => state.n8n.isReachable === false);
		expect(await get(`/state?after=${version}`)).toMatchObject({ status: 204 });
		highLevel.contacts.seedContact({ name: 'Ina' });
		expect(await get(`/state?after=${version}`)).toMatchObject({ status: 200 });
	});

	it('shows the latest of many contacts, and finds any of them', async () => {
		for (let i = 0; i < 5_000; i++) {
			highLevel.contacts.seedContact({
				name: `Contact ${i}`,
				phone: `+1415${5_550_000 + i}`,
				dateAdded: new Date(Date.UTC(2026, 0, 1) + i * 60_000).toISOString(),
				dateUpdated: new Date(Date.UTC(2026, 0, 1) + i * 60_000).toISOString(),
			});
		}
		const { contacts } = (await get('/state')).data;
		expect(contacts).toMatchObject({ total: 5_000, found: 5_000 });
		expect(contacts.rows[0]?.name).toBe('Contact 4999');
		expect(contacts.rows.length).toBeLessThan(100);
		const found = (await get('/state?find=CONTACT%205550017')).data.contacts;
		expect(found).toMatchObject({ found: 1, rows: [{ name: 'Contact 17' }] });
	});
});
