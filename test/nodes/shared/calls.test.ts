import type { INodeParameters } from 'n8n-workflow';
import { demoTeam } from '../../../sandbox/highlevel';
import { ifAccounts, ifAnyTag } from '../../../sandbox/n8n/planCards';
import type { Touch } from '../../../routing/model/touch';
import { assignPanel } from '../../harness/assignPanel';
import { startHighLevel, type TestHighLevel } from '../../harness/highLevel';
import { ASSIGN, NO_OP, RESOLVE } from '../../harness/nodeTypes';
import { behindStart, jsonOf, node, runWorkflow, to } from '../../harness/runWorkflow';
import { items, locator, salesLine, supportLine, touch } from '../../harness/touches';

const { sofia, tom } = demoTeam.users;
const PHONE = '+14155550117';
const LOOK = 'GET /contacts/search/duplicate';
const GET = 'GET /contacts/:contactId';
const PUT = 'PUT /contacts/:contactId';
const POST = 'POST /contacts/';
const TAGS = 'POST /contacts/:contactId/tags';
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const credentials = { highLevelPrivateIntegrationApi: { id: '1', name: 'HighLevel' } };
const tagged = { tags: [salesLine.tag] };

let highLevel: TestHighLevel;
let now: number;
beforeEach(async () => {
	highLevel = await startHighLevel();
	now = Date.now();
	jest.spyOn(Date, 'now').mockImplementation(() => now);
});
afterEach(async () => {
	jest.restoreAllMocks();
	await highLevel.sandbox.close();
});

/** Whoever writes to the Sales Line or the Support Line gets to Sofia, as long as she owns them. */
const rules = {
	values: [salesLine, supportLine].map(({ id, name }) => ({
		name,
		if: ifAccounts(locator('id', id)),
		assignTo: locator('id', sofia.id),
	})),
};

interface Setup {
	resolveWith?: INodeParameters;
	assignWith?: INodeParameters;
}

/** One run of the whole workflow: what Assign said, and which requests the two nodes made. */
async function route(touches: readonly Touch[], { resolveWith = {}, assignWith = {} }: Setup = {}) {
	const options = { simplify: false, ...(resolveWith.options as object | undefined) };
	const resolve = node(
		RESOLVE,
		{ rules, ...resolveWith, options },
		{ name: 'Resolve', credentials },
	);
	const start = behindStart(resolve);
	const run = await runWorkflow({
		nodes: [...start.nodes, node(ASSIGN, assignPanel(assignWith), { name: 'Assign', credentials })],
		connections: { ...start.connections, Resolve: { main: [[to('Assign')], []] } },
		credentials: highLevel.credentials,
		input: items(...touches),
	});
	return {
		run,
		results: jsonOf(run, 'Assign').map(({ highLevel: done }) => done),
		calls: takeCalls(),
	};
}

/** Resolve Assignment alone: its item, as it comes out of nodes in between. */
async function resolved(one: Touch, more: INodeParameters = {}) {
	const resolve = node(
		RESOLVE,
		{
			rules,
			...more,
			options: { simplify: false, confirmedBy: 'assignContact', ...(more.options as object) },
		},
		{ name: 'Resolve', credentials },
	);
	const start = behindStart(resolve);
	const run = await runWorkflow({
		nodes: [...start.nodes, node(NO_OP, {}, { name: 'Next' })],
		connections: { ...start.connections, Resolve: { main: [[to('Next')], []] } },
		credentials: highLevel.credentials,
		input: items(one),
	});
	return jsonOf(run, 'Next');
}

async function assign(given: object[], parameters: INodeParameters = {}) {
	const run = await runWorkflow({
		...behindStart(node(ASSIGN, assignPanel(parameters), { name: 'Assign', credentials })),
		credentials: highLevel.credentials,
		input: items(...given),
	});
	return { results: jsonOf(run, 'Assign').map(({ highLevel: done }) => done), calls: takeCalls() };
}

/** The users of the location are read once in ten minutes. */
const takeCalls = () => highLevel.takeRequests().filter((call) => call !== 'GET /users/');

/** Nora's next message. */
const nora = (more: Partial<Touch> = {}) => touch({ contact: { phone: PHONE }, ...more });
const seed = (more: object = {}) =>
	highLevel.sandbox.contacts.seedContact({ phone: PHONE, ...more });
