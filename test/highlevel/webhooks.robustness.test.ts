import { generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { headerOf, jsonOf, type WebhookRequest } from '../../webhooks/request';
import { readAppEvent } from '../../highlevel/webhooks/appEvent';
import type { WebhookEvent } from '../../highlevel/webhooks/event';
import {
	cameThrough,
	isOwnContact,
	newTags,
	touchesOf,
	withoutPrefixes,
} from '../../highlevel/webhooks/newTags';
import { SENDERS, type Sender } from '../../highlevel/webhooks/senders';
import { signatureProblem } from '../../highlevel/webhooks/signature';
import { earlyRefusal } from '../../webhooks/bounds';
import { secretProblem, sharedSecretProblem } from '../../webhooks/secret';
import { readWorkflowWebhook } from '../../highlevel/webhooks/workflowWebhook';
import { touchSchema } from '../../routing/model/touch';
import { fixtureBody, fixtureBytes, fixtureNames } from '../fixtures/highlevel';
import { damage, nasty, wounds } from '../harness/damage';
import { wireBodies } from '../harness/wire';

const NOW = Date.parse('2026-10-15T10:00:00.000Z');
const bodies = fixtureNames.map(fixtureBody);

const damaged = fc.tuple(fc.constantFrom(...bodies), wounds).map(([body, some]) => {
	const copy = structuredClone(body);
	damage(copy, some);
	return copy;
});

function eventHolds(event: WebhookEvent): void {
	const tags = withoutPrefixes(newTags(event, null, 'all', NOW), ['a']);
	isOwnContact(event, ['a']);
	cameThrough(event, ['SMS']);
	expect(event.deliveryIds[0]).toEqual(expect.any(String));
	for (const touch of [event.touch, ...touchesOf(event, tags)]) {
		expect(touchSchema.safeParse(touch).error).toBeUndefined();
		expect(touch.contact.id ?? touch.contact.phone).toBeTruthy();
		expect(touch.contact.phone ?? '+1').toMatch(/^\+\d+$/);
		// What leaves the trigger must survive n8n's storage.
		expect(() => JSON.stringify(touch)).not.toThrow();
	}
}

function everythingHolds(body: unknown): void {
	const bytes = Buffer.from(JSON.stringify(body) ?? '');
	const app = readAppEvent(body, bytes, NOW);
	if (app) eventHolds(app);
	const workflow = readWorkflowWebhook(body, bytes, 'tagAdded', NOW);
	if (typeof workflow !== 'string') eventHolds(workflow);
}

describe('reading a webhook', () => {
	it('survives any JSON', () => {
		fc.assert(fc.property(nasty, everythingHolds), { numRuns: 350 });
	});

	it('survives any JSON in the fields of an event', () => {
		const types = ['ContactCreate', 'ContactTagUpdate', 'InboundMessage', 'ContactUpdate'];
		const anywhere = fc
			.tuple(fc.constantFrom(...types), fc.dictionary(fc.constantFrom(...fieldNames()), nasty))
			.map(([type, fields]) => ({ ...fields, type, id: 'c', contactId: 'c', contact_id: 'c' }));
		fc.assert(fc.property(anywhere, everythingHolds), { numRuns: 500 });
	});

	it('survives real webhooks with damaged parts', () => {
		fc.assert(fc.property(damaged, everythingHolds), { numRuns: 800 });
	});

	it('survives bytes that are no JSON', () => {
		const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array));
		fc.assert(
			fc.property(bytes, (body) => {
				const parsed = jsonOf({ rawBody: body });
				if (parsed !== undefined) everythingHolds(parsed);
			}),
			{ numRuns: 350 },
		);
	});

	it('does not change prototypes', () => {
		const body = JSON.parse(
			'{"__proto__":{"polluted":1},"type":"ContactTagUpdate","id":"__proto__","tags":["__proto__"],"customData":{"__proto__":{"polluted":1}},"contact_id":"constructor"}',
		) as unknown;
		everythingHolds(body);
		expect({}).not.toHaveProperty('polluted');
	});
});

