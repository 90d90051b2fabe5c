import type { INodeParameters } from 'n8n-workflow';
import { demoTeam } from '../../../sandbox/highlevel';
import { touch } from '../../harness/touches';
import { runLedger } from '../AssignmentLedger/ledgerRun';
import { notedOutcomes } from '../outcomesNoted';
import { resolve } from '../ResolveAssignment/resolve';
import { ContactTriggerFixture, SECRET } from './contactTriggerFixture';

const { sofia } = demoTeam.users;
const plan = { rules: [], fallback: { type: 'user', user: { by: 'id', value: sofia.id } } };

const fixture = new ContactTriggerFixture();
beforeEach(async () => await fixture.start());
afterEach(async () => await fixture.stop());

let triggers = 0;
const changes = (parameters: INodeParameters = {}) =>
	fixture.appTrigger(
		{ events: ['opportunityStatusChanged', 'opportunityStageChanged'], ...parameters },
		`opportunity${++triggers}`,
	);
const START = { options: { opportunityChanged: 'start' } };

/** A contact that Sofia has, with an open opportunity. */
async function assigned() {
	const contact = fixture.contact();
	const given = touch({ contact: { id: contact.id, phone: contact.phone ?? null } });
	const parameters = { planSource: 'json', planJson: JSON.stringify(plan) };
	const run = await resolve(fixture.credentials, parameters, [given]);
	expect(run.assigned).toHaveLength(1);
	const { id } = fixture.sandbox.opportunities.seedOpportunity({ contactId: contact.id });
	return { contact, opportunity: id };
}

async function changed(id: string, change: object): Promise<void> {
	fixture.sandbox.opportunities.change(id, change);
	await fixture.webhooks.idle();
	expect(new Set(fixture.webhooks.deliveries.flatMap(({ statuses }) => statuses))).toEqual(
		new Set([200]),
	);
}

const noted = async () =>
	(await notedOutcomes(fixture.locationId)).map(({ kind, user }) => [kind, user]);

const otherStage = (id: string) => {
	const { opportunities } = fixture.sandbox;
	const { locationId, pipelineStageId } = opportunities.get(id) ?? {};
	expect(locationId).toBe(fixture.locationId);
	return { pipelineStageId: `after ${pipelineStageId}` };
};

describe('Opportunity Status Changed', () => {
	it('is noted once although HighLevel tells it twice, without a run', async () => {
		const trigger = changes();
		const { opportunity } = await assigned();
		await changed(opportunity, { status: 'won' });
		expect(fixture.webhooks.deliveries).toHaveLength(2);
		expect(trigger.executions).toEqual([]);
		expect(await noted()).toEqual([['won', sofia.id]]);
	});

	it('is one result when the opportunity moves on afterwards', async () => {
		changes();
		const { opportunity } = await assigned();
		await changed(opportunity, { status: 'lost' });
		await changed(opportunity, otherStage(opportunity));
		expect(await noted()).toEqual([['lost', sofia.id]]);
	});

	it('starts the workflow when that is wanted, once for each change', async () => {
		const trigger = changes(START);
		const { contact, opportunity } = await assigned();
		await changed(opportunity, { status: 'won' });
		await changed(opportunity, { status: 'open' });
		expect(trigger.executions).toMatchObject([
			[{ event: 'contact', contact: { id: contact.id }, opportunity: { status: 'won' } }],
			[{ opportunity: { id: opportunity, status: 'open' } }],
		]);
		expect(await noted()).toEqual([['won', sofia.id]]);
	});

	it('of a contact that nobody had is not noted', async () => {
		changes();
		await assigned();
		const other = fixture.contact({ phone: '+14155550118' });
		const { id } = fixture.sandbox.opportunities.seedOpportunity({ contactId: other.id });
		await changed(id, { status: 'won' });
		expect(await noted()).toEqual([]);
	});

	it('that is not chosen is not noted', async () => {
		fixture.appTrigger({ events: ['tagAdded'] }, `opportunity${++triggers}`);
		const { opportunity } = await assigned();
		await changed(opportunity, { status: 'won' });
		expect(await noted()).toEqual([]);
	});

	it('asks HighLevel to tell it again while the ledger cannot be used', async () => {
		changes();
		const { opportunity } = await assigned();
		const file = process.env.CONTACT_ASSIGNMENT_SQLITE_FILE;
		process.env.CONTACT_ASSIGNMENT_SQLITE_FILE = `${__filename}/below-a-file.sqlite`;
		fixture.webhooks.retriesMs = [];
		fixture.sandbox.opportunities.change(opportunity, { status: 'won' });
		await fixture.webhooks.idle();
		process.env.CONTACT_ASSIGNMENT_SQLITE_FILE = file;
		expect(fixture.webhooks.deliveries.flatMap(({ statuses }) => statuses)).toEqual([429, 429]);
		expect(await noted()).toEqual([]);
	});
});