const stored = () => highLevel.sandbox.contacts.all();

describe('API calls of the whole flow', () => {
	it.each<[string, object | null, Setup, string[]]>([
		['a new contact: 2', null, {}, [LOOK, POST]],
		['an existing contact without an owner: 2', tagged, {}, [LOOK, PUT]],
		[
			'an existing contact whom the owner keeps: 1',
			{ ...tagged, assignedTo: sofia.id },
			{},
			[LOOK],
		],
		['one whom somebody else owns, by hand: 1', { ...tagged, assignedTo: tom.id }, {}, [LOOK]],
		['the account tag that is missing: plus 1', { assignedTo: sofia.id }, {}, [LOOK, TAGS]],
		[
			'a new contact, when no rule asks HighLevel: 2',
			null,
			{ resolveWith: { ownerPolicy: 'askRules' } },
			[LOOK, POST],
		],
		[
			'the same, created first: 1',
			null,
			{
				resolveWith: { options: { respectManual: false } },
				assignWith: { createFirst: true },
			},
			[POST],
		],
		[
			'trusting nothing, a new contact: 3',
			null,
			{ assignWith: { options: { trustMinutes: 0 } } },
			[LOOK, LOOK, POST],
		],
		[
			'making sure, an existing contact: 4',
			tagged,
			{ assignWith: { options: { verify: true } } },
			[LOOK, LOOK, PUT, GET],
		],
	])('%s', async (_what, has, setup, expected) => {
		if (has) seed(has);
		const { calls, run } = await route([nora()], setup);
		expect(run.errors).toEqual({});
		expect(calls).toEqual(expected);
	});

	it('by ID: 1, plus 1 to set the owner', async () => {
		const { id } = seed(tagged);
		const byId = { assignWith: { findBy: 'contactId' } };
		const contact = { id, phone: PHONE };
		expect((await route([nora({ contact })], byId)).calls).toEqual([GET, PUT]);
		now += 11 * MINUTE;
		expect((await route([nora({ contact })], byId)).calls).toEqual([GET]);
	});

	it('a contact who writes again within the trust time: 0, and the item says so', async () => {
		await route([nora()]);
		now += 4 * MINUTE;
		const again = await route([nora()]);
		expect(again.calls).toEqual([]);
		expect(again.results).toEqual([
			{
				outcome: 'unchanged',
				summary: 'Sofia Reyes already owned the contact, as HighLevel showed 4 minutes ago.',
				contactId: stored()[0]?.id,
				previousOwner: { id: sofia.id, name: 'Sofia Reyes' },
				owner: { id: sofia.id, name: 'Sofia Reyes' },
				written: [],
				apiCalls: 0,
				seenAt: new Date(now - 4 * MINUTE).toISOString(),
			},
		]);
	});

	it('is trusted only for the time since HighLevel showed it, however often they write', async () => {
		await route([nora()]);
		const calls: number[] = [];
		for (let minute = 3; minute <= 12; minute += 3) {
			now += 3 * MINUTE;
			calls.push((await route([nora()])).calls.length);
		}
		expect(calls).toEqual([0, 0, 0, 1]);
	});

	it('a message that is delivered again: 0', async () => {
		const message = nora();
		await route([message]);
		now += MINUTE;
		const again = await route([message]);
		expect(again.calls).toEqual([]);
		expect(again.results).toMatchObject([{ outcome: 'unchanged', owner: { id: sofia.id } }]);
	});

	it('three messages of a new contact in one delivery: 1 creation', async () => {
		const { calls, results } = await route([nora(), nora(), nora()]);
		expect(calls).toEqual([LOOK, POST]);
		expect(results).toMatchObject([
			{ outcome: 'created' },
			{ outcome: 'unchanged', apiCalls: 0 },
			{ outcome: 'unchanged', apiCalls: 0 },
		]);
	});

	it('a message to another account adds its tag', async () => {
		await route([nora()]);
		const other = await route([nora({ account: { ...supportLine } })]);
		expect(other.calls).toEqual([TAGS]);
		now += MINUTE;
		const later = await route([nora({ account: { ...supportLine } })]);
		expect(later.calls).toEqual([]);
		expect(stored()).toMatchObject([{ tags: [salesLine.tag, supportLine.tag] }]);
	});
});

