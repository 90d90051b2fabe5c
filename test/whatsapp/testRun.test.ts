import type { Scope } from '../../whatsapp/meta/scope';
import { isSubscribed, subscribe, unsubscribe } from '../../whatsapp/meta/subscription';
import { HOME, MetaFixture, number, SALES } from './metaFixture';

describe.each<[string, Scope]>([
	['one number', number(SALES)],
	['one business account', { level: 'businessAccount', id: HOME }],
	['all numbers', { level: 'app' }],
])('a test run of a trigger for %s', (_what, scope) => {
	let meta: MetaFixture;
	beforeEach(async () => {
		meta = new MetaFixture();
		await meta.start();
	});
	afterEach(async () => await meta.stop());

	const production = async () => await meta.subscription({ scope });
	const test = async () =>
		await meta.subscription({ scope, webhookUrl: meta.test(), isTest: true });
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
		expect(await subscribe(await test())).toEqual({ replaced: null, elsewhere: [] });
		await unsubscribe(await test(), null);
		expect(meta.sandbox.subscriptions).toMatchObject({ app: null, phoneOverrides: {} });
	});

	it('may be followed by publishing', async () => {
		await subscribe(await test());
		await unsubscribe(await test(), null);
		expect(await subscribe(await production())).toEqual({ replaced: null, elsewhere: [] });
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

	it('of another workflow borrows from this one and gives back', async () => {
		await subscribe(await production());
		const other = { scope, webhookUrl: meta.test('two'), isTest: true };
		const { replaced } = await subscribe(await meta.subscription(other));
		expect(await delivered()).toBe(meta.test('two'));
		await unsubscribe(await meta.subscription(other), replaced);
		expect(await delivered()).toBe(meta.production());
	});

	it('gives back to the published workflow when that has ended its own test run', async () => {
		await subscribe(await production());
		await subscribe(await test());
		const other = { scope, webhookUrl: meta.test('two'), isTest: true };
		const { replaced } = await subscribe(await meta.subscription(other));
		expect(replaced).toBe(meta.test());
		await unsubscribe(await test(), meta.production());
		meta.unpublished.add(meta.test());
		const restored = await unsubscribe(await meta.subscription(other), replaced);
		expect(restored).toBe(meta.production());
		expect(await delivered()).toBe(meta.production());
	});

	it('clears the callback when nobody is left to give it back to', async () => {
		await subscribe(await production());
		const { replaced } = await subscribe(await test());
		meta.unpublished.add(meta.production());
		expect(await unsubscribe(await test(), replaced)).toBeNull();
		expect(meta.sandbox.subscriptions).toMatchObject({
			app: null,
			phoneOverrides: {},
			wabas: { [HOME]: { override: null } },
		});
	});

	it.each([false, true])(
		'never borrows from another system, which it could not give back (replace: %p)',
		async (replaceForeign) => {
			await meta.otherTakes(scope);
			const borrower = { scope, webhookUrl: meta.test(), isTest: true, replaceForeign };
			meta.writes();
			await expect(subscribe(await meta.subscription(borrower))).rejects.toMatchObject({
				name: 'SubscriptionError',
				message: expect.stringContaining(meta.otherSystem),
				description: expect.stringContaining(
					replaceForeign ? 'Publish the workflow' : 'Replace Existing Webhook',
				),
			});
			expect(meta.writes()).toEqual([]);
		},
	);
});
