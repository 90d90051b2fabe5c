import { HOUR } from '../../../routing/model/durations';
import fc from 'fast-check';
import { touchSchema } from '../../../routing/model/touch';
import { fixtureBytes, fixtureNames } from '../../fixtures/highlevel';
import { delivered, ContactTriggerFixture, post, told } from './contactTriggerFixture';

const fixture = new ContactTriggerFixture();
beforeEach(async () => await fixture.start());
afterEach(async () => await fixture.stop());

describe('an event of the Marketplace app', () => {
	it('comes out as a touch, and HighLevel gets 200', async () => {
		const trigger = fixture.appTrigger();
		const contact = fixture.contact({ tags: ['vip'], source: 'Landing Page' });
		const delivery = delivered(await fixture.webhooks.tell('ContactCreate', contact));
		expect(delivery.statuses).toEqual([200]);
		const [[item] = []] = trigger.executions;
		expect(touchSchema.safeParse(item).success).toBe(true);
		expect(item).toMatchObject({
			key: `highlevel:${fixture.locationId}:contactCreated:${contact.id}`,
			event: 'contact',
			locationId: fixture.locationId,
			contact: { id: contact.id, phone: '+14155550117', tags: ['vip'], existed: false },
			webhook: { source: 'app', event: 'ContactCreate' },
		});
		expect(item).not.toHaveProperty('raw');
	});

	it('of every kind starts the workflow', async () => {
		const trigger = fixture.appTrigger();
		const contact = fixture.contact({ tags: ['vip'] });
		await fixture.webhooks.tell('ContactCreate', contact);
		await fixture.webhooks.tell('ContactUpdate', { ...contact, email: 'new@example.com' });
		await fixture.tags(contact, ['vip', 'gold']);
		await fixture.webhooks.tellMessage(contact, { id: 'm1', body: 'Hi' });
		const opportunity = fixture.sandbox.opportunities.seedOpportunity({
			contactId: contact.id,
			name: 'Implants',
			assignedTo: 'somebody',
		});
		await fixture.webhooks.tellOpportunityOwner(opportunity);
		const events = trigger.executions.flat().map(({ event, tag, webhook }) => {
			const { event: name } = webhook as { event: string };
			return `${name} ${String(event)} ${String(tag ?? '-')}`;
		});
		expect(events).toEqual([
			'ContactCreate contact -',
			'ContactUpdate contact -',
			'ContactTagUpdate tag gold',
			'InboundMessage message -',
			'OpportunityAssignedToUpdate contact -',
		]);
	});

	it('that is not chosen starts nothing', async () => {
		const trigger = fixture.appTrigger({ events: ['tagAdded'] });
		const contact = fixture.contact();
		await fixture.webhooks.tell('ContactCreate', contact);
		const delivery = delivered(await fixture.webhooks.tell('ContactUpdate', contact));
		expect(delivery).toMatchObject({ statuses: [200], answer: 'Nothing to do' });
		expect(trigger.executions).toEqual([]);
	});

	it('gives the country of the number, not the one that HighLevel fills in', async () => {
		const trigger = fixture.appTrigger();
		await fixture.webhooks.tell(
			'ContactCreate',
			fixture.contact({ phone: '+4915123456789', country: 'US' }),
		);
		expect(trigger.executions).toMatchObject([[{ contact: { country: 'DE' } }]]);
	});

	it('comes with what HighLevel sent when that is wanted', async () => {
		const trigger = fixture.appTrigger({ options: { includeRaw: true } });
		await fixture.webhooks.tell('ContactCreate', fixture.contact(), { companyName: 'Shop' });
		expect(trigger.executions).toMatchObject([
			[{ raw: { type: 'ContactCreate', companyName: 'Shop' } }],
		]);
	});

	it('of another sub-account starts nothing when one is chosen', async () => {
		const url = `https://app.gohighlevel.com/v2/location/${fixture.locationId}/contacts/smart_list/All`;
		for (const [i, locationId] of [fixture.locationId, url].entries()) {
			const trigger = fixture.appTrigger({ locationId }, `trigger${i}`);
			const contact = fixture.contact({ phone: `+1415555010${i}` });
			await fixture.webhooks.tell('ContactCreate', { ...contact, locationId: 'elsewhere' });
			await fixture.webhooks.tell('ContactCreate', contact, { locationId: null });
			expect(trigger.executions).toEqual([]);
			await fixture.webhooks.tell('ContactCreate', contact);
			expect(trigger.executions).toMatchObject([[{ locationId: fixture.locationId }]]);
		}
	});

	it('starts the workflow for all sub-accounts when none is chosen', async () => {
		const trigger = fixture.appTrigger();
		const contact = fixture.contact();
		await fixture.webhooks.tell('ContactCreate', contact);
		await fixture.webhooks.tell('ContactCreate', { ...contact, locationId: 'elsewhere' });
		expect(trigger.executions.flat().map(({ locationId }) => locationId)).toEqual([
			fixture.locationId,
			'elsewhere',
		]);
	});

	it('is a message only through the chosen channels', async () => {
		const trigger = fixture.appTrigger({ options: { channels: ['WhatsApp'] } });
		const contact = fixture.contact();
		await fixture.webhooks.tellMessage(contact, { id: 'm1', body: 'Hi', channel: 'SMS' });
		await fixture.webhooks.tellMessage(contact, { id: 'm2', body: 'Hi', channel: 'WhatsApp' });
		expect(trigger.executions).toMatchObject([[{ message: { id: 'm2', channel: 'WhatsApp' } }]]);
	});

	it('is taken at any age of the last days, unless there is a limit', async () => {
		const timestamp = new Date(Date.now() - HOUR).toISOString();
		const any = fixture.appTrigger({}, 'any');
		await fixture.tags(fixture.contact(), ['vip'], { webhookId: 'a' });
		const old = {
			...JSON.parse(fixtureBytes('contact-tag-update').toString()),
			timestamp,
		} as object;
		const bytes = Buffer.from(JSON.stringify(old));
		await fixture.webhooks.post(null, any.url(), bytes);
		expect(any.executions).toHaveLength(2);

		const limited = fixture.appTrigger({ options: { maximumAge: 5 } }, 'limited');
		const delivery = await fixture.webhooks.post(null, limited.url(), bytes);
		expect(delivery).toMatchObject({
			statuses: [401],
			answer: expect.stringMatching(/Maximum Age/),
		});
		const without = Buffer.from(JSON.stringify({ ...old, timestamp: undefined }));
		expect((await fixture.webhooks.post(null, limited.url(), without)).statuses).toEqual([401]);
		expect(limited.executions).toEqual([]);
		await fixture.tags(fixture.contact({ phone: '+14155550118' }), ['vip']);
		expect(limited.executions).toHaveLength(1);
	});
});

