import {
	ALL_SCOPES,
	demoTeam,
	startHighLevelSandbox,
	type HighLevelSandbox,
	type LoggedRequest,
} from '../../../sandbox/highlevel';
import { answerProblems, ContractWatch, requestProblems } from '../../harness/highLevelContract';
import { clientFor } from './client';
import { contactPath, send } from './operations';

/** That the check of the contract finds what is planted here. */
const { locationId, token, users } = demoTeam;
const phone = '+12025550143';
let sandbox: HighLevelSandbox;
let watch: ContractWatch;

beforeEach(async () => {
	watch = new ContractWatch();
	sandbox = await startHighLevelSandbox({
		onRequest: watch.onRequest,
		tokens: [{ token, locationId, scopes: ALL_SCOPES }],
	});
});
afterEach(async () => await sandbox.close());

describe('a wrong request', () => {
	const client = () => clientFor(sandbox.url);
	const wrong: [string, () => Promise<unknown>][] = [
		[
			'PUT /contacts/{contactId}: body.locationId should not exist',
			() => client().put('/contacts/x', { locationId, assignedTo: users.tom.id }),
		],
		[
			'PUT /contacts/{contactId}: body.assignedTo must be string,null',
			() => client().put('/contacts/x', { assignedTo: 7 }),
		],
		[
			'PUT /contacts/{contactId}: body.customFields[0] has none of the known forms: {"id":"a","text":"b"}',
			() => client().put('/contacts/x', { customFields: [{ id: 'a', text: 'b' }] }),
		],
		[
			'POST /contacts/: body.assignedTo must be string',
			() => client().post('/contacts/', { locationId, assignedTo: null }),
		],
		['POST /contacts/: body.locationId is missing', () => client().post('/contacts/', { phone })],
		[
			'POST /contacts/: header Content-Type must be application/json, is text/plain',
			() =>
				clientFor(sandbox.url, { 'Content-Type': 'text/plain' }).post(
					'/contacts/',
					JSON.stringify({ locationId, phone }),
				),
		],
		[
			'GET /contacts/search/duplicate: query.phone should not exist',
			() => client().get('/contacts/search/duplicate', { params: { locationId, phone } }),
		],
		[
			'GET /contacts/search/duplicate: query.locationId is missing',
			() => client().get('/contacts/search/duplicate', { params: { number: phone } }),
		],
		[
			'POST /contacts/search: body must NOT be valid',
			() =>
				client().post('/contacts/search', {
					locationId,
					pageLimit: 1,
					page: 1,
					searchAfter: [1, 'x'],
				}),
		],
		[
			'POST /contacts/search: body.filters[0].operator must be one of ["eq","not_eq","contains","not_contains","exists","not_exists","range"]',
			() =>
				client().post('/contacts/search', {
					locationId,
					pageLimit: 1,
					filters: [{ field: 'tags', operator: 'like' }],
				}),
		],
		[
			'POST /contacts/{contactId}/tasks: body.dueDate must match format "date-time"',
			() => client().post('/contacts/x/tasks', { title: 'a', dueDate: 'soon', completed: false }),
		],
		[
			'GET /opportunities/search: query.locationId should not exist',
			() => client().get('/opportunities/search', { params: { locationId } }),
		],
		[
			'GET /opportunities/search: query.limit must be <= 100',
			() =>
				client().get('/opportunities/search', { params: { location_id: locationId, limit: 101 } }),
		],
		[
			'GET /calendars/events: query.startTime must match pattern "^\\d+$"',
			() => calendars('2026-03-03T00:00:00Z'),
		],
		[
			'GET /conversations/search: header Version must be 2021-04-15, is 2021-07-28',
			() => client().get('/conversations/search', { params: { locationId } }),
		],
		[
			'POST /conversations/messages: body.text should not exist',
			() => comment({ message: 'Hi', text: 'Hi' }),
		],
		['PATCH /contacts/x: no such operation', () => client().patch('/contacts/x', {})],
	];
	const calendars = (startTime: string) =>
		clientFor(sandbox.url, { Version: '2021-04-15' }).get('/calendars/events', {
			params: { locationId, userId: 'x', startTime, endTime: startTime },
		});
	const comment = (body: object) =>
		clientFor(sandbox.url, { Version: '2021-04-15' }).post('/conversations/messages', {
			type: 'InternalComment',
			contactId: 'x',
			...body,
		});

	it.each(wrong)('is found: %s', async (problem, call) => {
		await call();
		expect(sandbox.requests.flatMap(requestProblems)).toContain(problem);
		expect(() => watch.verify()).toThrow(problem);
	});

	it('is found even if the connection broke', async () => {
		sandbox.faults.add({ effect: { kind: 'drop' } });
		await expect(client().put('/contacts/x', { gender: 'x' })).rejects.toThrow();
		expect(watch.problems()).toEqual(['PUT /contacts/{contactId}: body.gender should not exist']);
	});
});

describe('a wrong answer', () => {
	const logged = async (change: (answer: Record<string, unknown>) => unknown) => {
		await send(sandbox, 'GET /contacts/{contactId}', contactPath(sandbox));
		const [request] = sandbox.requests as [LoggedRequest];
		const answer = structuredClone(request.answer) as Record<string, unknown>;
		return answerProblems({ ...request, answer: change(answer) ?? answer });
	};
	const contactOf = (answer: Record<string, unknown>) => answer.contact as Record<string, unknown>;

	it('has a property that HighLevel does not have', async () => {
		expect(await logged((answer) => void (contactOf(answer).owner = 'x'))).toEqual([
			'GET /contacts/{contactId}: answer 200.contact.owner should not exist',
		]);
	});

	it('has a value of another type', async () => {
		expect(await logged((answer) => void (contactOf(answer).assignedTo = null))).toEqual([
			'GET /contacts/{contactId}: answer 200.contact.assignedTo must be string',
		]);
	});

	it('has a status that HighLevel does not have', async () => {
		await logged(() => undefined);
		const [request] = sandbox.requests as [LoggedRequest];
		expect(answerProblems({ ...request, status: 404 })).toEqual([
			'GET /contacts/{contactId}: answer 404 is none that HighLevel gives',
		]);
	});

	it('has an error that HighLevel does not have', async () => {
		await send(sandbox, 'GET /contacts/{contactId}', { path: { contactId: 'x' } });
		const [request] = sandbox.requests as [LoggedRequest];
		expect(answerProblems({ ...request, answer: { reason: 'none' } })).toEqual([
			'GET /contacts/{contactId}: answer 400 has none of the known forms: {"reason":"none"}',
		]);
	});
});

it('does not take the answer of a fault for one of HighLevel', async () => {
	const effect = { kind: 'status', status: 418, body: { short: 'and stout' } } as const;
	sandbox.faults.add({ effect });
	await clientFor(sandbox.url).get('/contacts/x');
	expect(() => watch.verify()).not.toThrow();
});
