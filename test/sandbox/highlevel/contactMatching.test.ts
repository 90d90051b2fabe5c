import type { AxiosInstance } from 'axios';
import {
	demoLocation,
	demoTeam,
	otherLocation,
	startHighLevelSandbox,
	type HighLevelSandbox,
} from '../../../sandbox/highlevel';
import { clientFor } from './client';

const { locationId, users } = demoTeam;
let sandbox: HighLevelSandbox;
let client: AxiosInstance;

beforeEach(async () => {
	sandbox = await startHighLevelSandbox();
	client = clientFor(sandbox.url);
});
afterEach(async () => await sandbox.close());

describe('upserting a contact', () => {
	it('creates one that is new', async () => {
		const answer = await client.post('/contacts/upsert', { locationId, phone: '+12025550143' });
		expect(answer.status).toBe(200);
		expect(answer.data).toMatchObject({ new: true, succeded: true });
		expect(sandbox.contacts.byPhone('+12025550143')).toHaveLength(1);
	});

	it('silently overwrites owner and tags of one that exists', async () => {
		const { id } = sandbox.contacts.seedContact({
			phone: '+12025550143',
			assignedTo: users.sofia.id,
			tags: ['vip'],
		});
		const answer = await client.post('/contacts/upsert', {
			locationId,
			phone: '+12025550143',
			assignedTo: users.marcus.id,
			tags: ['new'],
		});
		expect(answer.data).toMatchObject({ new: false, contact: { id } });
		expect(sandbox.contacts.get(id)).toMatchObject({
			assignedTo: users.marcus.id,
			tags: ['new'],
		});
	});

	it('updates the contact with the e-mail when the phone is that of another', async () => {
		const byEmail = sandbox.contacts.seedContact({ email: 'ada@example.com' });
		const byPhone = sandbox.contacts.seedContact({ phone: '+12025550143' });
		const body = { locationId, email: 'ada@example.com', phone: '+12025550143', city: 'Paris' };
		const answer = await client.post('/contacts/upsert', body);
		expect(answer.data.contact.id).toBe(byEmail.id);
		expect(sandbox.contacts.get(byEmail.id)).toMatchObject({ city: 'Paris' });
		expect(sandbox.contacts.get(byEmail.id)).not.toHaveProperty('phone');
		expect(sandbox.contacts.get(byPhone.id)).not.toHaveProperty('city');
	});

	it('sets the gender of a new contact, and ignores it for one that exists', async () => {
		const body = { locationId, phone: '+12025550143' };
		await client.post('/contacts/upsert', { ...body, gender: 'female' });
		await client.post('/contacts/upsert', { ...body, gender: 'male' });
		expect(sandbox.contacts.byPhone('+12025550143')).toMatchObject([{ gender: 'female' }]);
	});

	it('cannot take the owner away', async () => {
		const body = { locationId, phone: '+12025550143', assignedTo: null };
		expect((await client.post('/contacts/upsert', body)).status).toBe(422);
	});

	it('needs an e-mail or a phone', async () => {
		expect((await client.post('/contacts/upsert', { locationId, name: 'Ada' })).status).toBe(400);
		expect(sandbox.contacts.all()).toHaveLength(0);
	});
});

