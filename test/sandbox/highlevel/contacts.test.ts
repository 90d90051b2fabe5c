import type { AxiosInstance } from 'axios';
import {
	deletedUser,
	demoTeam,
	otherLocation,
	otherLocationUser,
	startHighLevelSandbox,
	type HighLevelSandbox,
} from '../../../sandbox/highlevel';
import { clientFor, manualClock } from './client';

const { locationId, users } = demoTeam;
const clock = manualClock();
let sandbox: HighLevelSandbox;
let client: AxiosInstance;

beforeEach(async () => {
	sandbox = await startHighLevelSandbox({ clock: clock.now });
	client = clientFor(sandbox.url);
});
afterEach(async () => await sandbox.close());

describe('creating a contact', () => {
	it('sets the owner and the tags with it', async () => {
		const answer = await client.post('/contacts/', {
			locationId,
			name: 'Ada King Lovelace',
			phone: '+44 20 7946 0018',
			tags: ['WhatsApp', ' vip ', 'VIP'],
			assignedTo: users.sofia.id,
			source: 'whatsapp',
			customFields: [{ id: 'cf1', field_value: 'blue' }],
		});
		expect(answer.status).toBe(201);
		expect(answer.data).toEqual({
			contact: {
				id: expect.stringMatching(/^[A-Za-z0-9]{20}$/),
				locationId,
				name: 'Ada King Lovelace',
				firstName: 'Ada',
				lastName: 'King Lovelace',
				phone: '+442079460018',
				tags: ['whatsapp', 'vip'],
				assignedTo: users.sofia.id,
				source: 'whatsapp',
				customFields: [{ id: 'cf1', value: 'blue' }],
				type: 'lead',
				country: 'US',
				dnd: false,
				dateAdded: '2026-03-02T14:00:00.000Z',
				dateUpdated: '2026-03-02T14:00:00.000Z',
			},
			traceId: expect.any(String),
		});
		const { data } = await client.get(`/contacts/${answer.data.contact.id}`);
		expect(data.contact).toEqual(answer.data.contact);
	});

	it('reads a national phone number as one of the location', async () => {
		await client.post('/contacts/', { locationId, phone: '(202) 555-0143' });
		expect(sandbox.contacts.byPhone('+12025550143')).toHaveLength(1);
	});

	it('refuses a known phone and names the contact that has it', async () => {
		const known = sandbox.contacts.seedContact({ name: 'Ada Lovelace', phone: '+12025550143' });
		const answer = await client.post('/contacts/', { locationId, phone: '+1 202 555 0143' });
		expect(answer.status).toBe(400);
		expect(answer.data).toEqual({
			statusCode: 400,
			message: 'This location does not allow duplicated contacts.',
			meta: { contactId: known.id, contactName: 'Ada Lovelace', matchingField: 'phone' },
			traceId: expect.any(String),
		});
		expect(sandbox.contacts.all()).toHaveLength(1);
	});

	it('refuses a known e-mail in any case', async () => {
		const known = sandbox.contacts.seedContact({ email: 'Ada@Example.com' });
		const answer = await client.post('/contacts/', { locationId, email: 'ada@example.COM' });
		expect(answer.data.meta).toMatchObject({ contactId: known.id, matchingField: 'email' });
	});

	it('answers HTTP 400 with a body that says 422 when there is only a location', async () => {
		const answer = await client.post('/contacts/', { locationId });
		expect(answer.status).toBe(400);
		expect(answer.data.statusCode).toBe(422);
	});

	it('takes an owner that is no user, so a client has to check first', async () => {
		const answer = await client.post('/contacts/', { locationId, name: 'A', assignedTo: 'ghost' });
		expect(answer.status).toBe(201);
		expect(answer.data.contact.assignedTo).toBe('ghost');
	});

	it('has no owner field at all when nobody owns the contact', async () => {
		const { data } = await client.post('/contacts/', { locationId, name: 'Ada' });
		expect(data.contact).not.toHaveProperty('assignedTo');
	});

	it.each([
		[{ assignedTo: null }, 'assignedTo must be a string'],
		[{ tags: 'vip' }, 'tags must be an array'],
		[{ dnd: 'yes' }, 'dnd must be a boolean value'],
		[{ additionalEmails: [] }, 'property additionalEmails should not exist'],
	])('refuses %j', async (field, message) => {
		const answer = await client.post('/contacts/', { locationId, name: 'Ada', ...field });
		expect(answer.status).toBe(422);
		expect(answer.data).toMatchObject({
			statusCode: 422,
			message: [message],
			error: 'Unprocessable Entity',
		});
		expect(sandbox.contacts.all()).toHaveLength(0);
	});
});

