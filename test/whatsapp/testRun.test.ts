import { isSubscribed, subscribe, unsubscribe } from '../../whatsapp/subscription';
import { Meta, SALES } from './meta';

describe.each([
	['one number', SALES],
	['all numbers', null],
])('a test run of a trigger for %s', (_what, phoneNumberId) => {
	let meta: Meta;
	beforeEach(async () => {
		meta = new Meta();
		await meta.start();
	});
	afterEach(async () => await meta.stop());

	const production = async () => await meta.subscription({ phoneNumberId });
	const test = async () => await meta.subscription({ phoneNumberId, webhookUrl: meta.test() });
	const delivered = async () =>
		(await meta.sandbox.send({ to: SALES, from: { phone: '1' }, text: 'Hi' })).url;

	it('borrows from the published workflow and gives back', async () => {
		await subscribe(await production());
		expect(await isSubscribed(await test())).toBe(false);
		const { replaced } = await subscribe(await test());
		expect(replaced).toBe(meta.production());
		expect(await delivered()).toBe(meta.test());
		expect(await isSubscribed(await production())).toBe(false);

		// Meta verifies the address again: only the derived verify token passes.
		await unsubscribe(await test(), replaced);
		expect(await delivered()).toBe(meta.production());
		expect(await isSubscribed(await production())).toBe(true);
	});

	it('leaves nothing behind when nothing is published', async () => {
		expect(await subscribe(await test())).toEqual({ replaced: null });
		await unsubscribe(await test(), null);
		expect(meta.sandbox.subscriptions).toMatchObject({ app: null, phoneOverrides: {} });
	});

	it('may be followed by publishing', async () => {
		await subscribe(await test());
		await unsubscribe(await test(), null);
		expect(await subscribe(await production())).toEqual({ replaced: null });
		expect(await isSubscribed(await production())).toBe(true);
	});

	it('is replaced when the workflow is published meanwhile, and then changes nothing', async () => {
		await subscribe(await test());
		await subscribe(await production());
		meta.writes();
		await unsubscribe(await test(), null);
		expect(meta.writes()).toEqual([]);
		expect(await isSubscribed(await production())).toBe(true);
	});

	it('of another workflow does not borrow from this one', async () => {
		await subscribe(await production());
		const other = await meta.subscription({ phoneNumberId, webhookUrl: meta.test('two') });
		await expect(subscribe(other)).rejects.toThrow(meta.production());
		expect(await isSubscribed(await production())).toBe(true);
	});
});
