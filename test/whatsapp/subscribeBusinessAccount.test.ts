import type { Scope } from '../../whatsapp/meta/scope';
import {
	isSubscribed,
	subscribe,
	unsubscribe,
	type Subscription,
} from '../../whatsapp/meta/subscription';
import { ABROAD, HOME, LONDON, MetaFixture, number, SALES, SUPPORT } from './metaFixture';

describe('a trigger for one business account', () => {
	let meta: MetaFixture;
	const scope: Scope = { level: 'businessAccount', id: HOME };
	const home: Partial<Subscription> = { scope };
	beforeEach(async () => {
		meta = new MetaFixture();
		await meta.start();
	});
	afterEach(async () => await meta.stop());

	const route = async (to: string) =>
		await meta.sandbox.send({ to, from: { phone: '1' }, text: 'Hi' });

	it('receives the messages of all its numbers, and of no other account', async () => {
		const subscription = await meta.subscription(home);
		expect(await isSubscribed(subscription)).toBe(false);
		expect(await subscribe(subscription)).toEqual({ replaced: null, elsewhere: [] });
		expect(await isSubscribed(subscription)).toBe(true);
		expect(meta.sandbox.subscriptions.wabas).toEqual({
			[HOME]: { subscribed: true, override: meta.production() },
			[ABROAD]: { subscribed: false, override: null },
		});
		for (const id of [SALES, SUPPORT]) {
			expect(await route(id)).toMatchObject({ level: 'waba', url: meta.production() });
		}
	});

	it('sends the empty POST, which clears a callback, only to subscribe and to go', async () => {
		await subscribe(await meta.subscription(home));
		meta.writes();
		await subscribe(await meta.subscription(home));
		expect(meta.writes()).toEqual([`POST /${HOME}/subscribed_apps`]);
		expect(meta.sandbox.requests.at(-2)?.body).toEqual({
			override_callback_uri: meta.production(),
		});
	});

	it('says which numbers have a callback of their own, and leaves it', async () => {
		await subscribe(await meta.subscription({ webhookUrl: meta.production('sales') }));
		const { elsewhere } = await subscribe(await meta.subscription(home));
		expect(elsewhere).toEqual([{ scope: number(SALES), url: meta.production('sales') }]);
		expect(await route(SALES)).toMatchObject({ level: 'phone', url: meta.production('sales') });
		expect(await route(SUPPORT)).toMatchObject({ level: 'waba', url: meta.production() });
	});

	it('lives beside a trigger for all accounts, which gets the rest', async () => {
		const all: Partial<Subscription> = {
			scope: { level: 'app' },
			webhookUrl: meta.production('all'),
		};
		await subscribe(await meta.subscription(home));
		const { elsewhere } = await subscribe(await meta.subscription(all));
		expect(elsewhere).toEqual([{ scope, url: meta.production() }]);
		expect(await isSubscribed(await meta.subscription(all))).toBe(true);
		expect(await isSubscribed(await meta.subscription(home))).toBe(true);
		expect(await route(LONDON)).toMatchObject({ url: meta.production('all') });
		expect(await route(SALES)).toMatchObject({ url: meta.production() });
		await unsubscribe(await meta.subscription(home), null);
		expect(await route(SALES)).toMatchObject({ level: 'app', url: meta.production('all') });
	});

	it('keeps the account subscribed when it goes, and takes only its own callback away', async () => {
		await subscribe(await meta.subscription(home));
		const sales = { webhookUrl: meta.production('sales') };
		await subscribe(await meta.subscription(sales));
		await unsubscribe(await meta.subscription(home), null);
		expect(meta.sandbox.subscriptions).toMatchObject({
			app: { fields: ['messages'] },
			wabas: { [HOME]: { subscribed: true, override: null } },
			phoneOverrides: { [SALES]: meta.production('sales') },
		});
		expect(await isSubscribed(await meta.subscription(sales))).toBe(true);
	});

	it('refuses the callback of another system, and replaces it on request', async () => {
		await meta.otherTakes(scope);
		meta.writes();
		await expect(subscribe(await meta.subscription(home))).rejects.toMatchObject({
			name: 'SubscriptionError',
			message: `Messages to this WhatsApp Business Account already go to another system, at ${meta.otherSystem}`,
			description: expect.stringMatching(/Replace Existing Webhook.*App Dashboard/s),
		});
		expect(meta.writes()).toEqual([]);
		await subscribe(await meta.subscription({ ...home, replaceForeign: true }));
		expect(await route(SALES)).toMatchObject({ level: 'waba', url: meta.production() });
		expect(meta.sandbox.subscriptions.app?.callbackUrl).toBe(meta.otherSystem);
	});

	it('touches nothing when somebody else has taken the account since', async () => {
		await subscribe(await meta.subscription(home));
		await meta.otherTakesApp();
		await meta.otherTakesWaba(HOME, meta.otherSystem);
		meta.writes();
		await unsubscribe(await meta.subscription(home), null);
		expect(meta.writes()).toEqual([]);
	});

	it('says that the token cannot see the account', async () => {
		const unknown = await meta.subscription({ scope: { level: 'businessAccount', id: '4711' } });
		await expect(subscribe(unknown)).rejects.toMatchObject({
			message: expect.stringContaining('WhatsApp Business Account with the ID 4711'),
			description: expect.stringContaining('Assign assets'),
		});
		expect(meta.writes()).toEqual([]);
	});

	it('leaves nothing behind when it was the only one', async () => {
		await subscribe(await meta.subscription(home));
		await unsubscribe(await meta.subscription(home), null);
		expect(meta.sandbox.subscriptions.app).toBeNull();
		expect(meta.sandbox.subscriptions.wabas[HOME]).toEqual({ subscribed: true, override: null });
	});
});
