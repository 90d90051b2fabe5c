import { ABROAD, APP, DANA, HOME_WABA, SALES, SUPPORT, World } from './world';

describe('where a webhook goes', () => {
	let world: World;
	beforeEach(async () => {
		world = new World();
		await world.start();
	});
	afterEach(async () => await world.stop());

	it('is the phone override, then the WABA override, then the app callback', async () => {
		await world.subscribe();
		await world.subscribeWaba(HOME_WABA, '/waba');
		await world.overridePhone(SALES, '/phone');

		const levels = [];
		for (const number of [SALES, SUPPORT, ABROAD])
			levels.push((await world.sendText(number)).level);
		expect(world.receiver.paths).toEqual(['/phone', '/waba', '/app']);
		expect(levels).toEqual(['phone', 'waba', 'app']);
	});

	it('falls back level by level as overrides are taken away', async () => {
		await world.subscribe();
		await world.subscribeWaba(HOME_WABA, '/waba');
		await world.overridePhone(SALES, '/phone');

		await world.asSystemUser('POST', `/${SALES}`, {
			webhook_configuration: { override_callback_uri: '' },
		});
		await world.sendText();
		await world.subscribeWaba(HOME_WABA);
		await world.sendText();
		expect(world.receiver.paths).toEqual(['/waba', '/app']);
	});

	it('is nowhere when the app has no subscription', async () => {
		await world.subscribe();
		await world.overridePhone(SALES, '/phone');
		await world.asApp('DELETE', `/${APP.id}/subscriptions`);
		expect(await world.sendText()).toMatchObject({
			url: null,
			undelivered: 'app not subscribed',
			outcome: 'undelivered',
			attempts: [],
		});
		expect(world.receiver.posts).toEqual([]);
	});

	it('is nowhere when the app subscribed to other fields only', async () => {
		await world.subscribeApp('/app', ['account_update']);
		await world.subscribeWaba();
		expect((await world.sendText()).undelivered).toBe('app not subscribed');
	});

	it('is nowhere when the WABA is not subscribed', async () => {
		await world.subscribeApp();
		expect((await world.sendText()).undelivered).toBe('waba not subscribed');

		await world.subscribeWaba();
		expect((await world.sendText()).undelivered).toBeNull();

		await world.asSystemUser('DELETE', `/${HOME_WABA}/subscribed_apps`);
		expect((await world.sendText()).undelivered).toBe('waba not subscribed');
		expect(world.receiver.posts).toHaveLength(1);
	});

	it('must be one place for a batch', async () => {
		await world.subscribe();
		await world.overridePhone(SALES, '/phone');
		const batch = [SALES, SUPPORT].map((to) => ({ to, from: DANA, text: 'Hello' }));
		await expect(world.sandbox.send(batch)).rejects.toThrow('different callbacks');
		expect(world.receiver.posts).toEqual([]);
	});

	it('is unknown for a number that does not exist', async () => {
		await expect(world.sendText('9999')).rejects.toThrow('no phone number with id 9999');
		await expect(world.sandbox.deliverRaw('9999', '{}')).rejects.toThrow('9999');
	});
});