describe('looking for a duplicate', () => {
	const find = async (params: Record<string, string>) =>
		await client.get('/contacts/search/duplicate', { params: { locationId, ...params } });

	it('finds what was written a moment ago', async () => {
		const { data } = await client.post('/contacts/', { locationId, phone: '+12025550143' });
		const answer = await find({ number: '+12025550143' });
		expect(answer.status).toBe(200);
		expect(answer.data).toMatchObject({ contact: { id: data.contact.id }, matchingField: 'phone' });
	});

	it('finds by the new phone only, after a change', async () => {
		const { id } = sandbox.contacts.seedContact({ phone: '+12025550143' });
		await client.put(`/contacts/${id}`, { phone: '+12025550144' });
		expect((await find({ number: '+12025550143' })).data.contact).toBeNull();
		expect((await find({ number: '+12025550144' })).data.contact.id).toBe(id);
	});

	it('answers a null contact when there is none', async () => {
		const answer = await find({ number: '+12025550199' });
		expect(answer.status).toBe(200);
		expect(answer.data).toEqual({ contact: null, traceId: expect.any(String) });
	});

	it('prefers the e-mail, and goes on to the phone', async () => {
		const byEmail = sandbox.contacts.seedContact({ email: 'ada@example.com' });
		const byPhone = sandbox.contacts.seedContact({ phone: '+12025550143' });
		const both = await find({ number: '+12025550143', email: 'ADA@example.com' });
		expect(both.data).toMatchObject({ contact: { id: byEmail.id }, matchingField: 'email' });
		const second = await find({ number: '+12025550143', email: 'nobody@example.com' });
		expect(second.data).toMatchObject({ contact: { id: byPhone.id }, matchingField: 'phone' });
	});

	it('follows the order of the location when that forbids duplicates', async () => {
		await sandbox.close();
		sandbox = await startHighLevelSandbox({
			locations: [{ ...demoLocation, contactUniqueIdentifiers: ['phone', 'email'] }],
			users: [],
		});
		client = clientFor(sandbox.url);
		sandbox.contacts.seedContact({ email: 'ada@example.com' });
		const byPhone = sandbox.contacts.seedContact({ phone: '+12025550143' });
		const { data } = await find({ number: '+12025550143', email: 'ada@example.com' });
		expect(data).toMatchObject({ contact: { id: byPhone.id }, matchingField: 'phone' });
	});

	it('knows no parameter named phone', async () => {
		const answer = await find({ phone: '+12025550143' });
		expect(answer.status).toBe(422);
		expect(answer.data.message).toEqual(['property phone should not exist']);
	});

	it('does not see contacts of another location', async () => {
		sandbox.contacts.seedContact({ locationId: otherLocation.id, phone: '+12025550143' });
		expect((await find({ number: '+12025550143' })).data.contact).toBeNull();
	});
});

describe('a location that allows duplicates', () => {
	beforeEach(async () => {
		await sandbox.close();
		sandbox = await startHighLevelSandbox({
			locations: [
				{ ...demoLocation, allowDuplicateContact: true, contactUniqueIdentifiers: ['phone'] },
			],
			users: [],
		});
		client = clientFor(sandbox.url);
	});

	it('looks for the e-mail first, whatever its own order is', async () => {
		const byEmail = sandbox.contacts.seedContact({ email: 'ada@example.com' });
		sandbox.contacts.seedContact({ phone: '+12025550143' });
		const params = { locationId, number: '+12025550143', email: 'ada@example.com' };
		const { data } = await client.get('/contacts/search/duplicate', { params });
		expect(data).toMatchObject({ contact: { id: byEmail.id }, matchingField: 'email' });
	});

	it('creates a second contact with the same phone', async () => {
		const first = sandbox.contacts.seedContact({ phone: '+12025550143' });
		const answer = await client.post('/contacts/', { locationId, phone: '+12025550143' });
		expect(answer.status).toBe(201);
		const found = sandbox.contacts.byPhone('+12025550143').map(({ id }) => id);
		expect(found).toEqual([first.id, answer.data.contact.id]);
	});

	it('creates with an upsert only when told so', async () => {
		sandbox.contacts.seedContact({ phone: '+12025550143' });
		const body = { locationId, phone: '+12025550143' };
		expect((await client.post('/contacts/upsert', body)).data.new).toBe(false);
		const told = { ...body, createNewIfDuplicateAllowed: true };
		expect((await client.post('/contacts/upsert', told)).data.new).toBe(true);
		expect(sandbox.contacts.byPhone('+12025550143')).toHaveLength(2);
	});
});
