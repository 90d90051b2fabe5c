import { touchSchema } from '../../../routing/model/touch';
import { demoTeam } from '../../../sandbox/highlevel';
import { fixtureBytes } from '../../fixtures/highlevel';
import { ContactTriggerFixture, post, SECRET, told } from './contactTriggerFixture';

const fixture = new ContactTriggerFixture();
beforeEach(async () => await fixture.start());
afterEach(async () => await fixture.stop());

describe('the webhook of a HighLevel workflow', () => {
	it('comes out as a touch', async () => {
		const trigger = fixture.workflowTrigger({ event: 'tagAdded' });
		const contact = fixture.contact({
			tags: ['web', 'vip'],
			source: 'Landing Page',
			assignedTo: demoTeam.users.sofia.id,
			attributionSource: { gclid: 'abc' },
		});
		const delivery = await fixture.runWorkflow(trigger, contact, { tag: 'VIP' });
		expect(delivery.statuses).toEqual([200]);
		const [[item] = []] = trigger.executions;
		expect(touchSchema.safeParse(item).success).toBe(true);
		expect(item).toMatchObject({
			event: 'tag',
			tag: 'VIP',
			locationId: fixture.locationId,
			contact: {
				id: contact.id,
				phone: '+14155550117',
				country: 'US',
				tags: ['web', 'vip'],
				source: 'Landing Page',
				existed: true,
				attributionSource: { gclid: 'abc' },
				ownerEmail: demoTeam.users.sofia.email,
			},
			customData: { tag: 'VIP' },
		});
		expect(item?.contact).not.toHaveProperty('ownerId');
		expect(JSON.stringify(item)).not.toContain(SECRET);
	});

	it('says in its custom data what it is about, so that several can use one URL', async () => {
		const trigger = fixture.workflowTrigger();
		const contact = fixture.contact({ tags: ['vip'] });
		await fixture.runWorkflow(trigger, contact, { event: 'contact_created' });
		await fixture.runWorkflow(trigger, contact, { event: 'tag_added', tag: 'gold' });
		await fixture.runWorkflow(trigger, contact, { event: 'inbound_message' });
		expect(told(trigger)).toEqual(['contact', 'gold', 'message']);
	});

	it('tells new tags by what the contact had before when it names none', async () => {
		const trigger = fixture.workflowTrigger();
		const contact = fixture.contact();
		for (const tags of [['web'], ['web', 'vip'], ['web', 'vip', 'gold']]) {
			await fixture.runWorkflow(trigger, { ...contact, tags });
		}
		await fixture.runWorkflow(trigger, { ...contact, tags: ['web'] });
		expect(told(trigger)).toEqual(['web', 'vip', 'gold']);
	});

	it('starts nothing for an account tag, named or not', async () => {
		const trigger = fixture.workflowTrigger();
		const contact = fixture.contact({ tags: ['whatsnap-account-sales-line'] });
		await fixture.runWorkflow(trigger, contact, { tag: 'WhatSnap-Account-Sales-Line' });
		const delivery = await fixture.runWorkflow(trigger, contact);
		expect(delivery).toMatchObject({ statuses: [200], answer: 'Nothing to do' });
		expect(trigger.executions).toEqual([]);
	});

	it('of another sub-account starts nothing when one is chosen', async () => {
		const trigger = fixture.workflowTrigger({ options: { locationId: fixture.locationId } });
		const contact = fixture.contact();
		await fixture.runWorkflow(trigger, { ...contact, locationId: 'elsewhere' }, { tag: 'a' });
		await fixture.runWorkflow(trigger, contact, { tag: 'b' });
		expect(told(trigger)).toEqual(['b']);
	});

	it.each([['an event that is none', { event: 'contact_teleported' }, /'event'.*contact_created/]])(
		'with %s is refused with the way out',
		async (_what, customData, reason) => {
			const trigger = fixture.workflowTrigger();
			const delivery = await fixture.runWorkflow(trigger, fixture.contact(), customData);
			expect(delivery).toMatchObject({ statuses: [400], answer: expect.stringMatching(reason) });
			expect(trigger.executions).toEqual([]);
		},
	);

	it('without a contact is refused with the way out', async () => {
		const trigger = fixture.workflowTrigger();
		const answer = await post(trigger.url(), '{"hello":1}', { 'X-Webhook-Secret': SECRET });
		expect(answer).toMatchObject({ status: 400, data: expect.stringMatching(/contact_id/) });
	});
});

describe('the secret', () => {
	const bytes = fixtureBytes('workflow-tag-named');

	it.each([
		['in the URL', `?secret=${SECRET}`, {}],
		['in a header', '', { 'X-Webhook-Secret': SECRET }],
	])('%s opens the trigger', async (_where, query, headers: Record<string, string>) => {
		const trigger = fixture.workflowTrigger();
		expect((await post(trigger.url() + query, bytes, headers)).status).toBe(200);
		expect(told(trigger)).toEqual(['VIP']);
	});

	it.each([
		['missing', '', {}],
		['empty', '?secret=', {}],
		['wrong', '?secret=guessed', {}],
		['wrong in the header', '', { 'X-Webhook-Secret': 'guessed' }],
		['given twice', `?secret=${SECRET}&secret=${SECRET}`, {}],
	])(
		'that is %s gets 401, is logged, and starts nothing',
		async (_what, query, headers: object) => {
			const trigger = fixture.workflowTrigger();
			const answer = await post(trigger.url() + query, bytes, { ...headers });
			expect(answer.status).toBe(401);
			expect(trigger.executions).toEqual([]);
			expect(fixture.n8n.failures).toEqual([]);
			await fixture.n8n.logged(/HighLevel Contact Trigger( turned a request away)?: The secret/);
			expect(fixture.n8n.logs.join() + answer.data).not.toContain(SECRET);
		},
	);

	it.each(['', 'short'])('%j in the credential lets nobody in', async (secret) => {
		fixture.n8n.credentials.highLevelWebhookApi = { secret };
		const trigger = fixture.workflowTrigger();
		expect((await post(`${trigger.url()}?secret=${secret}`, bytes)).status).toBe(401);
		expect(trigger.executions).toEqual([]);
	});

	it('is needed even with a signature', async () => {
		const trigger = fixture.workflowTrigger();
		const delivery = await fixture.webhooks.post(null, trigger.url(), bytes);
		expect(delivery.statuses).toEqual([401]);
	});
});
