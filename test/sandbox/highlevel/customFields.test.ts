import type { AxiosInstance } from 'axios';
import {
	ALL_SCOPES,
	demoTeam,
	otherLocation,
	startHighLevelSandbox,
	type HighLevelSandbox,
	type SandboxCustomField,
} from '../../../sandbox/highlevel';
import { clientFor } from './client';

const { locationId, token } = demoTeam;
let sandbox: HighLevelSandbox;
let client: AxiosInstance;
let size: SandboxCustomField;
let budget: SandboxCustomField;

beforeEach(async () => {
	sandbox = await startHighLevelSandbox({ tokens: [{ token, locationId, scopes: ALL_SCOPES }] });
	client = clientFor(sandbox.url);
	size = sandbox.customFields.seedField({ name: 'Shoe size', dataType: 'NUMERICAL' });
	budget = sandbox.customFields.seedField({ name: 'Budget', model: 'opportunity' });
	sandbox.customFields.seedField({ name: 'Elsewhere', locationId: otherLocation.id });
});
afterEach(async () => await sandbox.close());

describe('the custom fields of a location', () => {
	const list = async (params: object, id = locationId) =>
		await client.get(`/locations/${id}/customFields`, { params });

	it('have the shape of HighLevel', async () => {
		const answer = await list({ model: 'contact' });
		expect(answer.status).toBe(200);
		expect(answer.data.customFields).toEqual([
			{
				id: expect.stringMatching(/^[A-Za-z0-9]{20}$/),
				name: 'Shoe size',
				fieldKey: 'contact.shoe_size',
				dataType: 'NUMERICAL',
				model: 'contact',
				locationId,
				position: 0,
			},
		]);
	});

	it.each([
		['opportunity', () => [budget]],
		['all', () => [size, budget]],
		[undefined, () => [size, budget]],
	])('are listed for the model %s', async (model, fields) => {
		expect((await list({ model })).data.customFields).toEqual(fields());
	});

	it('are refused for another model, another location, or without the scope', async () => {
		const wrong = await list({ model: 'user' });
		expect(wrong.status).toBe(422);
		expect(wrong.data.message).toEqual([
			'model must be one of the following values: contact, opportunity, all',
		]);
		expect((await list({}, otherLocation.id)).status).toBe(403);
		const { access_token } = sandbox.oauth.issue({ locationId });
		client = clientFor(sandbox.url, {}, access_token);
		expect((await list({})).status).toBe(401);
	});
});

describe('writing a custom field of a contact', () => {
	it.each([
		['its id', () => ({ id: size.id })],
		['its key', () => ({ key: 'shoe_size' })],
		['its whole key', () => ({ key: 'contact.shoe_size' })],
	])('names it by %s', async (_what, name) => {
		const customFields = [{ ...name(), field_value: 42 }];
		const { data } = await client.post('/contacts/', { locationId, name: 'Ada', customFields });
		expect(data.contact.customFields).toEqual([{ id: size.id, value: 42 }]);
		const again = [{ ...name(), field_value: 43 }];
		await client.put(`/contacts/${data.contact.id}`, { customFields: again });
		expect(sandbox.contacts.get(data.contact.id)?.customFields).toEqual([
			{ id: size.id, value: 43 },
		]);
	});

	it('ignores the key of no field, and of a field of opportunities', async () => {
		const customFields = [
			{ key: 'no_field', field_value: 1 },
			{ key: 'budget', field_value: 2 },
		];
		const answer = await client.post('/contacts/', { locationId, name: 'Ada', customFields });
		expect(answer.status).toBe(201);
		expect(answer.data.contact.customFields).toEqual([]);
	});
});
