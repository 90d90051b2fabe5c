import type { AxiosInstance } from 'axios';
import {
	ALL_SCOPES,
	demoLocation,
	demoTeam,
	otherLocation,
	startHighLevelSandbox,
	type HighLevelSandbox,
	type HighLevelSandboxOptions,
	type SandboxPipeline,
} from '../../../sandbox/highlevel';
import { clientFor, manualClock } from './client';

const { locationId, token, users } = demoTeam;
const clock = manualClock();
let sandbox: HighLevelSandbox;
let client: AxiosInstance;
let sales: SandboxPipeline;
let contactId: string;

const start = async (options: HighLevelSandboxOptions = {}) => {
	sandbox = await startHighLevelSandbox({
		clock: clock.now,
		tokens: [{ token, locationId, scopes: ALL_SCOPES }],
		...options,
	});
	client = clientFor(sandbox.url);
	sales = sandbox.opportunities.seedPipeline({ name: 'Sales', stages: ['New', 'Won'] });
	contactId = sandbox.contacts.seedContact({ name: 'Ada Lovelace', phone: '+12025550143' }).id;
};
beforeEach(async () => await start());
afterEach(async () => await sandbox.close());

const seed = (more = {}) => sandbox.opportunities.seedOpportunity({ contactId, ...more });
const search = async (params: object = {}) =>
	await client.get('/opportunities/search', { params: { location_id: locationId, ...params } });
const idsFor = async (params: object) =>
	(await search(params)).data.opportunities.map(({ id }: { id: string }) => id);

describe('pipelines', () => {
	it('are listed with their stages', async () => {
		const params = { locationId };
		const answer = await client.get('/opportunities/pipelines', { params });
		expect(answer.status).toBe(200);
		expect(answer.data.pipelines).toEqual([sales]);
		expect(sales).toMatchObject({ name: 'Sales', locationId, stages: [{ name: 'New' }, {}] });
	});

	it('are those of the location', async () => {
		sandbox.opportunities.seedPipeline({ name: 'Other', locationId: otherLocation.id });
		const list = async (params: object) => await client.get('/opportunities/pipelines', { params });
		expect((await list({ locationId })).data.pipelines).toHaveLength(1);
		expect((await list({ locationId: otherLocation.id })).status).toBe(403);
		// The search takes this name, and this takes that of the others.
		expect((await list({ location_id: locationId })).status).toBe(403);
	});
});

describe('searching opportunities', () => {
	it('answers them with their contact', async () => {
		const opportunity = seed({ assignedTo: users.sofia.id, monetaryValue: 500 });
		const answer = await search({ contact_id: contactId });
		expect(answer.status).toBe(200);
		const contact = { id: contactId, name: 'Ada Lovelace', phone: '+12025550143' };
		expect(answer.data).toMatchObject({
			opportunities: [{ ...opportunity, contact }],
			meta: { total: 1, currentPage: 1, startAfterId: opportunity.id },
		});
	});

	it.each([
		['assigned_to', () => users.sofia.id],
		['contact_id', () => contactId],
		['pipeline_id', () => sales.id],
		['pipeline_stage_id', () => sales.stages[0]?.id],
		['status', () => 'open'],
		['q', () => 'LOVE'],
	])('narrows by %s', async (name, value) => {
		const { id } = seed({ assignedTo: users.sofia.id });
		const support = sandbox.opportunities.seedPipeline({ name: 'Support' });
		const bea = sandbox.contacts.seedContact({ name: 'Bea Ortiz' });
		seed({
			contactId: bea.id,
			pipelineId: support.id,
			pipelineStageId: support.stages[0]?.id,
			status: 'won',
		});
		expect(await idsFor({})).toHaveLength(2);
		expect(await idsFor({ [name]: value() })).toEqual([id]);
	});

	it('is paged, newest first', async () => {
		const ids = Array.from({ length: 3 }, () => {
			clock.forward(1000);
			return seed().id;
		}).reverse();
		const first = await search({ limit: 2 });
		expect(first.data.opportunities.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 2));
		const { startAfter, startAfterId, ...meta } = first.data.meta;
		expect(meta).toEqual({ total: 3, currentPage: 1, nextPage: 2 });
		expect(await idsFor({ limit: 2, page: 2 })).toEqual(ids.slice(2));
		expect(await idsFor({ limit: 2, startAfter, startAfterId })).toEqual(ids.slice(2));
	});

	it('wants its parameters in snake_case: 422 comes before the missing location', async () => {
		const answer = await client.get('/opportunities/search', { params: { locationId } });
		expect(answer.status).toBe(422);
		expect(answer.data.message).toEqual(['property locationId should not exist']);
	});

	it.each([
		[{ location_id: otherLocation.id }, 403],
		[{ location_id: undefined }, 403],
		[{ limit: 101 }, 400],
		[{ limit: 'many' }, 422],
		[{ status: 'asleep' }, 422],
	])('is refused with %j', async (params, status) => {
		expect((await search(params)).status).toBe(status);
	});
});