describe('what was seen is not believed', () => {
	it('for longer than the setting says', async () => {
		await route([nora()]);
		now += 2 * MINUTE;
		const setup = { assignWith: { options: { trustMinutes: 1 } } };
		expect((await route([nora()], setup)).calls).toEqual([LOOK]);
	});

	it('when something asked for is not known to be so', async () => {
		await route([nora()]);
		now += MINUTE;
		const setup = { assignWith: { alsoDo: { addTags: 'vip' } } };
		expect((await route([nora()], setup)).calls).toEqual([LOOK, TAGS]);
		now += MINUTE;
		expect((await route([nora()], setup)).calls).toEqual([]);
		const without = { assignWith: { alsoDo: { removeTags: 'vip' } } };
		const removed = await route([nora()], without);
		expect(removed.calls).toEqual([LOOK, 'DELETE /contacts/:contactId/tags']);
		now += MINUTE;
		expect((await route([nora()], without)).calls).toEqual([]);
	});

	it('after a step that failed', async () => {
		const fault = highLevel.sandbox.faults.add({
			path: '/contacts/:contactId/tags',
			effect: { kind: 'status', status: 422, body: { message: 'no' } },
		});
		seed();
		const failed = await route([nora()]);
		expect(failed.run.errors.Assign?.message).toContain("'Add Tags' was not done");
		fault.remove();
		now += MINUTE;
		expect((await route([nora()])).calls).toEqual([LOOK, TAGS]);
	});

	it('once this n8n took the owner off', async () => {
		await route([nora()]);
		const { id = '' } = stored()[0] ?? {};
		await assign([{ contact: { id } }], { operation: 'unassign', findBy: 'contactId' });
		now += MINUTE;
		const again = await route([nora()]);
		expect(again.calls).toEqual([LOOK, PUT]);
		expect(stored()).toMatchObject([{ assignedTo: sofia.id }]);
	});

	it('once this n8n took the owner off, by another name of the contact', async () => {
		const email = 'nora@example.com';
		seed({ ...tagged, email });
		await assign([nora()], { owner: locator('id', sofia.id) });
		now += SECOND;
		await assign([{}], { operation: 'unassign', findBy: 'email', email });
		expect(stored()[0]?.assignedTo).toBeUndefined();
		now += MINUTE;
		const askNobody = { resolveWith: { ownerPolicy: 'askRules' } };
		expect((await route([nora()], askNobody)).calls).toEqual([LOOK, PUT]);
	});

	it('under no name of the contact, once the answer to a write was lost', async () => {
		const { id } = seed(tagged);
		await assign([nora()], { owner: locator('id', sofia.id) });
		now += SECOND;
		const fault = highLevel.sandbox.faults.add({
			method: 'PUT',
			path: '/contacts/:contactId',
			effect: { kind: 'dropAfterApply' },
		});
		await assign([nora()], { owner: locator('id', tom.id), setOwner: 'always' });
		fault.remove();
		expect(stored()).toMatchObject([{ assignedTo: tom.id }]);
		now += MINUTE;
		const [given] = await resolved(touch({ contact: { id } }), { ownerPolicy: 'askRules' });
		takeCalls();
		const { calls } = await assign([given ?? {}], { findBy: 'contactId' });
		// Tom is seen, and makes room: the rules are asked every time.
		expect(calls).toEqual([GET, PUT]);
	});

	it('when the node is told to always set the owner', async () => {
		await route([nora()]);
		highLevel.sandbox.contacts.seedContact({ ...stored()[0], assignedTo: tom.id });
		const { calls } = await route([nora()], { assignWith: { setOwner: 'always' } });
		expect(calls).toEqual([LOOK, PUT]);
		expect(stored()).toMatchObject([{ assignedTo: sofia.id }]);
	});

	it('about another contact than that of the touch', async () => {
		await route([nora()]);
		const ben = highLevel.sandbox.contacts.seedContact({ phone: '+14155550118' });
		const elsewhere = { assignWith: { phone: '+14155550118' } };
		const { calls, results } = await route([nora()], elsewhere);
		expect(calls).toEqual([LOOK, PUT, TAGS]);
		expect(results).toMatchObject([{ contactId: ben.id }]);
		// And what was seen of Ben is not taken for Nora.
		now += MINUTE;
		expect((await route([nora()])).results).not.toMatchObject([{ contactId: ben.id }]);
	});

	it('about a number, when the contact may have been found by its email address', async () => {
		const email = 'nora@example.com';
		const { id } = highLevel.sandbox.contacts.seedContact({ email });
		const either = { findBy: 'phoneOrEmail', email, owner: locator('id', sofia.id) };
		expect((await assign([nora()], either)).results).toMatchObject([{ contactId: id }]);
		now += SECOND;
		const askNobody = { resolveWith: { ownerPolicy: 'askRules' } };
		const { calls, results } = await route([nora()], askNobody);
		expect(calls).toEqual([LOOK, POST]);
		expect(results).not.toMatchObject([{ contactId: id }]);
	});

	it('when an item has no decision of Resolve Assignment', async () => {
		await route([nora()]);
		const owner = locator('id', sofia.id);
		expect((await assign([nora()], { owner })).calls).toEqual([LOOK]);
	});
});

