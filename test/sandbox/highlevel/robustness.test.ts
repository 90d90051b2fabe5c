import fc from 'fast-check';
import {
	ALL_SCOPES,
	demoTeam,
	startHighLevelSandbox,
	type HighLevelSandbox,
	type SandboxContact,
} from '../../../sandbox/highlevel';
import { clientFor } from './client';

const { locationId } = demoTeam;
let sandbox: HighLevelSandbox;
let known: SandboxContact;
let opportunityId: string;

beforeAll(async () => {
	sandbox = await startHighLevelSandbox({
		rateLimit: { max: 1_000_000, intervalMs: 10_000, daily: 1_000_000 },
		tokens: [{ token: demoTeam.token, locationId, scopes: ALL_SCOPES }],
	});
	known = sandbox.contacts.seedContact({ phone: '+12025550143', tags: ['vip'] });
	opportunityId = sandbox.opportunities.seedOpportunity({ contactId: known.id }).id;
});
afterAll(async () => await sandbox.close());

const routes = [
	['POST', () => '/contacts/'],
	['PUT', () => `/contacts/${known.id}`],
	['POST', () => '/contacts/upsert'],
	['POST', () => '/contacts/search'],
	['POST', () => `/contacts/${known.id}/tags`],
	['DELETE', () => `/contacts/${known.id}/followers`],
	['POST', () => `/contacts/${known.id}/notes`],
	['POST', () => `/contacts/${known.id}/tasks`],
	['POST', () => '/opportunities/'],
	['PUT', () => `/opportunities/${opportunityId}`],
	['POST', () => '/conversations/messages'],
	['POST', () => '/oauth/token'],
	['POST', () => '/oauth/locationToken'],
] as const;

/** Objects that look like a body, but where any field can hold anything. */
const body = fc.oneof(
	fc.jsonValue(),
	fc
		.record(
			{
				name: fc.jsonValue(),
				phone: fc.jsonValue(),
				email: fc.jsonValue(),
				tags: fc.jsonValue(),
				followers: fc.jsonValue(),
				customFields: fc.jsonValue(),
				assignedTo: fc.jsonValue(),
				filters: fc.jsonValue(),
				sort: fc.jsonValue(),
				pageLimit: fc.jsonValue(),
				grant_type: fc.jsonValue(),
				dateOfBirth: fc.jsonValue(),
				body: fc.jsonValue(),
				title: fc.jsonValue(),
				dueDate: fc.jsonValue(),
				completed: fc.jsonValue(),
				pipelineId: fc.jsonValue(),
				contactId: fc.jsonValue(),
				status: fc.jsonValue(),
				type: fc.jsonValue(),
			},
			{ requiredKeys: [] },
		)
		.map((fields) => ({ locationId, ...fields })),
);

it('no JSON makes it fail', async () => {
	const client = clientFor(sandbox.url, { 'Content-Type': 'application/json' });
	await fc.assert(
		fc.asyncProperty(fc.constantFrom(...routes), body, async ([method, path], value) => {
			const data = JSON.stringify(value);
			const answer = await client.request({ method, url: path(), data });
			expect(answer.status).toBeLessThan(500);
			expect(typeof answer.data).toBe('object');
		}),
		{ numRuns: 500 },
	);
}, 30_000);

const text = fc.oneof(fc.string(), fc.nat().map(String), fc.constant('9'.repeat(30)));

const user = demoTeam.users.tom.id;

it.each([
	[
		'/opportunities/search',
		{ location_id: locationId },
		['limit', 'page', 'startAfter', 'startAfterId'],
	],
	['/conversations/search', { locationId }, ['limit', 'startAfterDate', 'assignedTo', 'startDate']],
	['/calendars/schedules/search', { locationId, userId: user }, ['limit', 'skip', 'calendarId']],
	['/calendars/events', { locationId, userId: user }, ['startTime', 'endTime', 'groupId']],
	['/calendars/blocked-slots', { locationId, userId: user }, ['startTime', 'endTime']],
	['/users/search', { companyId: demoTeam.companyId }, ['limit', 'skip', 'ids', 'query']],
])('no query makes %s fail', async (path, needed, names) => {
	const client = clientFor(sandbox.url);
	const query = fc.record(Object.fromEntries(names.map((name) => [name, text])), {
		requiredKeys: [],
	});
	const seen = new Set<number>();
	await fc.assert(
		fc.asyncProperty(query, async (more) => {
			const answer = await client.get(path, { params: { ...needed, ...more } });
			seen.add(answer.status);
			expect(answer.status).toBeLessThan(500);
		}),
		{ numRuns: 60 },
	);
	expect(seen).toContain(200);
});

it('every contact stays readable: tags in lower case, no nulls', async () => {
	const client = clientFor(sandbox.url);
	await fc.assert(
		fc.asyncProperty(
			fc.record(
				{
					firstName: fc.option(fc.string()),
					name: fc.option(fc.string()),
					tags: fc.array(fc.string()),
					assignedTo: fc.option(fc.string()),
					source: fc.option(fc.string()),
				},
				{ requiredKeys: [] },
			),
			async (change) => {
				const answer = await client.put(`/contacts/${known.id}`, change);
				expect(answer.status).toBe(200);
				const { contact } = answer.data;
				expect(Object.values(contact)).not.toContain(null);
				for (const tag of contact.tags) expect(tag).toBe(tag.toLowerCase());
				expect(sandbox.contacts.get(known.id)).toEqual(contact);
			},
		),
		{ numRuns: 100 },
	);
});

it.each([
	['broken JSON', 'application/json', '{"locationId":', 400],
	['no body', 'application/json', '', 403],
	['an unknown type', 'text/plain', 'hello', 403],
	['an array', 'application/json', '[]', 403],
])('%s is a client error', async (_what, type, data, status) => {
	const client = clientFor(sandbox.url, { 'Content-Type': type });
	expect((await client.post('/contacts/', Buffer.from(data))).status).toBe(status);
});