describe('reading a contact', () => {
	it('answers 400, not 404, for an unknown id', async () => {
		const answer = await client.get('/contacts/nobody');
		expect(answer.status).toBe(400);
		expect(answer.data).toMatchObject({ error: 'Contact with id nobody not found', status: 400 });
	});

	it('is forbidden in another location', async () => {
		const { id } = sandbox.contacts.seedContact({ locationId: otherLocation.id, name: 'Ada' });
		expect((await client.get(`/contacts/${id}`)).status).toBe(403);
		expect((await client.put(`/contacts/${id}`, { firstName: 'Bea' })).status).toBe(403);
	});

	it('includes attribution that was seeded, in any shape', async () => {
		const attributionSource = { sessionSource: 'Paid Search', gclid: 'abc', mediumId: null };
		const { id } = sandbox.contacts.seedContact({ name: 'Ada Lovelace', attributionSource });
		const { data } = await client.get(`/contacts/${id}`);
		expect(data.contact).toMatchObject({ name: 'Ada Lovelace', attributionSource });
	});
});

describe('updating a contact', () => {
	it('changes what is sent and nothing else', async () => {
		const before = sandbox.contacts.seedContact({
			name: 'Ada Lovelace',
			phone: '+12025550143',
			tags: ['vip'],
		});
		clock.forward(1000);
		const answer = await client.put(`/contacts/${before.id}`, { assignedTo: users.marcus.id });
		expect(answer.status).toBe(200);
		expect(answer.data).toMatchObject({ succeded: true });
		expect(answer.data.contact).toEqual({
			...before,
			assignedTo: users.marcus.id,
			dateUpdated: new Date(clock.now()).toISOString(),
		});
	});

	it('takes the owner away with null', async () => {
		const { id } = sandbox.contacts.seedContact({ assignedTo: users.marcus.id });
		await client.put(`/contacts/${id}`, { assignedTo: null });
		expect(sandbox.contacts.get(id)).not.toHaveProperty('assignedTo');
	});

	it('overwrites all tags', async () => {
		const { id } = sandbox.contacts.seedContact({ tags: ['vip', 'dentist'] });
		await client.put(`/contacts/${id}`, { tags: ['New'] });
		expect(sandbox.contacts.get(id)?.tags).toEqual(['new']);
	});

	it('refuses properties that are not its own, and then changes nothing', async () => {
		const { id } = sandbox.contacts.seedContact({ name: 'Ada' });
		const body = { locationId, gender: 'x', companyName: 'y', assignedTo: users.sofia.id };
		const answer = await client.put(`/contacts/${id}`, body);
		expect(answer.status).toBe(422);
		expect(answer.data.message).toEqual([
			'property locationId should not exist',
			'property gender should not exist',
			'property companyName should not exist',
		]);
		expect(sandbox.contacts.get(id)).not.toHaveProperty('assignedTo');
	});

	it('refuses a phone that belongs to another contact, but not its own', async () => {
		const other = sandbox.contacts.seedContact({ phone: '+12025550143' });
		const { id } = sandbox.contacts.seedContact({ phone: '+12025550144' });
		const answer = await client.put(`/contacts/${id}`, { phone: '+12025550143' });
		expect(answer.status).toBe(400);
		expect(answer.data.meta).toMatchObject({ contactId: other.id, matchingField: 'phone' });
		expect((await client.put(`/contacts/${id}`, { phone: '+12025550144' })).status).toBe(200);
	});

	it('spells its flag as v3 does when asked in v3', async () => {
		const { id } = sandbox.contacts.seedContact();
		const answer = await clientFor(sandbox.url, { Version: 'v3' }).put(`/contacts/${id}`, {});
		expect(answer.data).toMatchObject({ succeeded: true });
		expect(answer.data).not.toHaveProperty('succeded');
	});

	it('keeps the custom fields that are not sent', async () => {
		const { id } = sandbox.contacts.seedContact({ customFields: [{ id: 'a', value: 1 }] });
		await client.put(`/contacts/${id}`, { customFields: [{ id: 'b', field_value: 2 }] });
		expect(sandbox.contacts.get(id)?.customFields).toEqual([
			{ id: 'a', value: 1 },
			{ id: 'b', value: 2 },
		]);
	});
});

