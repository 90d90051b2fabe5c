import fc from 'fast-check';
import { EVENT_NAMES } from '../../../routing/model/events';
import { fixtureBody, fixtureBytes, fixtures } from '../../fixtures/whatsapp';
import { damage, wounds } from '../../harness/damage';
import { allAccounts, post, WhatsAppTriggerFixture, sign } from './whatsAppTriggerFixture';

/** More of them for a long night: FUZZ_WEBHOOKS=100000. */
const WEBHOOKS = Number(process.env.FUZZ_WEBHOOKS ?? 200);

/** Changes the bytes of a body, not what it says. */
const SPACE = Buffer.from(' ');

const files = fc.constantFrom(...fixtures.map(({ file }) => file));

/** A webhook whose values, or whose bytes, are not what Meta sends. */
const damaged = fc.oneof(
	fc.tuple(files, wounds).map(([file, cuts]) => {
		const body = structuredClone(fixtureBody(file));
		damage(body, cuts);
		return Buffer.from(JSON.stringify(body));
	}),
	fc
		.tuple(files, fc.array(fc.tuple(fc.nat(4000), fc.nat(255)), { minLength: 1, maxLength: 5 }))
		.map(([file, bytes]) => {
			const body = Buffer.from(fixtureBytes(file));
			for (const [at, byte] of bytes) body[at % body.length] = byte;
			return body;
		}),
	fc.tuple(files, fc.nat(4000)).map(([file, length]) => fixtureBytes(file).subarray(0, length)),
);

describe('damaged webhooks', () => {
	const fixture = new WhatsAppTriggerFixture();
	beforeAll(async () => await fixture.start());
	afterAll(async () => await fixture.stop());

	it(
		'never make the trigger fail, and start nothing without the signature of exactly their bytes',
		async () => {
			const trigger = fixture.n8n.add(allAccounts({ events: [...EVENT_NAMES] }));
			trigger.serve();
			let started = 0;
			await fc.assert(
				fc.asyncProperty(damaged, async (body) => {
					for (const signature of [null, sign(body, 'wrong'), sign(Buffer.concat([body, SPACE]))]) {
						expect((await post(trigger, body, signature)).status).toBe(401);
					}
					expect(trigger.executions).toHaveLength(started);
					const { status } = await post(trigger, body);
					expect([200, 400]).toContain(status);
					started = trigger.executions.length;
				}),
				{ numRuns: WEBHOOKS },
			);
			expect(started).toBeGreaterThan(WEBHOOKS / 10);
			expect(fixture.n8n.failures).toEqual([]);
		},
		60_000 + WEBHOOKS * 50,
	);
});
