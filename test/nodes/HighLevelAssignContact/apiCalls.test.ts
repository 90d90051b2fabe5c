import { ALL_SCOPES, demoTeam } from '../../../sandbox/highlevel';
import { startHighLevel, type TestHighLevel } from '../../harness/highLevel';
import { locator, salesLine, supportLine } from '../../harness/touches';
import { assign, decided, owner, useShape } from './assignFixture';

const { sofia, marcus } = demoTeam.users;
const PHONE = '+14155550117';
const LOOK = 'GET /contacts/search/duplicate';
const GET = 'GET /contacts/:contactId';
const PUT = 'PUT /contacts/:contactId';
const POST = 'POST /contacts/';
const TAGS = 'POST /contacts/:contactId/tags';

let highLevel: TestHighLevel;
beforeEach(async () => {
	highLevel = await startHighLevel({ token: { scopes: ALL_SCOPES } });
});
afterEach(async () => await highLevel.sandbox.close());

interface Scenario {
	/** Fields of the contact that HighLevel has; none when left out. */
	has?: object;
	parameters?: object;
	assignment?: object;
	calls: string[];
}

const byId = { findBy: 'contactId' };
const tagged = { tags: [salesLine.tag] };
const followsAccount = owner({ primary: false });

describe.each(['whole', 'simplified'] as const)('of items that are %s', (shape) => {
	useShape(shape);

	it.each<[string, Scenario]>([
		['a new contact', { calls: [LOOK, POST] }],
		[
			'a new contact, created first',
			{ parameters: { options: { createFirst: true } }, calls: [POST] },
		],
		['an existing contact without an owner', { has: tagged, calls: [LOOK, PUT] }],
		['the same without the account tag', { has: {}, calls: [LOOK, PUT, TAGS] }],
		[
			'an existing contact whom the user owns',
			{ has: { ...tagged, assignedTo: sofia.id }, calls: [LOOK] },
		],
		['one whom somebody else got since', { has: { assignedTo: marcus.id }, calls: [LOOK] }],
		[
			'one whose owner is replaced as decided',
			{
				has: { ...tagged, assignedTo: marcus.id },
				assignment: owner({ previous: marcus.id }),
				calls: [LOOK, PUT],
			},
		],
		['by ID, as decided', { has: tagged, parameters: byId, calls: [GET, PUT] }],
		[
			'by ID, owned by somebody else',
			{ has: { ...tagged, assignedTo: marcus.id }, parameters: byId, calls: [GET] },
		],
		['by ID, always', { has: tagged, parameters: { ...byId, setOwner: 'always' }, calls: [PUT] }],
		[
			'an existing contact, created first',
			{ has: tagged, parameters: { options: { createFirst: true } }, calls: [POST, GET, PUT] },
		],
		[
			'by phone number or email address',
			{
				has: tagged,
				parameters: { findBy: 'phoneOrEmail', email: 'nora@example.com' },
				calls: [LOOK, LOOK, PUT],
			},
		],
		[
			'with a look afterwards',
			{ has: tagged, parameters: { options: { verify: true } }, calls: [LOOK, PUT, GET] },
		],
		[
			'with more tags added and some removed',
			{
				has: { tags: [supportLine.tag, 'waiting'] },
				parameters: {
					alsoDo: { addTags: 'vip', removeTags: 'waiting', replaceTags: 'whatsnap-account-' },
				},
				calls: [LOOK, PUT, TAGS, 'DELETE /contacts/:contactId/tags'],
			},
		],
		[
			'with a follower',
			{
				has: { ...tagged, assignedTo: marcus.id },
				assignment: followsAccount,
				parameters: { alsoDo: { follow: true } },
				calls: [LOOK, 'POST /contacts/:contactId/followers'],
			},
		],
		[
			'with the receipt in a custom field',
			{
				has: tagged,
				assignment: { ...owner(), receipt: { sentence: 'because' } },
				parameters: { alsoDo: { receiptField: locator('key', 'why') } },
				calls: [LOOK, PUT],
			},
		],
		[
			'with a note',
			{
				has: tagged,
				parameters: { alsoDo: { note: 'why' } },
				calls: [LOOK, PUT, 'POST /contacts/:contactId/notes'],
			},
		],
		[
			'with a task',
			{
				has: tagged,
				parameters: { alsoDo: { task: { values: { title: 'Answer' } } } },
				calls: [LOOK, PUT, 'POST /contacts/:contactId/tasks'],
			},
		],
		[
			'with a mention',
			{
				has: tagged,
				parameters: { alsoDo: { mention: 'yours' } },
				calls: [LOOK, PUT, 'POST /conversations/messages'],
			},
		],
		[
			'with its opportunities, of which it has none',
			{
				has: tagged,
				parameters: { alsoDo: { moveOpportunities: true } },
				calls: [LOOK, PUT, 'GET /opportunities/search'],
			},
		],
		[
			'unassigned',
			{ has: { assignedTo: marcus.id }, parameters: { operation: 'unassign' }, calls: [LOOK, PUT] },
		],
		[
			'unassigned by ID',
			{
				has: { assignedTo: marcus.id },
				parameters: { ...byId, operation: 'unassign' },
				calls: [PUT],
			},
		],
	])('%s', async (_what, { has, parameters = {}, assignment = owner(), calls }) => {
		const contact = has && highLevel.sandbox.contacts.seedContact({ phone: PHONE, ...has });
		const item = decided(PHONE, {}, assignment);
		if (contact) Object.assign(item.contact, { id: contact.id });
		const { results, error } = await assign(highLevel.credentials, { ...parameters }, [item]);
		expect(error).toBeUndefined();
		// The users of the location are read once in ten minutes.
		const made = highLevel.takeRequests().filter((call) => call !== 'GET /users/');
		expect(made).toEqual(calls);
		expect(results).toMatchObject([{ apiCalls: calls.length }]);
	});
});
