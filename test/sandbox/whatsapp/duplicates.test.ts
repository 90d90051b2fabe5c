import { SALES, GraphFixture } from './graphFixture';

describe('a webhook that was accepted', () => {
	const fixture = new GraphFixture();
	const { receiver } = fixture;
	afterEach(async () => {
		await fixture.stop();
		receiver.posts.length = 0;
		receiver.answers = [];
	});

	/** Which of many webhooks come twice. */
	async function twins(probability: number, seed?: number): Promise<boolean[]> {
		const duplicates = { probability, seed, withinMs: 20 };
		await fixture.start({ redelivery: { delaysMs: [1, 1], duplicates } });
		await fixture.subscribe();
		const texts = Array.from({ length: 40 }, (_, index) => `message ${index}`);
		await Promise.all(texts.map(async (text) => await fixture.sendText(SALES, text)));
		await fixture.sandbox.idle();
		return fixture.sandbox.deliveries.map(({ attempts }) => attempts.length === 2);
	}

	it('never comes twice by default', async () => {
		await fixture.start();
		await fixture.subscribe();
		const delivery = await fixture.sendText();
		await fixture.sandbox.idle();
		expect(delivery.attempts).toHaveLength(1);
		expect(delivery.attempts[0]).not.toHaveProperty('duplicate');
	});

	it('comes once more with the same bytes and signature', async () => {
		expect(await twins(1)).toEqual(Array(40).fill(true));
		expect(fixture.receiver.posts).toHaveLength(80);
		const times = new Map<string, number>();
		for (const { body, headers } of receiver.posts) {
			const bytes = `${headers['x-hub-signature-256']?.toString()} ${body.toString('latin1')}`;
			times.set(bytes, (times.get(bytes) ?? 0) + 1);
		}
		expect([...times.values()]).toEqual(Array(40).fill(2));
		for (const { attempts, outcome } of fixture.sandbox.deliveries) {
			expect(outcome).toBe('accepted');
			expect(attempts.map(({ duplicate }) => duplicate)).toEqual([undefined, true]);
		}
	});

	it('comes after a wait, so that others are delivered between', async () => {
		await twins(1);
		const texts = receiver.posts.map(({ body }) => body.toString('latin1'));
		expect(texts.slice(40)).not.toEqual(texts.slice(0, 40));
	});

	it('comes twice as often as the probability says, the same ones for the same seed', async () => {
		const first = await twins(0.3, 7);
		await fixture.stop();
		const again = await twins(0.3, 7);
		await fixture.stop();
		const other = await twins(0.3, 8);
		expect(again).toEqual(first);
		expect(other).not.toEqual(first);
		const count = first.filter(Boolean).length;
		expect(count).toBeGreaterThan(4);
		expect(count).toBeLessThan(21);
	});

	it('stays accepted, and comes no third time, when the duplicate is not', async () => {
		await fixture.start({
			redelivery: { delaysMs: [1, 1], duplicates: { probability: 1, withinMs: 1 } },
		});
		await fixture.subscribe();
		receiver.answers = [500, 200, 500];
		const delivery = await fixture.sendText();
		await fixture.sandbox.idle();
		expect(delivery.outcome).toBe('accepted');
		expect(delivery.attempts).toMatchObject([
			{ status: 500 },
			{ status: 200 },
			{ status: 500, duplicate: true },
		]);
	});

	it('does not come again once the sandbox is closed', async () => {
		await fixture.start({
			redelivery: { delaysMs: [], duplicates: { probability: 1, withinMs: 3_600_000 } },
		});
		await fixture.subscribe();
		const delivery = await fixture.sendText();
		await fixture.sandbox.close();
		await fixture.sandbox.idle();
		expect(delivery.outcome).toBe('accepted');
		expect(receiver.posts).toHaveLength(1);
	});
});

describe('a webhook that nobody accepts', () => {
	const fixture = new GraphFixture();
	afterEach(async () => await fixture.stop());

	it('has no duplicate', async () => {
		await fixture.start({
			redelivery: { delaysMs: [], duplicates: { probability: 1, withinMs: 1 } },
		});
		await fixture.subscribe();
		fixture.receiver.answers = [500];
		const delivery = await fixture.sendText();
		await fixture.sandbox.idle();
		expect(delivery.outcome).toBe('abandoned');
		expect(fixture.receiver.posts).toHaveLength(1);
	});
});
