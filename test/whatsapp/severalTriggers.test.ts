import type { Scope } from '../../whatsapp/meta/scope';
import {
	isSubscribed,
	subscribe,
	unsubscribe,
	type Subscription,
} from '../../whatsapp/meta/subscription';
import { ABROAD, HOME, MetaFixture, number, SALES, SUPPORT } from './metaFixture';

describe('several triggers on one app', () => {
	let meta: MetaFixture;
	beforeEach(async () => {
		meta = new MetaFixture();
		await meta.start();
	});
	afterEach(async () => await meta.stop());

	const one = async (changes: Partial<Subscription> = {}) =>
		await meta.subscription({ webhookUrl: meta.production('one'), ...changes });
	const two = async (changes: Partial<Subscription> = {}) =>
		await meta.subscription({
			scope: number(SUPPORT),
			webhookUrl: meta.production('two'),
			...changes,
		});
	const all = async (changes: Partial<Subscription> = {}) =>
		await meta.subscription({
			scope: { level: 'app' },
			webhookUrl: meta.production('all'),
			...changes,
		});
	const app = () => meta.sandbox.subscriptions.app;

	/** As n8n does: the route goes, then the trigger. */
	async function unpublish(subscription: Subscription): Promise<void> {
		await unsubscribe(subscription, null);
		meta.unpublished.add(subscription.webhookUrl);
	}

	it.each([
		['first', one, two],
		['last', two, one],
	])('leave nothing behind when the one that made the app subscribe goes %s', async (...order) => {
		await subscribe(await one());
		await subscribe(await two());
		await unpublish(await order[1]());
		expect(app()?.fields).toEqual(['messages']);
		await unpublish(await order[2]());
		expect(meta.sandbox.subscriptions).toMatchObject({ app: null, phoneOverrides: {} });
	});

	it("let a trigger for all accounts have the app's callback that one of them only keeps", async () => {
		await subscribe(await one());
		expect(await subscribe(await all())).toMatchObject({
			replaced: null,
			elsewhere: [{ scope: number(SALES), url: meta.production('one') }],
		});
		expect(app()?.callbackUrl).toBe(meta.production('all'));
		expect(await isSubscribed(await one())).toBe(true);
	});

	it("let a trigger for all accounts have the app's callback of one that is gone", async () => {
		await subscribe(await all());
		await subscribe(await two());
		await unpublish(await all());
		const next = { webhookUrl: meta.production('next') };
		await subscribe(await all(next));
		expect(await isSubscribed(await all(next))).toBe(true);
		expect(await isSubscribed(await two())).toBe(true);
	});

	it('do not take a number from a trigger that cannot be asked', async () => {
		await subscribe(await one());
		const get = async () => await Promise.reject(new Error('no way back into n8n'));
		const rival = await one({ webhookUrl: meta.production('rival'), get });
		await expect(subscribe(rival)).rejects.toMatchObject({
			message: `Messages to this number already go to another workflow of this n8n, at ${meta.production('one')}`,
			workflow: null,
		});
	});

	it('name the workflow that has a number, whether it is published or in a test run', async () => {
		for (const webhookUrl of [meta.production('one'), meta.test('one')]) {
			await subscribe(await one({ webhookUrl }));
			const rival = await one({ webhookUrl: meta.production('rival') });
			await expect(subscribe(rival)).rejects.toMatchObject({
				message: "Messages to this number already go to the workflow 'Sales'",
				description: expect.stringMatching(/Unpublish that workflow.*'Replace Existing Webhook'/),
				workflow: { id: 'w1', name: 'Sales' },
			});
		}
	});

	it('may have what a trigger that is gone has left', async () => {
		await subscribe(await one());
		meta.unpublished.add(meta.production('one'));
		const heir = { webhookUrl: meta.production('heir') };
		expect(await subscribe(await one(heir))).toEqual({ replaced: null, elsewhere: [] });
		expect(meta.sandbox.subscriptions.phoneOverrides).toEqual({ [SALES]: meta.production('heir') });
	});

	it('do not take the number of a published workflow whose test run broke off', async () => {
		await subscribe(await one());
		await subscribe(await one({ webhookUrl: meta.test('one'), isTest: true }));
		meta.unpublished.add(meta.test('one'));
		const rival = await one({ webhookUrl: meta.production('rival') });
		await expect(subscribe(rival)).rejects.toThrow("already go to the workflow 'Sales'");
	});

	it('clear the account callback of a trigger that is gone for all accounts', async () => {
		const scope: Scope = { level: 'businessAccount', id: ABROAD };
		await subscribe(await one({ scope }));
		meta.unpublished.add(meta.production('one'));
		expect(await isSubscribed(await all())).toBe(false);
		expect(await subscribe(await all())).toEqual({ replaced: null, elsewhere: [] });
		expect(meta.sandbox.subscriptions.wabas[ABROAD]).toEqual({ subscribed: true, override: null });
	});

	describe('with more fields', () => {
		const fields = ['messages', 'calls'];

		it("add only what is missing, and keep another trigger's callback with its own verify token", async () => {
			await subscribe(await all());
			meta.writes();
			await subscribe(await two({ fields }));
			expect(meta.sandbox.requests.find(({ body }) => body.fields === 'calls')).toMatchObject({
				status: 200,
				body: { callback_url: meta.production('all') },
			});
			expect(app()).toEqual({ callbackUrl: meta.production('all'), fields });
			expect(await isSubscribed(await all())).toBe(true);
			expect(await isSubscribed(await two({ fields }))).toBe(true);
			expect(await isSubscribed(await two({ fields: ['history'] }))).toBe(false);
		});

		it("become the app's callback when the one before is gone", async () => {
			await subscribe(await one());
			await subscribe(await two());
			await unpublish(await one());
			await subscribe(await two({ fields }));
			expect(app()).toEqual({ callbackUrl: meta.production('two'), fields });
		});

		it('name all missing fields when another system has the app', async () => {
			await meta.otherTakesApp(['messages']);
			const wanting = await two({ fields: ['messages', 'calls', 'history'] });
			meta.writes();
			await expect(subscribe(wanting)).rejects.toMatchObject({
				message: "The Meta app does not subscribe to the fields 'calls', 'history'",
				description: expect.stringContaining('WhatsApp > Configuration > Webhook fields'),
			});
			expect(meta.writes()).toEqual([]);
		});

		it('leave the fields of the others when one goes', async () => {
			await subscribe(await one({ fields }));
			await subscribe(await two({ fields: ['messages', 'history'] }));
			await unpublish(await one({ fields }));
			expect(app()?.fields).toEqual(['messages', 'calls', 'history']);
			expect(await isSubscribed(await two({ fields: ['messages', 'history'] }))).toBe(true);
		});

		it('take only their own fields from an app in which somebody ticked more', async () => {
			await meta.otherTakesApp(['messages', 'security']);
			await subscribe(await all({ fields, replaceForeign: true }));
			await unpublish(await all({ fields }));
			expect(app()?.fields).toEqual(['security']);
		});
	});

	it('keep what the test run of a third one borrowed', async () => {
		await subscribe(await one());
		await subscribe(await two());
		const third = await one({ webhookUrl: meta.test('third'), isTest: true });
		const { replaced } = await subscribe(third);
		expect(replaced).toBe(meta.production('one'));
		expect(await isSubscribed(await two())).toBe(true);
		await unsubscribe(third, replaced);
		expect(meta.sandbox.subscriptions.phoneOverrides).toEqual({
			[SALES]: meta.production('one'),
			[SUPPORT]: meta.production('two'),
		});
		expect(meta.sandbox.subscriptions.wabas[HOME]).toEqual({ subscribed: true, override: null });
	});

	it('are not harmed by one that fails half way, which leaves nothing behind', async () => {
		const { graph } = meta;
		const failing = await one({
			graph: async (call) => {
				if (call.method === 'POST' && call.path === `/${SALES}`) throw new Error('Meta is down');
				return await graph(call);
			},
		});
		await expect(subscribe(failing)).rejects.toThrow('Meta is down');
		expect(app()).not.toBeNull();
		await unpublish(await one());
		expect(app()).toBeNull();
	});
});