describe('tags', () => {
	it('are added to those that are there, in lower case', async () => {
		const { id } = sandbox.contacts.seedContact({ tags: ['vip'] });
		const answer = await client.post(`/contacts/${id}/tags`, { tags: ['WhatsApp', 'VIP'] });
		expect(answer.status).toBe(201);
		expect(answer.data).toMatchObject({ tags: ['vip', 'whatsapp'], tagsAdded: ['whatsapp'] });
		expect(sandbox.contacts.get(id)?.tags).toEqual(['vip', 'whatsapp']);
	});

	it('are removed with a body', async () => {
		const { id } = sandbox.contacts.seedContact({ tags: ['vip', 'new'] });
		const answer = await client.delete(`/contacts/${id}/tags`, { data: { tags: ['NEW', 'x'] } });
		expect(answer.status).toBe(200);
		expect(answer.data).toMatchObject({ tags: ['vip'], tagsRemoved: ['new'] });
		expect(sandbox.contacts.get(id)?.tags).toEqual(['vip']);
	});

	it('need a list', async () => {
		const { id } = sandbox.contacts.seedContact();
		const answer = await client.post(`/contacts/${id}/tags`, { tags: 'vip' });
		expect(answer.status).toBe(422);
		expect((await client.delete(`/contacts/${id}/tags`)).status).toBe(422);
	});
});

describe('followers', () => {
	it('are added and removed one by one', async () => {
		const { id } = sandbox.contacts.seedContact();
		const path = `/contacts/${id}/followers`;
		const both = [users.sofia.id, users.tom.id];
		const added = await client.post(path, { followers: both });
		expect(added.status).toBe(201);
		expect(added.data).toMatchObject({ followers: both, followersAdded: both });
		const again = await client.post(path, { followers: both });
		expect(again.data).toMatchObject({ followers: both, followersAdded: [] });
		const removed = await client.delete(path, { data: { followers: [users.sofia.id] } });
		expect(removed.status).toBe(200);
		expect(removed.data).toMatchObject({
			followers: [users.tom.id],
			followersRemoved: [users.sofia.id],
		});
		expect(sandbox.contacts.get(id)?.followers).toEqual([users.tom.id]);
	});
});

describe('what tests see', () => {
	it('is a copy', () => {
		const seeded = sandbox.contacts.seedContact({ tags: ['vip'] });
		seeded.tags.push('changed');
		sandbox.contacts.get(seeded.id)?.tags.push('changed');
		expect(sandbox.contacts.get(seeded.id)?.tags).toEqual(['vip']);
	});

	it('loses a contact that was removed', async () => {
		const { id } = sandbox.contacts.seedContact({ phone: '+12025550143' });
		expect(sandbox.contacts.remove(id)).toBe(true);
		expect((await client.get(`/contacts/${id}`)).status).toBe(400);
		expect(sandbox.contacts.byPhone('+12025550143')).toEqual([]);
	});
});

describe('an owner who is no user of the location', () => {
	const ada = { locationId, name: 'Ada Lovelace', phone: '+12025550143' };

	it('is taken, unless the sandbox is to refuse them', async () => {
		const taken = await client.post('/contacts/', { ...ada, assignedTo: 'nobody' });
		expect(taken.status).toBe(201);
		const strict = await startHighLevelSandbox({ refusesUnknownOwners: true });
		const asked = clientFor(strict.url);
		const { id } = strict.contacts.seedContact({ phone: '+12025550199' });
		for (const assignedTo of ['nobody', deletedUser.id, otherLocationUser.id]) {
			const writes = [
				await asked.post('/contacts/', { ...ada, assignedTo }),
				await asked.post('/contacts/upsert', { ...ada, assignedTo }),
				await asked.put(`/contacts/${id}`, { assignedTo }),
			];
			expect(writes.map(({ status }) => status)).toEqual([422, 422, 422]);
			expect(writes[0]?.data.message).toEqual(['assignedTo must be a user of the location']);
		}
		expect((await asked.put(`/contacts/${id}`, { assignedTo: null })).status).toBe(200);
		const { sofia } = demoTeam.users;
		expect((await asked.put(`/contacts/${id}`, { assignedTo: sofia.id })).status).toBe(200);
		expect(strict.contacts.all()).toMatchObject([{ assignedTo: sofia.id }]);
		await strict.close();
	});
});
