import fc from 'fast-check';
import { numberIdsOf } from '../../whatsapp/cloudApi';
import { fixtureBody, fixtures } from '../fixtures/whatsapp';
import { change, envelope, read, SALES, SUPPORT, textMessage } from './webhooks';

const events = new Set(['message', 'status'] as const);
const bodies = fixtures.map(({ file }) => fixtureBody(file));

/** JSON as a parser makes it, with keys such as `__proto__`, `toString` and `constructor`. */
const json = fc.json({ maxDepth: 4 }).map((text): unknown => JSON.parse(text));

const nasty = fc.oneof(
	json,
	fc.constantFrom<unknown>(
		null,
		'',
		0,
		-1,
		1e308,
		[],
		{},
		[[]],
		[null],
		'\ud800',
		{ toString: null },
		JSON.parse('{"__proto__": {"phone_number_id": "1", "id": "x", "type": "text"}}'),
	),
);

type Container = Record<string, unknown>;

/** Every place of a JSON value: the container and the key in it. */
function places(value: unknown): Array<[Container, string]> {
	if (typeof value !== 'object' || value === null) return [];
	const container = value as Container;
	return Object.keys(container).flatMap((key): Array<[Container, string]> => [
		[container, key],
		...places(container[key]),
	]);
}

/** Replaces or removes some parts of a value in place. */
function damage(value: unknown, wounds: Array<{ at: number; by: unknown; remove: boolean }>) {
	for (const { at, by, remove } of wounds) {
		const all = places(value);
		const place = all[at % Math.max(all.length, 1)];
		if (!place) return;
		const [container, key] = place;
		if (remove) delete container[key];
		else container[key] = structuredClone(by);
	}
}

const wounds = fc.array(
	fc.record({ at: fc.nat({ max: 10_000 }), by: nasty, remove: fc.boolean() }),
	{ minLength: 1, maxLength: 4 },
);

function everythingHolds(body: unknown): void {
	numberIdsOf(body);
	for (const touch of read(body, { events, includeRaw: true })) {
		expect(touch.key).toEqual(expect.any(String));
		expect(touch.contact.phone ?? '+1').toMatch(/^\+\d+$/);
		// What leaves the trigger must survive n8n's storage.
		expect(() => JSON.stringify(touch)).not.toThrow();
	}
}

describe('reading a webhook', () => {
	it('survives any JSON', () => {
		fc.assert(fc.property(nasty, everythingHolds), { numRuns: 500 });
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
		fc.assert(fc.property(anywhere, everythingHolds), { numRuns: 500 });
	});

	it('survives real webhooks with damaged parts', () => {
		fc.assert(
			fc.property(fc.constantFrom(...bodies), wounds, (body, cuts) => {
				const copy = structuredClone(body);
				damage(copy, cuts);
				everythingHolds(copy);
			}),
			{ numRuns: 1500 },
		);
	});

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
			{ numRuns: 1000 },
		);
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