describe.each(Object.keys(SENDERS) as Sender[])(
	"HighLevel's %s webhook, whatever its bytes",
	(name) => {
		const { publicKey, privateKey } = generateKeyPairSync('ed25519');
		const secret = 'only-the-test-knows-it';
		const wire = wireBodies(fixtureNames.map(fixtureBytes));

		const request = (rawBody: Buffer, headers: Record<string, string>): WebhookRequest => ({
			rawBody,
			headers,
			query: {},
			url: 'https://n8n.example.com/webhook/abc/highlevel',
		});
		const signed = (body: Buffer): Record<string, string> =>
			name === 'app'
				? { 'x-ghl-signature': sign(null, body, privateKey).toString('base64') }
				: { 'x-webhook-secret': secret };
		const problemOf = (whole: WebhookRequest) =>
			name === 'app'
				? signatureProblem(whole.rawBody, headerOf(whole, 'x-ghl-signature'), publicKey)
				: sharedSecretProblem(whole, secret);

		it('is read, is nothing, or is refused by its bounds', () => {
			let refused = 0;
			fc.assert(
				fc.property(wire, (body) => {
					const whole = request(body, signed(body));
					const parsed = jsonOf(whole);
					if (earlyRefusal(whole, SENDERS[name])) {
						refused += 1;
						expect(parsed).toBeUndefined();
						return;
					}
					expect(problemOf(whole)).toBeNull();
					if (parsed !== undefined) everythingHolds(parsed);
				}),
				{ numRuns: 500 },
			);
			expect(refused).toBeGreaterThan(0);
		}, 600_000);

		it('is turned away without the key or the secret', () => {
			const [header = ''] = Object.keys(signed(Buffer.alloc(0)));
			const given = fc.oneof(fc.string(), fc.base64String({ minLength: 88, maxLength: 88 }));
			fc.assert(
				fc.property(wire, given, (body, text) => {
					const whole = request(body, { [header]: text });
					expect(earlyRefusal(whole, SENDERS[name])?.reason ?? problemOf(whole)).toEqual(
						expect.any(String),
					);
				}),
				{ numRuns: 500 },
			);
		});
	},
);

describe('whatever somebody sends without the key', () => {
	const { publicKey, privateKey } = generateKeyPairSync('ed25519');
	const bytes = fixtureBytes('contact-create');
	const right = sign(null, bytes, privateKey);

	it('has no right signature', () => {
		const header = fc.oneof(
			fc.string(),
			fc.uint8Array({ minLength: 64, maxLength: 64 }).map((b) => Buffer.from(b).toString('base64')),
			fc.tuple(fc.nat({ max: 63 }), fc.integer({ min: 1, max: 255 })).map(([at, by]) => {
				const changed = Buffer.from(right);
				changed.writeUInt8(changed.readUInt8(at) ^ by, at);
				return changed.toString('base64');
			}),
		);
		fc.assert(
			fc.property(header, (text) => signatureProblem(bytes, text, publicKey) !== null),
			{ numRuns: 600 },
		);
	});

	it('has no right signature for another body', () => {
		const other = fc
			.uint8Array({ maxLength: 400 })
			.map((array) => Buffer.from(array))
			.filter((body) => !body.equals(bytes));
		const header = right.toString('base64');
		fc.assert(
			fc.property(other, (body) => signatureProblem(body, header, publicKey) !== null),
			{ numRuns: 350 },
		);
	});

	it('has no right secret', () => {
		const secret = 'only-the-test-knows-it';
		fc.assert(
			fc.property(fc.anything(), fc.string(), (one, two) => {
				fc.pre(one !== secret && two !== secret);
				return secretProblem(secret, [one, two]) !== null;
			}),
			{ numRuns: 600 },
		);
	});
});

function fieldNames(): string[] {
	return [...new Set(bodies.flatMap((body) => Object.keys(body)))];
}
