import fc from 'fast-check';
import { EVENT_NAMES } from '../../../routing/model/events';
import { touchSchema } from '../../../routing/model/touch';
import { earlyRefusal } from '../../../webhooks/bounds';
import { formOf, jsonOf, type WebhookRequest } from '../../../webhooks/request';
import { PROVIDERS, providersThat } from '../../../whatsapp/providers';
import type { Provider } from '../../../whatsapp/providers/provider';
import { BODIES } from '../../harness/damage';
import { wireBodies } from '../../harness/wire';
import { PROVIDER_FIXTURES } from './providerFixtures';
import { fixture, OPTIONS, request, SECRET } from './request';

/** All that a provider can tell, with all that came. */
const EVERYTHING = { ...OPTIONS, events: new Set(EVENT_NAMES), includeRaw: true };

describe.each(providersThat(() => true))('whatever comes in the name of %s', (name) => {
	const provider: Provider = PROVIDERS[name];
	const { messages, nobodyWrote, sign } = PROVIDER_FIXTURES[name];
	const files = [...messages.map(([file]) => file), ...nobodyWrote];
	const bodies = wireBodies(files.map((file) => fixture(file).rawBody));

	/** As somebody sends it who knows the secret: only the content is odd. */
	const signed = (body: Buffer): WebhookRequest => {
		const bare = request(body);
		return { ...bare, headers: sign(bare, SECRET) };
	};

	it('gives touches that n8n can store, or nothing, or is refused by its bounds', () => {
		let read = 0;
		let refused = 0;
		fc.assert(
			fc.property(bodies, (body) => {
				const whole = signed(body);
				if (earlyRefusal(whole, provider)) {
					refused += 1;
					// Nobody ever parses it, not even by mistake.
					if (provider.bounds.format === 'json') expect(jsonOf(whole)).toBeUndefined();
					return;
				}
				const problem = provider.authenticate(whole, SECRET);
				// What is no form has no parameters that somebody could sign.
				if (provider.bounds.format === 'json') expect(problem).toBeNull();
				for (const touch of provider.read(whole, EVERYTHING) ?? []) {
					read += 1;
					expect(touch.key).not.toBe('');
					expect(touch.contact.phone ?? '+1').toMatch(/^\+\d+$/);
					const stored = JSON.parse(JSON.stringify(touch)) as unknown;
					expect(touchSchema.safeParse(stored).error).toBeUndefined();
				}
			}),
			{ numRuns: BODIES },
		);
		expect(read).toBeGreaterThan(0);
		if (provider.bounds.format === 'json') expect(refused).toBeGreaterThan(0);
	}, 600_000);

	it('is never believed without the secret, and what comes of it is a reason', () => {
		const headers = fc.dictionary(
			fc.constantFrom(...Object.keys(sign(request('{}'), SECRET))),
			fc.oneof(fc.string(), fc.base64String({ minLength: 28, maxLength: 28 }), fc.string()),
		);
		fc.assert(
			fc.property(bodies, headers, (body, given) => {
				const forged = request(body, given);
				const refusal = earlyRefusal(forged, provider)?.reason;
				expect(refusal ?? provider.authenticate(forged, SECRET)).toEqual(expect.any(String));
			}),
			{ numRuns: 300 },
		);
	});
});

describe('a form of Twilio', () => {
	/** 30,000 parameters, within the bytes that a provider may send. */
	const form = Array.from({ length: 30_000 }, (_, i) => `${i.toString(36)}=`).join('&');

	it('with parameters without number is refused without being read', () => {
		const entries = jest.spyOn(URLSearchParams.prototype, 'getAll');
		const whole = request(form, { 'x-twilio-signature': Buffer.alloc(20).toString('base64') });
		expect(earlyRefusal(whole, PROVIDERS.twilio)?.status).toBe(413);
		expect(PROVIDERS.twilio.authenticate(whole, SECRET)).toMatch(/does not fit/);
		// Each search through all of them, for each of them, was the attack.
		expect(entries).not.toHaveBeenCalled();
		entries.mockRestore();
	});

	it.each([
		['no base64', '!'.repeat(28)],
		['a longer one', Buffer.alloc(32).toString('base64')],
		['a shorter one', Buffer.alloc(19).toString('base64')],
		['without its end', Buffer.alloc(20).toString('base64').slice(0, 27)],
		['two of them', `${Buffer.alloc(20).toString('base64')}, x`],
	])('is not read for a signature that is %s', (_what, signature) => {
		const whole = request('a=1', { 'x-twilio-signature': signature });
		const read = jest.spyOn(whole.rawBody, 'toString');
		expect(PROVIDERS.twilio.formProblem(whole)).toMatch(/20 bytes in base64/);
		expect(PROVIDERS.twilio.authenticate(whole, SECRET)).toMatch(/20 bytes in base64/);
		expect(read).not.toHaveBeenCalled();
	});

	it('is parsed once, although several addresses may have been signed', () => {
		const whole = fixture('twilio/inbound-text.form');
		const signature = PROVIDER_FIXTURES.twilio.sign(whole, SECRET);
		const read = jest.spyOn(whole.rawBody, 'toString');
		expect(PROVIDERS.twilio.authenticate({ ...whole, headers: signature }, 'x'.repeat(20))).toMatch(
			/does not fit/,
		);
		expect(PROVIDERS.twilio.authenticate({ ...whole, headers: signature }, SECRET)).toBeNull();
		expect(PROVIDERS.twilio.read(whole, OPTIONS)).toHaveLength(1);
		expect(formOf(whole).get('Body')).toEqual(expect.any(String));
		expect(read).toHaveBeenCalledTimes(1);
	});
});
