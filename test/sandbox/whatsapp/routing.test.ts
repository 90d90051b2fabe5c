import { ABROAD, APP, DANA, HOME_WABA, SALES, SUPPORT, GraphFixture } from './graphFixture';

describe('where a webhook goes', () => {
	let fixture: GraphFixture;
	beforeEach(async () => {
		fixture = new GraphFixture();
		await fixture.start();
	});
	afterEach(async () => await fixture.stop());

	it('is the phone override, then the WABA override, then the app callback', async () => {
		await fixture.subscribe();
		await fixture.subscribeWaba(HOME_WABA, '/waba');
		await fixture.overridePhone(SALES, '/phone');

		const levels = [];
		for (const number of [SALES, SUPPORT, ABROAD])
			levels.push((await fixture.sendText(number)).level);
		expect(fixture.receiver.paths).toEqual(['/phone', '/waba', '/app']);
		expect(levels).toEqual(['phone', 'waba', 'app']);
	});

	it('falls back level by level as overrides are taken away', async () => {
		await fixture.subscribe();
		await fixture.subscribeWaba(HOME_WABA, '/waba');
		await fixture.overridePhone(SALES, '/phone');

		await fixture.asSystemUser('POST', `/${SALES}`, {
			webhook_configuration: { override_callback_uri: '' },
		});
		await fixture.sendText();
		await fixture.subscribeWaba(HOME_WABA);
		await fixture.sendText();
		expect(fixture.receiver.paths).toEqual(['/waba', '/app']);
	});

	it('is nowhere when the app has no subscription', async () => {
		await fixture.subscribe();
		await fixture.overridePhone(SALES, '/phone');
		await fixture.asApp('DELETE', `/${APP.id}/subscriptions`);
		expect(await fixture.sendText()).toMatchObject({
			url: null,
			undelivered: 'app not subscribed',
			outcome: 'undelivered',
			attempts: [],
		});
		expect(fixture.receiver.posts).toEqual([]);
	});

	it('is nowhere when the app subscribed to other fields only', async () => {
		await fixture.subscribeApp('/app', ['account_update']);
		await fixture.subscribeWaba();
		expect((await fixture.sendText()).undelivered).toBe('app not subscribed');
	});

	it('is nowhere when the WABA is not subscribed', async () => {
		await fixture.subscribeApp();
		expect((await fixture.sendText()).undelivered).toBe('waba not subscribed');

		await fixture.subscribeWaba();
		expect((await fixture.sendText()).undelivered).toBeNull();

		await fixture.asSystemUser('DELETE', `/${HOME_WABA}/subscribed_apps`);
		expect((await fixture.sendText()).undelivered).toBe('waba not subscribed');
		expect(fixture.receiver.posts).toHaveLength(1);
	});

	it('must be one place for a batch', async () => {
		await fixture.subscribe();
		await fixture.overridePhone(SALES, '/phone');
		const batch = [SALES, SUPPORT].map((to) => ({ to, from: DANA, text: 'Hello' }));
		await expect(fixture.sandbox.send(batch)).rejects.toThrow('different callbacks');
		expect(fixture.receiver.posts).toEqual([]);
	});

	it('is unknown for a number that does not exist', async () => {
		await expect(fixture.sendText('9999')).rejects.toThrow('no phone number with id 9999');
		await expect(fixture.sandbox.deliverRaw('9999', '{}')).rejects.toThrow('9999');
	});
});
