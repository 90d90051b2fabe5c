import { addTags, setOwner, type NewContact } from '../../highlevel/contactWrites';
import { createOnce } from '../../highlevel/createOnce';
import { findContactById, getContact, lookUpContact } from '../../highlevel/lookUpContact';
import type { FaultEffect } from '../../sandbox/highlevel';
import { LocationFixture, sofia } from './locationFixture';

const location = new LocationFixture();
beforeEach(async () => {
	location.waits.length = 0;
	await location.start();
});
afterEach(async () => await location.stop());

const answer = (body: unknown, status = 200): FaultEffect =>
	({ kind: 'status', status, body }) as FaultEffect;

/** Answers that say success in their status only. */
const refusals: Array<[string, unknown, object]> = [
	['an older refusal', { statusCode: 403, message: 'No' }, { kind: 'wrong-location', status: 403 }],
	['a refusal with a status', { status: 400, error: 'No' }, { kind: 'invalid-request' }],
	['only an error', { error: 'No' }, { kind: 'invalid-request', status: 400 }],
	['no success', { succeded: false }, { kind: 'invalid-request', status: 400 }],
	['no success, as v3 spells it', { succeeded: false }, { kind: 'invalid-request' }],
	['a token that has ended', { statusCode: 401, message: 'Invalid JWT' }, { kind: 'credential' }],
	['a failure', { statusCode: 500, message: 'Down' }, { kind: 'unavailable', status: 500 }],
	['a page of a proxy', '<html>Sign in</html>', { kind: 'unavailable', status: 200 }],
	['JSON that is cut off', '{"contact": {"id": "c', { kind: 'unavailable', status: 200 }],
	['text', 'OK', { kind: 'unavailable', status: 200 }],
];

describe.each(refusals)('%s with status 200', (_what, body, error) => {
	beforeEach(() => void location.sandbox.faults.add({ effect: answer(body) }));

	it('is no contact that is missing', async () => {
		const client = location.client();
		const byPhone = lookUpContact(client, { phone: '+14155550117' });
		await expect(byPhone).rejects.toMatchObject(error);
		await expect(getContact(client, 'c1')).rejects.toMatchObject(error);
	});

	it('is no write that was done', async () => {
		const client = location.client();
		await expect(setOwner(client, 'c1', sofia.id)).rejects.toMatchObject(error);
		await expect(addTags(client, 'c1', ['vip'])).rejects.toMatchObject(error);
	});
});

it.each([{}, [], null, 7, { data: null }, { contact: 'none' }, { contact: [] }])(
	'a look-up that is answered %j has not said that there is no contact',
	async (body) => {
		location.sandbox.faults.add({ effect: answer(body) });
		const found = lookUpContact(location.client(), { phone: '+14155550117' });
		await expect(found).rejects.toMatchObject({ kind: 'unavailable' });
	},
);

it.each([{ contact: null }, { contact: null, traceId: 't' }, { traceId: 't' }])(
	'a look-up that is answered %j has found nobody',
	async (body) => {
		location.sandbox.faults.add({ effect: answer(body) });
		const found = lookUpContact(location.client(), { phone: '+14155550117' });
		await expect(found).resolves.toBeNull();
	},
);

it('a write that is answered with nothing was done', async () => {
	location.sandbox.faults.add({ effect: answer('', 204) });
	await expect(addTags(location.client(), 'c1', ['vip'])).resolves.toBeUndefined();
	await expect(setOwner(location.client(), 'c1', sofia.id)).resolves.toBeNull();
});

it('a body that is nested far too deeply is an answer that nobody can read', async () => {
	const deep = '['.repeat(100_000) + ']'.repeat(100_000);
	location.sandbox.faults.add({ effect: { kind: 'status', status: 400, body: JSON.parse(deep) } });
	const client = location.client();
	// Given by hand: the sandbox itself could not write it.
	const error = await findContactById(client, 'c1').catch((thrown: unknown) => thrown);
	expect(error).toMatchObject({ name: 'HighLevelError' });
});

it('a contact of whose creation nobody knows is not created twice', async () => {
	const contact: NewContact = {
		phone: '+14155550121',
		email: null,
		name: null,
		ownerId: sofia.id,
		source: 'WhatsApp',
		tags: [],
		field: null,
	};
	location.sandbox.faults.add({ path: '/contacts/', times: 1, effect: answer('<html>OK</html>') });
	const made = await createOnce(location.client(), contact);
	expect(made.isNew).toBe(true);
	expect(location.sandbox.contacts.all()).toHaveLength(1);
	expect(location.log).toEqual([
		'POST /contacts/',
		'GET /contacts/search/duplicate',
		'POST /contacts/',
	]);
});
