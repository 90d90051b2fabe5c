import fc from 'fast-check';
import { touchSchema } from '../../routing/model/touch';
import { numberIdsOf } from '../../whatsapp/providers/cloudApi/read';
import { fixtureBody, fixtures } from '../fixtures/whatsapp';
import { BODIES, damage, nasty, wounds } from '../harness/damage';
import { change, envelope, everything, read, SALES, SUPPORT, textMessage } from './cloudApiFixture';

const events = everything;
const bodies = fixtures.map(({ file }) => fixtureBody(file));

function everythingHolds(body: unknown): void {
	numberIdsOf(body);
	for (const touch of read(body, { events, includeRaw: true })) {
		expect(touch.key).toEqual(expect.any(String));
		expect(touch.contact.phone ?? '+1').toMatch(/^\+\d+$/);
		// What leaves the trigger must survive n8n's storage.
		expect(touchSchema.safeParse(JSON.parse(JSON.stringify(touch))).success).toBe(true);
	}
}

describe('reading a webhook', () => {
	it('survives any JSON', () => {
		fc.assert(fc.property(nasty, everythingHolds), { numRuns: 200 });
	});

	it('survives any JSON in the places of an envelope', () => {
		const anywhere = fc.oneof(
			fc.tuple(nasty, nasty).map(([one, two]) => envelope(one, two)),
			nasty.map((value) => ({ object: 'whatsapp_business_account', entry: value })),
			nasty.map((value) => envelope({ field: 'messages', value })),
			fc
				.tuple(nasty, nasty, nasty)
				.map(([contacts, messages, statuses]) =>
					envelope(change(SALES, { contacts, messages, statuses })),
				),
			fc
				.tuple(nasty, nasty)
				.map(([contact, message]) =>
					envelope(change(SALES, { contacts: [contact], messages: [message] })),
				),
		);
		fc.assert(fc.property(anywhere, everythingHolds), { numRuns: 200 });
	});

	it('survives real webhooks with damaged parts', () => {
		fc.assert(
			fc.property(fc.constantFrom(...bodies), wounds, (body, cuts) => {
				const copy = structuredClone(body);
				damage(copy, cuts);
				everythingHolds(copy);
			}),
			{ numRuns: BODIES },
		);
	}, 600_000);

	it('never loses the other messages of a batch with a damaged one', () => {
		const dana = { from: '14155550117', from_user_id: 'US.84720193655102938471' };
		const profile = { profile: { name: 'Dana' }, wa_id: dana.from, user_id: dana.from_user_id };
		const referral = { source_type: 'ad', source_id: '1', headline: 'Hi' };
		fc.assert(
			fc.property(wounds, nasty, nasty, nasty, (cuts, anyContact, anyChange, anyStatuses) => {
				const first = { ...textMessage('wamid.damaged', dana), referral };
				const victim = { contact: structuredClone(profile), message: first };
				damage(victim, cuts);
				const body = envelope(
					anyChange,
					change(SALES, {
						contacts: [victim.contact, anyContact, profile],
						messages: [victim.message, textMessage('wamid.whole', dana)],
						statuses: anyStatuses,
					}),
					change(SUPPORT, {
						contacts: anyStatuses,
						messages: [textMessage('wamid.next', dana)],
					}),
				);
				const keys = read(body, { events }).map(({ key }) => key);
				expect(keys).toContain(`msg:${SALES}:wamid.whole`);
				expect(keys).toContain(`msg:${SUPPORT}:wamid.next`);
			}),
			{ numRuns: 350 },
		);
	});

	it('loses nothing of a body of three megabytes', () => {
		const people = Array.from({ length: 12_000 }, (_, i) => ({
			wa_id: `1415${1_000_000 + i}`,
			user_id: `US.${i}`,
			profile: { name: `Person ${i}` },
		}));
		const messages = people.map(({ user_id }, i) =>
			textMessage(`wamid.${i}`, { from_user_id: user_id }),
		);
		const preferences = people.map(({ user_id }) => ({ user_id, value: 'stop' }));
		const body = envelope(
			change(SALES, { contacts: people, messages }),
			change(SALES, { contacts: people, user_preferences: preferences }, 'user_preferences'),
			change(SALES, { messages: [textMessage('wamid.long', {}, 'x'.repeat(1_000_000))] }),
		);
		expect(JSON.stringify(body).length).toBeGreaterThan(3_000_000);
		const touches = read(body, { events });
		expect(new Set(touches.map(({ key }) => key)).size).toBe(24_001);
		expect(touches[11_999]?.contact).toMatchObject({ name: 'Person 11999', phone: '+14151011999' });
	});

	it('does not change prototypes', () => {
		const body = JSON.parse(
			'{"__proto__":{"polluted":1},"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"__proto__"},"messages":[{"id":"1","type":"text","__proto__":{"polluted":1}}]}}]}]}',
		) as unknown;
		const touches = read(body, { includeRaw: true });
		expect(touches[0]?.account?.id).toBe('__proto__');
		expect({}).not.toHaveProperty('polluted');
	});
});