describe('Opportunity Stage Changed', () => {
	it('starts the workflow when that is wanted, once, and notes nothing of what is open', async () => {
		const trigger = changes(START);
		const { opportunity } = await assigned();
		await changed(opportunity, otherStage(opportunity));
		expect(trigger.executions).toHaveLength(1);
		expect(await noted()).toEqual([]);
	});

	it('notes the result that the opportunity has by then', async () => {
		changes({ events: ['opportunityStageChanged'] });
		const { opportunity } = await assigned();
		await changed(opportunity, { status: 'won' });
		await changed(opportunity, otherStage(opportunity));
		expect(await noted()).toEqual([['won', sofia.id]]);
	});
});

describe("the Webhook action of HighLevel's workflows", () => {
	async function runs(parameters: INodeParameters, status: 'won' | 'open') {
		const trigger = fixture.workflowTrigger(
			{ event: 'opportunityStatusChanged', ...parameters },
			`opportunity${++triggers}`,
		);
		const { contact, opportunity: id } = await assigned();
		const opportunity = fixture.sandbox.opportunities.change(id, { status });
		if (!opportunity) throw new Error('there is none');
		const url = `${trigger.url()}?secret=${SECRET}`;
		const about = { opportunity, pipelineName: 'Sales', stageName: 'Won' };
		for (let i = 0; i < 2; i++) {
			const { statuses } = await fixture.webhooks.runWorkflow(contact, undefined, { url, about });
			expect(statuses).toEqual([200]);
		}
		return { trigger, id };
	}

	it('notes a result once', async () => {
		const { trigger } = await runs({}, 'won');
		expect(trigger.executions).toEqual([]);
		expect(await noted()).toEqual([['won', sofia.id]]);
	});

	it('starts the workflow when that is wanted', async () => {
		const { trigger, id } = await runs(START, 'open');
		expect(trigger.executions).toMatchObject([
			[{ opportunity: { id, status: 'open', pipelineName: 'Sales', stageName: 'Won' } }],
		]);
		expect(await noted()).toEqual([]);
	});
});

describe('a rating that somebody was asked for', () => {
	async function asked(options: INodeParameters = {}, askForRating = 'number') {
		const trigger = fixture.appTrigger(
			{ events: ['inboundMessage'], options },
			`opportunity${++triggers}`,
		);
		const { contact } = await assigned();
		const { rows } = await runLedger(fixture, 'close', [{ contact: { id: contact.id } }], {
			parameters: { askForRating, ratingQuestion: 'From 1 to 5?' },
		});
		expect(rows[0]).toHaveProperty('askRating');
		return { trigger, contact };
	}

	const ratings = async () =>
		(await notedOutcomes(fixture.locationId)).flatMap(({ kind, value }) =>
			kind === 'rated' ? [value] : [],
		);

	it('is noted as a rating, without a run; what else they write is a message', async () => {
		const { trigger, contact } = await asked();
		await fixture.webhooks.tellMessage(contact, { id: 'M1', body: '5' });
		await fixture.webhooks.tellMessage(contact, { id: 'M1', body: '5' });
		await fixture.webhooks.tellMessage(contact, { id: 'M2', body: 'Thanks, one more thing' });
		expect(trigger.executions).toMatchObject([[{ message: { id: 'M2' } }]]);
		expect(await ratings()).toEqual([5]);
	});

	it('starts the workflow when that is wanted', async () => {
		const { trigger, contact } = await asked({ ratingGiven: 'start' });
		await fixture.webhooks.tellMessage(contact, { id: 'M1', body: '2' });
		expect(trigger.executions).toMatchObject([[{ event: 'rating', rating: { value: 2 } }]]);
	});

	it('may be the title of a button, of which HighLevel tells no ID', async () => {
		const { trigger, contact } = await asked({}, 'buttons');
		await fixture.webhooks.tellMessage(contact, { id: 'M1', body: '★★★★' });
		await fixture.webhooks.tellMessage(contact, { id: 'M2', body: '4' });
		expect(trigger.executions).toMatchObject([[{ message: { id: 'M2' } }]]);
		expect(await ratings()).toEqual([4]);
	});

	it("is one by HighLevel's own 'Customer Replied', too", async () => {
		const { contact } = await asked();
		const trigger = fixture.workflowTrigger(
			{ event: 'inboundMessage' },
			`opportunity${++triggers}`,
		);
		const message = { type: 'SMS', body: '3' };
		const url = `${trigger.url()}?secret=${SECRET}`;
		const body = { contact_id: contact.id, location: { id: fixture.locationId }, message };
		await fixture.webhooks.post(null, url, Buffer.from(JSON.stringify(body)), {});
		expect(trigger.executions).toEqual([]);
		expect(await ratings()).toEqual([3]);
	});
});