describe('an event that HighLevel did not sign', () => {
	const bytes = fixtureBytes('contact-create');
	const changed = Buffer.from(bytes);
	changed.writeUInt8(changed.readUInt8(60) ^ 1, 60);

	it.each<[string, Buffer, Record<string, string> | null, RegExp]>([
		['without a signature', bytes, {}, /X-GHL-Signature is missing/],
		[
			'with the signature of old',
			bytes,
			{ 'X-WH-Signature': 'abc=' },
			/X-GHL-Signature is missing/,
		],
		['with a broken signature', bytes, { 'X-GHL-Signature': 'zz' }, /does not fit/],
		['with one bit changed', changed, null, /does not fit/],
	])('(%s) gets 401 with the reason, is logged, and starts nothing', async (...row) => {
		const [, body, headers, reason] = row;
		const trigger = fixture.appTrigger();
		const answer = await post(trigger.url(), body, headers ?? fixture.webhooks.signed(bytes));
		expect(answer).toMatchObject({ status: 401, data: expect.stringMatching(reason) });
		expect(answer.type).toMatch(/^text\/plain/);
		expect(trigger.executions).toEqual([]);
		expect(fixture.n8n.failures).toEqual([]);
		await fixture.n8n.logged(/^warn: .*HighLevel Contact Trigger( turned a request away)?: The/);
		expect(fixture.n8n.logs.join()).not.toMatch(/Nora|nora|9509597501/);
	});

	it('is not believed with the key of the sandbox when nobody entered it', async () => {
		const trigger = fixture.appTrigger({ options: { publicKey: '' } });
		const delivery = delivered(await fixture.webhooks.tell('ContactCreate', fixture.contact()));
		expect(delivery.statuses).toEqual([401]);
		expect(trigger.executions).toEqual([]);
	});

	it('is not believed with a secret either', async () => {
		const trigger = fixture.appTrigger();
		const answer = await post(`${trigger.url()}?secret=a-secret-that-nobody-may-see`, bytes);
		expect(answer.status).toBe(401);
	});

	it('starts nothing, whatever it is', async () => {
		const trigger = fixture.appTrigger();
		const anything = fc.oneof(
			fc.constantFrom(...fixtureNames).map(fixtureBytes),
			fc.json().map((text) => Buffer.from(text)),
			fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array)),
		);
		const header = fc.oneof(
			fc.constant(fixture.webhooks.signed(Buffer.from('other'))['X-GHL-Signature'] ?? ''),
			fc.base64String({ maxLength: 100 }),
		);
		await fc.assert(
			fc.asyncProperty(anything, header, async (body, signature) => {
				const { status } = await post(trigger.url(), body, { 'X-GHL-Signature': signature });
				expect(status).toBe(401);
			}),
			{ numRuns: 300 },
		);
		expect(trigger.executions).toEqual([]);
		expect(fixture.n8n.failures).toEqual([]);
	});
});

describe('an event that is signed and senseless', () => {
	it.each([
		['nothing at all', '', 400],
		['no JSON', 'hello', 400],
		['half of JSON', '{"type":"Contact', 400],
		['very deep JSON', '['.repeat(200_000) + ']'.repeat(200_000), 400],
		['too much', `{"type":"${'x'.repeat(5_000_000)}"}`, 413],
		['null', 'null', 200],
		['a number', '7', 200],
		['a list', '[]', 200],
		['an object', '{}', 200],
		['an event of tomorrow', '{"type":"ContactTeleported","id":"c"}', 200],
		['a contact without ID', '{"type":"ContactCreate"}', 200],
	])('(%s) does no harm', async (_what, body, status) => {
		const trigger = fixture.appTrigger();
		const delivery = await fixture.webhooks.post(null, trigger.url(), Buffer.from(body));
		expect(delivery.statuses).toEqual([status]);
		expect(trigger.executions).toEqual([]);
		expect(fixture.n8n.failures).toEqual([]);
	});
});

it('runs every event in a test run, and remembers none of them', async () => {
	const trigger = fixture.appTrigger();
	await trigger.listen();
	fixture.webhooks.subscribe(trigger.url(true));
	const contact = fixture.contact();
	for (let i = 0; i < 2; i++) await fixture.tags(contact, ['web', 'vip'], { webhookId: 'same' });
	expect(trigger.testExecutions.flat().map(({ tag }) => tag)).toEqual(['vip', 'vip']);
	await trigger.stopListening();
	fixture.webhooks.subscribe(trigger.url());
	await fixture.tags(contact, ['web', 'vip']);
	expect(told(trigger)).toEqual(['vip']);
});
