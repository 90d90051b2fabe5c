import fc from 'fast-check';
import { touchSchema, type Touch } from '../../../routing/model/touch';
import { PROVIDERS, providersThat } from '../../../whatsapp/providers';
import type { Provider, ReadOptions } from '../../../whatsapp/providers/provider';
import { mutated } from './mutated';
import { PROVIDER_FIXTURES } from './providerFixtures';
import { fixture, OPTIONS, request, SECRET } from './request';

const all = providersThat(() => true);

/** Every header by which some provider is known. */
const HEADERS = all.flatMap((name) =>
	Object.keys(PROVIDER_FIXTURES[name].sign(request({}), SECRET)),
);

describe.each(all)('the webhooks of %s', (name) => {
	const provider: Provider = PROVIDERS[name];
	const { messages, nobodyWrote, notItsOwn, scope, sign } = PROVIDER_FIXTURES[name];
	const files = messages.map(([file]) => file);

	const read = (file: string, changes: Partial<ReadOptions> = {}) =>
		provider.read(fixture(file), { ...OPTIONS, scope, ...changes });
	const only = (touches: Touch[] | null): Touch => {
		expect(touches).toHaveLength(1);
		return (touches as [Touch])[0];
	};
	const authenticate = (headers: Record<string, string>, secret: string) =>
		provider.authenticate(fixture(files[0] ?? '', headers), secret);
	const signed = (secret: string) => sign(fixture(files[0] ?? ''), secret);

	it.each(messages)('%s is one message', (file, expected) => {
		expect(only(read(file))).toMatchObject({ event: 'message', ...expected });
	});

	it.each(files)('%s gives the account the name that the user chose', (file) => {
		const touch = only(read(file, { accountName: 'Sales Line' }));
		expect(touch.account).toMatchObject({ name: 'Sales Line', tag: 'account-sales-line' });
	});

	it.each(files)('%s comes with the raw message only on request', (file) => {
		expect(only(read(file))).not.toHaveProperty('raw');
		expect(only(read(file, { includeRaw: true })).raw).toEqual(expect.any(Object));
	});

	it.each(files)('%s starts nothing when messages are not wanted', (file) => {
		expect(read(file, { events: new Set(['status']) })).toEqual([]);
	});

	it('in which nobody wrote start nothing', () => {
		for (const file of nobodyWrote) expect(read(file)).toEqual([]);
	});

	it('are no other bodies', () => {
		for (const body of notItsOwn) expect(provider.read(request(body), OPTIONS)).toBeNull();
	});

	it('tell nothing but messages, if it says so', () => {
		const events = new Set(['status', 'call', 'account', 'unknown'] as const);
		const told = [...files, ...nobodyWrote].flatMap((file) => read(file, { events }) ?? []);
		expect(told.length > 0).toBe(!provider.messagesOnly);
	});

	it.each(files)('%s gives touches or nothing, whatever is damaged in it', (file) => {
		fc.assert(
			fc.property(mutated(fixture(file).rawBody, file.endsWith('.form')), (body) => {
				for (const touch of provider.read(request(body), OPTIONS) ?? []) {
					expect(touchSchema.safeParse(touch).success).toBe(true);
					expect(touch.key).not.toBe('');
				}
			}),
			{ numRuns: 1_000 },
		);
	});

	it('are known by the secret, and only by the right one', () => {
		expect(authenticate(signed(SECRET), SECRET)).toBeNull();
		expect(authenticate(signed('guessed-by-somebody'), SECRET)).toEqual(expect.any(String));
		expect(authenticate({}, SECRET)).toMatch(/missing/);
		expect(authenticate(signed(''), '')).toMatch(/empty/);
	});

	it('are turned away when they were not signed with the secret', () => {
		fc.assert(
			fc.property(
				fc.dictionary(fc.constantFrom(...HEADERS), fc.oneof(fc.string(), fc.base64String())),
				fc.uint8Array(),
				(given, body) => {
					expect(provider.authenticate(request(Buffer.from(body), given), SECRET)).toEqual(
						expect.any(String),
					);
				},
			),
		);
	});
});

const signsNothing = all.filter(
	(name) => PROVIDER_FIXTURES[name].sign(request({}), SECRET)['x-webhook-secret'] === SECRET,
);

describe.each(signsNothing)('%s, which signs nothing', (name) => {
	const { authenticate }: Provider = PROVIDERS[name];

	it('is known by the secret in a header or in the URL', () => {
		expect(authenticate(request({}, { 'x-webhook-secret': SECRET }), SECRET)).toBeNull();
		expect(authenticate({ ...request({}), query: { secret: SECRET } }, SECRET)).toBeNull();
	});

	it('is turned away without it', () => {
		expect(authenticate(request({}), SECRET)).toMatch(/secret is missing/);
		expect(authenticate(request({}, { 'x-webhook-secret': 'guessed' }), SECRET)).toMatch(
			/not the one/,
		);
		expect(authenticate(request({}, { 'x-webhook-secret': '' }), '')).toMatch(/empty/);
	});
});

it('is nothing to read when it is too deep for n8n to store', () => {
	const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
	const text = fixture('waha/message-text.json').rawBody.toString();
	const body = text.replace('"payload":{', `"payload":{"deep":${deep},`);
	expect(PROVIDERS.waha.read(request(body), { ...OPTIONS, includeRaw: true })).toBeNull();
});