describe('creating an opportunity', () => {
	const body = () => ({
		locationId,
		contactId,
		pipelineId: sales.id,
		name: 'Ada: website',
		status: 'open',
	});
	const create = async (more: object = {}) =>
		await client.post('/opportunities/', { ...body(), ...more });

	it('puts it into the first stage, with its owner', async () => {
		const answer = await create({ assignedTo: users.tom.id, monetaryValue: 99 });
		expect(answer.status).toBe(201);
		expect(answer.data.opportunity).toMatchObject({
			...body(),
			pipelineStageId: sales.stages[0]?.id,
			assignedTo: users.tom.id,
			monetaryValue: 99,
			createdAt: new Date(clock.now()).toISOString(),
			contact: { id: contactId },
		});
		expect(sandbox.opportunities.ofContact(contactId)).toHaveLength(1);
	});

	it('takes custom fields by id or key', async () => {
		const { id } = sandbox.customFields.seedField({ name: 'Budget', model: 'opportunity' });
		const { data } = await create({ customFields: [{ key: 'budget', field_value: 'high' }] });
		expect(data.opportunity.customFields).toEqual([{ id, fieldValue: 'high' }]);
	});

	it('refuses a second one in the same pipeline and names the first', async () => {
		const first = seed({ status: 'lost' });
		const answer = await create();
		expect(answer.status).toBe(400);
		expect(answer.data).toEqual({
			statusCode: 400,
			message: 'Can not create duplicate opportunity for the contact.',
			code: 'OPPORTUNITY_NO_DUPLICATE',
			meta: { existingId: first.id },
			error: 'Bad Request',
			traceId: expect.any(String),
		});
		const other = sandbox.opportunities.seedPipeline({ name: 'Support' });
		expect((await create({ pipelineId: other.id })).status).toBe(201);
	});

	it('makes a second one where the location allows it', async () => {
		await sandbox.close();
		await start({ locations: [{ ...demoLocation, allowDuplicateOpportunity: true }], users: [] });
		seed();
		expect((await create()).status).toBe(201);
	});

	it.each([
		['no contact', () => ({ contactId: undefined }), 422],
		['an unknown contact', () => ({ contactId: 'nobody' }), 400],
		['an unknown pipeline', () => ({ pipelineId: 'none' }), 400],
		['a stage of another pipeline', () => ({ pipelineStageId: 'none' }), 400],
		['a status that is none', () => ({ status: 'all' }), 422],
		['no owner by null', () => ({ assignedTo: null }), 422],
		['another location', () => ({ locationId: otherLocation.id }), 403],
		['something else', () => ({ source: 'whatsapp' }), 422],
	])('is refused with %s', async (_what, more, status) => {
		expect((await create(more())).status).toBe(status);
		expect(sandbox.opportunities.all()).toEqual([]);
	});
});

describe('changing an opportunity', () => {
	it('gives it to a user and leaves the rest', async () => {
		const before = seed({ assignedTo: users.sofia.id });
		clock.forward(1000);
		const path = `/opportunities/${before.id}`;
		const answer = await client.put(path, { assignedTo: users.marcus.id });
		expect(answer.status).toBe(200);
		const after = {
			...before,
			assignedTo: users.marcus.id,
			updatedAt: new Date(clock.now()).toISOString(),
		};
		expect(answer.data.opportunity).toMatchObject(after);
		expect(sandbox.opportunities.get(before.id)).toEqual(after);
	});

	it('does not follow the owner of the contact', async () => {
		const { id } = seed({ assignedTo: users.sofia.id });
		await client.put(`/contacts/${contactId}`, { assignedTo: users.marcus.id });
		expect(sandbox.opportunities.get(id)?.assignedTo).toBe(users.sofia.id);
	});

	it('notes when stage and status changed', async () => {
		const { id, createdAt } = seed();
		clock.forward(1000);
		const now = new Date(clock.now()).toISOString();
		await client.put(`/opportunities/${id}`, { pipelineStageId: sales.stages[1]?.id });
		expect(sandbox.opportunities.get(id)).toMatchObject({
			lastStageChangeAt: now,
			lastStatusChangeAt: createdAt,
		});
		await client.put(`/opportunities/${id}`, { status: 'won' });
		expect(sandbox.opportunities.get(id)).toMatchObject({ status: 'won', lastStatusChangeAt: now });
	});

	it.each([
		['an unknown one', () => 'none', {}, 400],
		[
			'one of another location',
			() => {
				const elsewhere = sandbox.contacts.seedContact({ locationId: otherLocation.id });
				return seed({ contactId: elsewhere.id }).id;
			},
			{},
			403,
		],
		['a contact', () => seed().id, { contactId: 'x' }, 422],
		['a location', () => seed().id, { locationId }, 422],
	])('is refused for %s', async (_what, id, body, status) => {
		expect((await client.put(`/opportunities/${id()}`, body)).status).toBe(status);
	});
});

it('seeds an opportunity only for a contact that is there', () => {
	expect(() => seed({ contactId: 'nobody' })).toThrow('nobody');
});
