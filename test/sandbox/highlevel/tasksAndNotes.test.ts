import type { AxiosInstance } from 'axios';
import {
	demoTeam,
	otherLocation,
	startHighLevelSandbox,
	type HighLevelSandbox,
} from '../../../sandbox/highlevel';
import { clientFor, manualClock } from './client';

const { users } = demoTeam;
const clock = manualClock();
let sandbox: HighLevelSandbox;
let client: AxiosInstance;
let contactId: string;

beforeEach(async () => {
	sandbox = await startHighLevelSandbox({ clock: clock.now });
	client = clientFor(sandbox.url);
	contactId = sandbox.contacts.seedContact({ name: 'Ada Lovelace' }).id;
});
afterEach(async () => await sandbox.close());

const note = { body: 'Wants a quote', title: 'WhatsApp', color: '#FFAA00', pinned: true };
const task = { title: 'Call Ada', dueDate: '2026-03-03T09:00:00+01:00', completed: false };
const write = async (kind: 'notes' | 'tasks', body: object, id = contactId) =>
	await client.post(`/contacts/${id}/${kind}`, body);

describe('a note', () => {
	it('is written with its author, and read by tests', async () => {
		const answer = await write('notes', { ...note, userId: users.sofia.id });
		expect(answer.status).toBe(201);
		const written = {
			id: expect.stringMatching(/^[A-Za-z0-9]{20}$/),
			contactId,
			...note,
			userId: users.sofia.id,
			dateAdded: '2026-03-02T14:00:00.000Z',
		};
		expect(answer.data).toEqual({ note: written, traceId: expect.any(String) });
		expect(sandbox.contacts.notes(contactId)).toEqual([written]);
	});

	it('needs no author, and is written twice when it is sent twice', async () => {
		await write('notes', { body: 'Hello' });
		await write('notes', { body: 'Hello' });
		expect(sandbox.contacts.notes()).toHaveLength(2);
		expect(sandbox.contacts.notes()[0]).not.toHaveProperty('userId');
	});

	it.each([
		[{}, 'body must be a string'],
		[{ body: 'Hi', pinned: 'yes' }, 'pinned must be a boolean value'],
		[{ body: 'Hi', author: 'me' }, 'property author should not exist'],
	])('is refused as %j', async (body, message) => {
		const answer = await write('notes', body);
		expect(answer.status).toBe(422);
		expect(answer.data.message).toEqual([message]);
		expect(sandbox.contacts.notes()).toEqual([]);
	});
});

describe('a task', () => {
	it('is written, its date in UTC with milliseconds', async () => {
		const answer = await write('tasks', { ...task, body: 'Today', assignedTo: users.marcus.id });
		expect(answer.status).toBe(201);
		const written = {
			...task,
			id: expect.any(String),
			contactId,
			body: 'Today',
			assignedTo: users.marcus.id,
			dueDate: '2026-03-03T08:00:00.000Z',
		};
		expect(answer.data.task).toEqual(written);
		expect(sandbox.contacts.tasks(contactId)).toEqual([written]);
		expect(sandbox.contacts.tasks('nobody')).toEqual([]);
	});

	it.each([
		[{ ...task, title: undefined }, 'title must be a string'],
		[{ ...task, completed: undefined }, 'completed must be a boolean value'],
		[{ ...task, dueDate: 'soon' }, 'dueDate must be a valid ISO 8601 date string'],
		[{ ...task, contactId: 'x' }, 'property contactId should not exist'],
	])('is refused as %j', async (body, message) => {
		const answer = await write('tasks', body);
		expect(answer.status).toBe(422);
		expect(answer.data.message).toEqual([message]);
	});
});

describe.each(['notes', 'tasks'] as const)('%s', (kind) => {
	const body = kind === 'notes' ? note : task;

	it('belong to a contact of the location', async () => {
		const unknown = await write(kind, body, 'nobody');
		expect(unknown.status).toBe(400);
		expect(unknown.data).toMatchObject({ error: 'Contact with id nobody not found', status: 400 });
		const elsewhere = sandbox.contacts.seedContact({ locationId: otherLocation.id });
		expect((await write(kind, body, elsewhere.id)).status).toBe(403);
	});

	it('can be written without an answer', async () => {
		sandbox.faults.add({ path: `/contacts/:id/${kind}`, effect: { kind: 'dropAfterApply' } });
		await expect(write(kind, body)).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(sandbox.contacts[kind](contactId)).toHaveLength(1);
	});
});