describe('what Resolve Assignment saw', () => {
	it('is enough for nothing to be written as long as it is trusted', async () => {
		seed({ ...tagged, assignedTo: sofia.id });
		const given = await resolved(nora());
		now += 9 * MINUTE;
		takeCalls();
		expect(await assign(given)).toMatchObject({ calls: [], results: [{ outcome: 'unchanged' }] });
	});

	it('is looked at again before anything is written, unless it was seen just now', async () => {
		const given = await resolved(nora());
		now += 6 * SECOND;
		seed({ ...tagged, assignedTo: tom.id });
		takeCalls();
		expect(await assign(given)).toMatchObject({
			calls: [LOOK],
			results: [{ outcome: 'lostRace' }],
		});
		expect(stored()).toHaveLength(1);
	});

	it('never makes a second contact: HighLevel’s refusal names the one that is there', async () => {
		const given = await resolved(nora());
		seed(tagged);
		takeCalls();
		const { calls, results } = await assign(given);
		expect(calls).toEqual([POST, GET, PUT]);
		expect(results).toMatchObject([{ outcome: 'assigned', owner: { id: sofia.id } }]);
		expect(stored()).toHaveLength(1);
	});

	it('never makes a second contact where HighLevel allows it and several runs saw none', async () => {
		await highLevel.sandbox.close();
		highLevel = await startHighLevel({ location: { allowDuplicateContact: true } });
		const given = [];
		for (let run = 0; run < 3; run++) given.push(await resolved(nora()));
		const runs = await Promise.all(given.map(async (one) => await assign(one)));
		expect(stored()).toHaveLength(1);
		expect(runs.flatMap(({ results }) => results)).toMatchObject([
			{ outcome: 'created' },
			{ outcome: 'unchanged' },
			{ outcome: 'unchanged' },
		]);
	});

	it('does not stand in the way when the contact was removed since', async () => {
		const { id } = seed(tagged);
		const given = await resolved(nora());
		highLevel.sandbox.contacts.remove(id);
		takeCalls();
		const { calls, results } = await assign(given);
		expect(calls).toEqual([PUT, LOOK, POST]);
		expect(results).toMatchObject([{ outcome: 'created', apiCalls: 3 }]);
	});

	it.each<[string, unknown]>([
		['no object', 'yes'],
		['without a time', { at: 'now' }],
		['from the future', { at: '2999-01-01T00:00:00.000Z' }],
	])('is not used when an item says something else: %s', async (_what, change) => {
		const [given] = await resolved(nora());
		takeCalls();
		const assignment = given?.assignment as { shown: object };
		const shown = typeof change === 'object' ? { ...assignment.shown, ...change } : change;
		const changed = { ...given, assignment: { ...assignment, shown } };
		expect((await assign([changed])).calls).toEqual([LOOK, POST]);
	});
});

it('a decision replaces the owner whom it saw also when the message is delivered again', async () => {
	seed({ ...tagged, assignedTo: tom.id });
	const known = {
		values: [{ name: 'Known', if: ifAnyTag(salesLine.tag), assignTo: locator('id', sofia.id) }],
	};
	const resolveWith = { rules: known, options: { respectManual: false } };
	const message = nora();
	// n8n was killed before the decision was carried out.
	await resolved(message, resolveWith);
	takeCalls();
	const again = await route([message], { resolveWith });
	expect(again.calls).toEqual([LOOK, PUT]);
	expect(again.results).toMatchObject([
		{ outcome: 'assigned', previousOwner: { id: tom.id }, owner: { id: sofia.id } },
	]);
});
