import { touchSchema } from '../../../routing/model/touch';
import { demoTeam } from '../../../sandbox/highlevel';
import { fixtureBytes } from '../../fixtures/highlevel';
import { Office, post, SECRET, told } from './contactTriggerFixture';

const office = new Office();
beforeEach(async () => await office.start());
afterEach(async () => await office.stop());

describe('the webhook of a HighLevel workflow', () => {
	it('comes out as a touch', async () => {
		const trigger = office.workflowTrigger({ event: 'tagAdded' });
		const contact = office.contact({
			tags: ['web', 'vip'],
			source: 'Landing Page',
			assignedTo: demoTeam.users.sofia.id,
			attributionSource: { gclid: 'abc' },
		});
		const delivery = await office.runWorkflow(trigger, contact, { tag: 'VIP' });
		expect(delivery.statuses).toEqual([200]);
		const [[item] = []] = trigger.executions;
		expect(touchSchema.safeParse(item).success).toBe(true);
		expect(item).toMatchObject({
			event: 'tag',
			tag: 'VIP',
			locationId: office.locationId,
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
		const trigger = office.workflowTrigger();
		const contact = office.contact({ tags: ['vip'] });
		await office.runWorkflow(trigger, contact, { event: 'contact_created' });
		await office.runWorkflow(trigger, contact, { event: 'tag_added', tag: 'gold' });
		await office.runWorkflow(trigger, contact, { event: 'inbound_message' });
		expect(told(trigger)).toEqual(['contact', 'gold', 'message']);
	});

	it('tells new tags by what the contact had before when it names none', async () => {
		const trigger = office.workflowTrigger();
		const contact = office.contact();
		for (const tags of [['web'], ['web', 'vip'], ['web', 'vip', 'gold']]) {
			await office.runWorkflow(trigger, { ...contact, tags });
		}
		await office.runWorkflow(trigger, { ...contact, tags: ['web'] });
		expect(told(trigger)).toEqual(['web', 'vip', 'gold']);
	});

	it('starts nothing for an account tag, named or not', async () => {
		const trigger = office.workflowTrigger();
		const contact = office.contact({ tags: ['whatsnap-account-sales-line'] });
		await office.runWorkflow(trigger, contact, { tag: 'WhatSnap-Account-Sales-Line' });
		const delivery = await office.runWorkflow(trigger, contact);
		expect(delivery).toMatchObject({ statuses: [200], answer: 'Nothing to do' });
		expect(trigger.executions).toEqual([]);
	});

	it('of another sub-account starts nothing when one is chosen', async () => {
		const trigger = office.workflowTrigger({ locationId: office.locationId });
		const contact = office.contact();
		await office.runWorkflow(trigger, { ...contact, locationId: 'elsewhere' }, { tag: 'a' });
		await office.runWorkflow(trigger, contact, { tag: 'b' });
		expect(told(trigger)).toEqual(['b']);
	});

	it.each([['an event that is none', { event: 'contact_teleported' }, /'event'.*contact_created/]])(
		'with %s is refused with the way out',
		async (_what, customData, reason) => {
			const trigger = office.workflowTrigger();
			const delivery = await office.runWorkflow(trigger, office.contact(), customData);
			expect(delivery).toMatchObject({ statuses: [400], answer: expect.stringMatching(reason) });
			expect(trigger.executions).toEqual([]);
		},
	);

	it('without a contact is refused with the way out', async () => {
		const trigger = office.workflowTrigger();
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
		const trigger = office.workflowTrigger();
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
			const trigger = office.workflowTrigger();
			const answer = await post(trigger.url() + query, bytes, { ...headers });
			expect(answer.status).toBe(401);
			expect(trigger.executions).toEqual([]);
			expect(office.n8n.failures).toEqual([]);
			expect(office.n8n.logs).toEqual([expect.stringMatching(/turned a request away: The secret/)]);
			expect(office.n8n.logs.join() + answer.data).not.toContain(SECRET);
		},
	);

	it.each(['', 'short'])('%j in the credential lets nobody in', async (secret) => {
		office.n8n.credentials.highLevelWebhookApi = { secret };
		const trigger = office.workflowTrigger();
		expect((await post(`${trigger.url()}?secret=${secret}`, bytes)).status).toBe(401);
		expect(trigger.executions).toEqual([]);
	});

	it('is needed even with a signature', async () => {
		const trigger = office.workflowTrigger();
		const delivery = await office.webhooks.post(null, trigger.url(), bytes);
		expect(delivery.statuses).toEqual([401]);
	});
});
