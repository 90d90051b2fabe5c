import {
	isSubscribed,
	subscribe,
	unsubscribe,
	type Subscription,
} from '../../whatsapp/meta/subscription';
import { ABROAD, APP, HOME, MetaFixture, SALES, SUPPORT, number } from './metaFixture';

describe('a trigger for all numbers', () => {
	let meta: MetaFixture;
	const all: Partial<Subscription> = { scope: { level: 'app' } };
	beforeEach(async () => {
		meta = new MetaFixture();
		await meta.start();
	});
	afterEach(async () => await meta.stop());

	it('subscribes the app and every account, and no number by itself', async () => {
		const subscription = await meta.subscription(all);
		expect(await isSubscribed(subscription)).toBe(false);
		expect(await subscribe(subscription)).toEqual({ replaced: null, elsewhere: [] });
		expect(meta.sandbox.subscriptions).toEqual({
			app: { callbackUrl: meta.production(), fields: ['messages'] },
			wabas: {
				[HOME]: { subscribed: true, override: null },
				[ABROAD]: { subscribed: true, override: null },
			},
			phoneOverrides: {},
		});
		expect(await isSubscribed(subscription)).toBe(true);
	});

	it('sends no POST when everything is right', async () => {
		await subscribe(await meta.subscription(all));
		meta.writes();
		await subscribe(await meta.subscription(all));
		expect(meta.writes()).toEqual([]);
	});

	it('subscribes an account that was added later', async () => {
		await subscribe(await meta.subscription(all));
		await meta.graph({ method: 'DELETE', path: `/${ABROAD}/subscribed_apps` });
		expect(await isSubscribed(await meta.subscription(all))).toBe(false);
		meta.writes();
		await subscribe(await meta.subscription(all));
		expect(meta.writes()).toEqual([`POST /${ABROAD}/subscribed_apps`]);
	});

	it('refuses the app of another system, names it, and takes it over on request', async () => {
		await meta.otherTakesApp(['messages', 'calls']);
		meta.writes();
		await expect(subscribe(await meta.subscription(all))).rejects.toMatchObject({
			name: 'SubscriptionError',
			message: expect.stringContaining(meta.otherSystem),
			description: expect.stringContaining('Replace Existing Webhook'),
		});
		expect(meta.writes()).toEqual([]);
		await subscribe(await meta.subscription({ ...all, replaceForeign: true }));
		expect(meta.sandbox.subscriptions.app).toEqual({
			callbackUrl: meta.production(),
			fields: ['messages', 'calls'],
		});
	});

	describe('with an account whose messages go to another system', () => {
		beforeEach(async () => {
			await subscribe(await meta.subscription(all));
			await meta.otherTakesWaba(ABROAD, meta.otherSystem);
			meta.writes();
		});

		it('does not count as subscribed', async () => {
			expect(await isSubscribed(await meta.subscription(all))).toBe(false);
		});

		it('refuses and names account and address', async () => {
			await expect(subscribe(await meta.subscription(all))).rejects.toMatchObject({
				name: 'SubscriptionError',
				message: expect.stringMatching(new RegExp(`${ABROAD}.*${meta.otherSystem}`)),
			});
			expect(meta.writes()).toEqual([]);
		});

		it('clears the override on request', async () => {
			await subscribe(await meta.subscription({ ...all, replaceForeign: true }));
			expect(meta.sandbox.subscriptions.wabas[ABROAD]).toEqual({
				subscribed: true,
				override: null,
			});
		});
	});

	it('changes nothing at all when an account override makes it refuse', async () => {
		await meta.otherTakesApp();
		await meta.otherTakesWaba(ABROAD, null);
		await meta.otherTakesWaba(ABROAD, meta.otherSystem);
		await meta.graph({ method: 'DELETE', path: `/${APP.id}/subscriptions` });
		meta.writes();
		await expect(subscribe(await meta.subscription(all))).rejects.toThrow(meta.otherSystem);
		expect(meta.writes()).toEqual([]);
	});

	it('removes its field from the app when it goes', async () => {
		await subscribe(await meta.subscription(all));
		await unsubscribe(await meta.subscription(all), null);
		expect(meta.sandbox.subscriptions.app).toBeNull();
	});

	it('leaves other fields of the app when it goes', async () => {
		await meta.otherTakesApp(['calls']);
		await subscribe(await meta.subscription({ ...all, replaceForeign: true }));
		await unsubscribe(await meta.subscription(all), null);
		expect(meta.sandbox.subscriptions.app?.fields).toEqual(['calls']);
	});

	it('keeps the app subscribed while a number has a callback of its own', async () => {
		await subscribe(await meta.subscription(all));
		const support = { scope: number(SUPPORT), webhookUrl: meta.production('two') };
		await subscribe(await meta.subscription(support));
		meta.writes();
		await unsubscribe(await meta.subscription(all), null);
		expect(meta.writes()).toEqual([]);
		expect(await isSubscribed(await meta.subscription(support))).toBe(true);
	});

	it('keeps the app subscribed when the trigger of a number goes', async () => {
		await subscribe(await meta.subscription(all));
		const sales = { scope: number(SALES), webhookUrl: meta.production('two') };
		await subscribe(await meta.subscription(sales));
		await unsubscribe(await meta.subscription(sales), null);
		expect(await isSubscribed(await meta.subscription(all))).toBe(true);
		const delivery = await meta.sandbox.send({ to: SALES, from: { phone: '1' }, text: 'Hi' });
		expect(delivery).toMatchObject({ level: 'app', url: meta.production() });
	});

	it('touches nothing when somebody else has taken the app since', async () => {
		await subscribe(await meta.subscription(all));
		await meta.otherTakesApp();
		meta.writes();
		await unsubscribe(await meta.subscription(all), null);
		expect(meta.writes()).toEqual([]);
	});

	it('says so when the token can see no number', async () => {
		const subscription = await meta.subscription({ ...all, numbers: [] });
		const refusal = { message: 'The System User Token can see no WhatsApp number' };
		await expect(subscribe(subscription)).rejects.toMatchObject(refusal);
		await expect(isSubscribed(subscription)).rejects.toMatchObject(refusal);
		expect(meta.writes()).toEqual([]);
	});
});
