import { isSubscribed, subscribe, unsubscribe } from '../../whatsapp/meta/subscription';
import { HOME, LONDON, MetaFixture, SALES, SUPPORT, number } from './metaFixture';

describe('a trigger for one number', () => {
	let meta: MetaFixture;
	beforeEach(async () => {
		meta = new MetaFixture();
		await meta.start();
	});
	afterEach(async () => await meta.stop());

	it('subscribes app, account and number, and messages arrive', async () => {
		const subscription = await meta.subscription();
		expect(await isSubscribed(subscription)).toBe(false);
		expect(await subscribe(subscription)).toEqual({ replaced: null, elsewhere: [] });
		expect(meta.sandbox.subscriptions).toMatchObject({
			app: { callbackUrl: meta.production(), fields: ['messages'] },
			wabas: { [HOME]: { subscribed: true, override: null } },
			phoneOverrides: { [SALES]: meta.production() },
		});
		expect(await isSubscribed(subscription)).toBe(true);
		const delivery = await meta.sandbox.send({ to: SALES, from: { phone: '1' }, text: 'Hi' });
		expect(delivery).toMatchObject({ level: 'phone', url: meta.production() });
	});

	it('leaves the accounts of other numbers alone', async () => {
		await subscribe(await meta.subscription());
		expect(meta.sandbox.subscriptions.wabas).toMatchObject({ 2002: { subscribed: false } });
	});

	it('sends no POST for what is there already', async () => {
		await subscribe(await meta.subscription());
		meta.writes();
		await subscribe(await meta.subscription());
		// The number's own callback is set again: it is what the trigger owns.
		expect(meta.writes()).toEqual([`POST /${SALES}`]);
	});

	it('keeps callback, fields and account override of another system', async () => {
		await meta.otherTakesApp(['messages', 'calls']);
		await meta.otherTakesWaba(HOME, null);
		await meta.otherTakesWaba(HOME, meta.otherSystem);
		meta.writes();
		await subscribe(await meta.subscription());
		expect(meta.writes()).toEqual([`POST /${SALES}`]);
		expect(meta.sandbox.subscriptions).toMatchObject({
			app: { callbackUrl: meta.otherSystem, fields: ['messages', 'calls'] },
			wabas: { [HOME]: { override: meta.otherSystem } },
			phoneOverrides: { [SALES]: meta.production() },
		});
	});

	it('asks for the field in the dashboard when another system has the app without it', async () => {
		await meta.otherTakesApp(['calls']);
		meta.writes();
		await expect(subscribe(await meta.subscription())).rejects.toMatchObject({
			name: 'SubscriptionError',
			message: expect.stringContaining("'messages'"),
			description: expect.stringContaining(meta.otherSystem),
		});
		expect(meta.writes()).toEqual([]);
	});

	it('adds the missing field when the app delivers to the trigger itself', async () => {
		await meta.otherTakesApp(['calls']);
		// The address answers for any verify token, so it may as well be the trigger's own.
		await subscribe(await meta.subscription({ webhookUrl: meta.otherSystem }));
		expect(meta.sandbox.subscriptions.app).toEqual({
			callbackUrl: meta.otherSystem,
			fields: ['calls', 'messages'],
		});
	});

	describe('that another system has taken', () => {
		beforeEach(async () => {
			await meta.otherTakesApp();
			await meta.otherTakesWaba(HOME, null);
			await meta.otherTakesNumber(SALES);
			meta.writes();
		});

		it('refuses, names the address and changes nothing', async () => {
			await expect(subscribe(await meta.subscription())).rejects.toMatchObject({
				name: 'SubscriptionError',
				message: expect.stringContaining(meta.otherSystem),
				description: expect.stringContaining('Replace Existing Webhook'),
			});
			expect(meta.writes()).toEqual([]);
		});

		it('is not subscribed', async () => {
			expect(await isSubscribed(await meta.subscription())).toBe(false);
		});

		it('takes it over on request', async () => {
			const subscription = await meta.subscription({ replaceForeign: true });
			// Its verify token is unknown, so nobody could put it back.
			expect(await subscribe(subscription)).toEqual({ replaced: null, elsewhere: [] });
			expect(meta.sandbox.subscriptions).toMatchObject({
				app: { callbackUrl: meta.otherSystem },
				phoneOverrides: { [SALES]: meta.production() },
			});
		});
	});

	it('lives beside a trigger of another number', async () => {
		const support = { scope: number(SUPPORT), webhookUrl: meta.production('two') };
		await subscribe(await meta.subscription());
		await subscribe(await meta.subscription(support));
		expect(meta.sandbox.subscriptions.phoneOverrides).toEqual({
			[SALES]: meta.production(),
			[SUPPORT]: meta.production('two'),
		});
		await unsubscribe(await meta.subscription(), null);
		expect(meta.sandbox.subscriptions).toMatchObject({
			app: { fields: ['messages'] },
			wabas: { [HOME]: { subscribed: true } },
			phoneOverrides: { [SUPPORT]: meta.production('two') },
		});
		expect(await isSubscribed(await meta.subscription(support))).toBe(true);
	});

	it('leaves nothing behind when it was the only one', async () => {
		await subscribe(await meta.subscription());
		await unsubscribe(await meta.subscription(), null);
		expect(meta.sandbox.subscriptions).toMatchObject({ app: null, phoneOverrides: {} });
	});

	it('leaves the app to another system when it goes', async () => {
		await meta.otherTakesApp();
		await subscribe(await meta.subscription());
		await unsubscribe(await meta.subscription(), null);
		expect(meta.sandbox.subscriptions).toMatchObject({
			app: { callbackUrl: meta.otherSystem, fields: ['messages'] },
			phoneOverrides: {},
		});
	});

	it('touches nothing when somebody else has taken the number since', async () => {
		await subscribe(await meta.subscription());
		await meta.otherTakesNumber(SALES);
		meta.writes();
		await unsubscribe(await meta.subscription(), null);
		expect(meta.writes()).toEqual([]);
		expect(meta.sandbox.subscriptions.phoneOverrides).toEqual({ [SALES]: meta.otherSystem });
	});

	it.each([['4711'], ['+1 202-555-0143'], ['../me'], ['__proto__']])(
		'says that the token cannot see the number %p',
		async (phoneNumberId) => {
			const subscription = await meta.subscription({ scope: number(phoneNumberId) });
			const refusal = {
				name: 'SubscriptionError',
				message: expect.stringContaining(`cannot see the number with the ID ${phoneNumberId}`),
				description: expect.stringContaining('Choose the number from the list'),
			};
			await expect(subscribe(subscription)).rejects.toMatchObject(refusal);
			await expect(isSubscribed(subscription)).rejects.toMatchObject(refusal);
			expect(meta.writes()).toEqual([]);
		},
	);

	it('of another account subscribes that one', async () => {
		await subscribe(await meta.subscription({ scope: number(LONDON) }));
		expect(meta.sandbox.subscriptions.wabas).toMatchObject({
			2001: { subscribed: false },
			2002: { subscribed: true },
		});
	});
});
