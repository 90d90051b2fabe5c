import { createHmac } from 'node:crypto';

import { APP, DANA, SALES, SUPPORT, GraphFixture } from './graphFixture';
import type { Answer } from './receiver';

const hmac = (body: Buffer, secret: string) =>
	`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

describe('delivery of webhooks', () => {
	const fixture = new GraphFixture();
	const { receiver } = fixture;

	beforeAll(async () => {
		await fixture.start();
		await fixture.subscribe();
	});
	afterAll(async () => await fixture.stop());
	beforeEach(() => {
		receiver.posts.length = 0;
		receiver.answers = [];
	});
	// The next test must not see this one's tries.
	afterEach(async () => await fixture.sandbox.idle());

	it('signs the bytes that travel with the app secret', async () => {
		await fixture.sendText(SALES, 'Olá / 👋 <ok>');
		const [post] = receiver.posts;
		expect(post?.headers['x-hub-signature-256']).toBe(hmac(post?.body ?? Buffer.of(), APP.secret));
		expect(post?.headers['content-type']).toBe('application/json');
	});

	it('writes non-ASCII as lower-case \\u escapes and slashes as \\/', async () => {
		await fixture.sendText(SALES, 'Olá / 👋');
		const [post] = receiver.posts;
		const wire = post?.body.toString('latin1') ?? '';
		expect(wire).toContain('"body":"Ol\\u00e1 \\/ \\ud83d\\udc4b"');
		expect(wire).not.toMatch(/[\u0080-\uffff]/);
		expect(receiver.lastBody()).toMatchObject({
			entry: [{ changes: [{ value: { messages: [{ text: { body: 'Olá / 👋' } }] } }] }],
		});
	});

	it('makes a signature that a re-serialised body does not have', async () => {
		await fixture.sendText(SALES, 'é');
		const [post] = receiver.posts;
		const again = Buffer.from(JSON.stringify(receiver.lastBody()));
		expect(hmac(again, APP.secret)).not.toBe(post?.headers['x-hub-signature-256']);
	});

	it.each<Answer[]>([[500], [401], [404], [302], [201], [204], ['drop']])(
		'sends the same bytes and signature again after %p',
		async (answer) => {
			receiver.answers = [answer, answer];
			const delivery = await fixture.sandbox.send([
				{ to: SALES, from: DANA, text: 'one' },
				{ to: SALES, from: DANA, text: 'two' },
			]);
			await fixture.sandbox.idle();

			const [first, ...again] = receiver.posts;
			expect(again).toHaveLength(2);
			for (const post of again) {
				expect(post.body.equals(first?.body ?? Buffer.of())).toBe(true);
				expect(post.headers['x-hub-signature-256']).toBe(first?.headers['x-hub-signature-256']);
			}
			expect(delivery.outcome).toBe('accepted');
			expect(delivery.attempts.map(({ status }) => status)).toEqual(
				typeof answer === 'number' ? [answer, answer, 200] : [undefined, undefined, 200],
			);
		},
	);

	it('says why a try had no answer', async () => {
		receiver.answers = ['drop'];
		const delivery = await fixture.sendText();
		expect(delivery.attempts[0]).toMatchObject({ error: 'ECONNRESET' });
		expect(delivery.attempts[0]).not.toHaveProperty('status');
	});

	it('does not send again after 200', async () => {
		const delivery = await fixture.sendText();
		await fixture.sandbox.idle();
		expect(receiver.posts).toHaveLength(1);
		expect(delivery).toMatchObject({
			url: receiver.url('/app'),
			level: 'app',
			undelivered: null,
			outcome: 'accepted',
			attempts: [{ status: 200, answer: 'answer 200' }],
		});
	});

	it('resolves with the first answer while more tries wait', async () => {
		receiver.answers = [503];
		const delivery = await fixture.sendText();
		expect(delivery.attempts[0]).toMatchObject({ status: 503, answer: 'answer 503' });
		await fixture.sandbox.idle();
		expect(delivery.outcome).toBe('accepted');
	});

	it('gives up when the delays are used up', async () => {
		receiver.answers = [500, 500, 500, 500, 500];
		const delivery = await fixture.sendText();
		await fixture.sandbox.idle();
		expect(delivery.outcome).toBe('abandoned');
		expect(receiver.posts).toHaveLength(4);
	});

	it('delivers many at once and remembers each', async () => {
		const before = fixture.sandbox.deliveries.length;
		const texts = Array.from({ length: 40 }, (_, index) => `message ${index}`);
		await Promise.all(texts.map(async (text) => await fixture.sendText(SUPPORT, text)));
		expect(receiver.posts).toHaveLength(40);
		const made = fixture.sandbox.deliveries.slice(before);
		expect(new Set(made.map(({ id }) => id)).size).toBe(40);
	});

	describe('of raw bytes', () => {
		it('signs them as they are', async () => {
			const body = Buffer.from('{"not": "escaped: é/"}');
			await fixture.sandbox.deliverRaw(SALES, body);
			const [post] = receiver.posts;
			expect(post?.body.equals(body)).toBe(true);
			expect(post?.headers['x-hub-signature-256']).toBe(hmac(body, APP.secret));
		});

		it('takes a false signature', async () => {
			await fixture.sandbox.deliverRaw(SALES, '{}', { signature: 'sha256=00' });
			expect(receiver.posts[0]?.headers['x-hub-signature-256']).toBe('sha256=00');
		});

		it('leaves the signature out on request', async () => {
			await fixture.sandbox.deliverRaw(SALES, '{}', { signature: null });
			expect(receiver.posts[0]?.headers).not.toHaveProperty('x-hub-signature-256');
		});
	});
});

describe('a receiver that does not answer in time', () => {
	const fixture = new GraphFixture();
	afterEach(async () => await fixture.stop());

	it('gets the same bytes again', async () => {
		// Many tries, because a slow machine may miss so short a limit more than once.
		await fixture.start({ redelivery: { delaysMs: Array(50).fill(1), timeoutMs: 200 } });
		await subscribePatiently(fixture);
		fixture.receiver.answers = ['hang'];
		const delivery = await fixture.sendText();
		await fixture.sandbox.idle();
		expect(delivery.attempts[0]?.error).toBe('timeout');
		expect(delivery.outcome).toBe('accepted');
		const bodies = new Set(fixture.receiver.posts.map(({ body }) => body.toString('latin1')));
		expect(fixture.receiver.posts.length).toBeGreaterThan(1);
		expect(bodies.size).toBe(1);
	});
});

/** The limit of an answer bounds verifications too. */
async function subscribePatiently(fixture: GraphFixture): Promise<void> {
	while (!fixture.sandbox.subscriptions.app) await fixture.subscribeApp();
	await fixture.subscribeWaba();
}

describe('a sandbox that is closed', () => {
	const fixture = new GraphFixture();
	afterEach(async () => await fixture.stop());

	it('cancels what waits for another try', async () => {
		await fixture.start({ redelivery: { delaysMs: [3_600_000] } });
		await fixture.subscribe();
		fixture.receiver.answers = [500];
		const delivery = await fixture.sendText();
		expect(delivery.outcome).toBe('pending');

		await fixture.sandbox.close();
		await fixture.sandbox.idle();
		expect(delivery.outcome).toBe('cancelled');
		expect(fixture.receiver.posts).toHaveLength(1);
	});
});
