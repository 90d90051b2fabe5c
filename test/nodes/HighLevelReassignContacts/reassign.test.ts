import { demoTeam, deletedUser } from '../../../sandbox/highlevel';
import { ifAccounts, ifAnyTag } from '../../../sandbox/n8n/planCards';
import { startHighLevel, type TestHighLevel } from '../../harness/highLevel';
import { ASSIGN, REASSIGN, RESOLVE, START } from '../../harness/nodeTypes';
import { behindStart, jsonOf, node, runWorkflow, to } from '../../harness/runWorkflow';
import { items, locator, salesLine, touch } from '../../harness/touches';
import { assign, decided } from '../HighLevelAssignContact/assignFixture';
import { move, outcomes, sentences, TEAM } from './reassignFixture';

const { marcus, priya, sofia, tom } = demoTeam.users;

let highLevel: TestHighLevel;
beforeEach(async () => {
	highLevel = await startHighLevel({ searchLagMs: 60_000 });
});
afterEach(async () => await highLevel.sandbox.close());

let phones = 0;

function seed(count: number, more: object = {}) {
	return Array.from({ length: count }, () =>
		highLevel.sandbox.contacts.seedContact({
			phone: `+1415555${String(1000 + ++phones)}`,
			name: 'Nora Lindqvist',
			assignedTo: marcus.id,
			// The search gives out the oldest first.
			dateAdded: new Date(Date.UTC(2026, 0, 1) + phones * 1_000).toISOString(),
			...more,
		}),
	);
}

const leaving = { person: locator('list', marcus.id), preview: false };
const writes = () => highLevel.sandbox.requests.filter(({ method }) => method === 'PUT');
const ownersNow = () =>
	highLevel.sandbox.contacts
		.all()
		.map(({ assignedTo }) => assignedTo)
		.sort();
/** How many of the contacts each of these users has. */
const shares = (...users: Array<{ id: string }>) =>
	users.map(({ id }) => ownersNow().filter((owner) => owner === id).length);

describe('a person who leaves', () => {
	it('loses every contact to whom the plan names, in fair turns', async () => {
		seed(10);
		seed(2, { assignedTo: tom.id });
		const moved = await move(highLevel, leaving);
		expect(moved.run.errors).toEqual({});
		expect(outcomes(moved)).toEqual(Array.from({ length: 10 }, () => 'assigned'));
		expect(shares(sofia, priya, marcus, tom)).toEqual([5, 5, 0, 2]);
		expect(writes()).toHaveLength(10);
		expect(sentences(moved.assigned)[0]).toBe(
			"The fallback chose Sofia Reyes from the team 'Sales', because no rule matches. It moves because Marcus Chen leaves.",
		);
		expect(moved.found[9]).toMatchObject({
			event: 'reassign',
			preview: false,
			excludedUsers: [marcus.id],
			reassign: { number: 10, of: 10, doneBefore: 0, from: { name: 'Marcus Chen' } },
		});
	});

	it('with many contacts is asked to put a loop around them', async () => {
		seed(101);
		const moved = await move(highLevel, leaving, TEAM, { assign: false });
		const users = moved.assigned.map(
			({ assignment }) => (assignment as { user: { id: string } }).user.id,
		);
		expect(users.filter((id) => id === sofia.id)).toHaveLength(51);
		expect(users.filter((id) => id === priya.id)).toHaveLength(50);
		expect(moved.hints).toEqual([
			expect.stringContaining('101 contacts left.'),
			expect.stringContaining("'Loop Over Items'"),
		]);
	});

	it('never gets one back, even if the rules name nobody else', async () => {
		seed(1);
		const plan = { fallback: locator('list', marcus.id) };
		const moved = await move(highLevel, leaving, plan);
		expect(moved.assigned).toEqual([]);
		expect(sentences(moved.notAssigned)).toEqual([
			'Nobody was chosen, because no rule matches, and Marcus Chen must not get it again. It was to move because Marcus Chen leaves, and stays with its owner for now.',
		]);
		expect(writes()).toEqual([]);
	});

	it('may have left HighLevel already, and is then named by ID', async () => {
		seed(2, { assignedTo: deletedUser.id });
		const moved = await move(highLevel, { ...leaving, person: locator('id', deletedUser.id) });
		expect(outcomes(moved)).toEqual(['assigned', 'assigned']);
	});

	it('moves contacts by their own tags, source and account', async () => {
		seed(1, { tags: ['vip'] });
		seed(1, { tags: [salesLine.tag] });
		seed(1, { source: 'Referral', phone: undefined });
		const plan = {
			rules: {
				values: [
					{ if: ifAnyTag('vip'), assignTo: locator('list', sofia.id) },
					{ if: ifAccounts(locator('name', 'Sales Line')), assignTo: locator('list', priya.id) },
				],
			},
			fallback: locator('list', tom.id),
		};
		const moved = await move(highLevel, leaving, plan);
		expect(moved.assigned.map(({ assignment }) => assignment)).toMatchObject([
			{ user: { id: sofia.id }, rule: { kind: 'rule', position: 1 } },
			{ user: { id: priya.id }, rule: { kind: 'rule', position: 2 } },
			{ user: { id: tom.id }, rule: { kind: 'fallback' } },
		]);
		expect(sentences(moved.assigned)[1]).toContain("because the contact belongs to 'sales line'");
		// One look at each contact before it is written, and none to decide.
		const calls = highLevel.takeRequests().filter((call) => call.startsWith('GET /contacts'));
		expect(calls).toHaveLength(3);
	});

	it('does not take a contact from somebody who got it while the search lags', async () => {
		const [contact] = seed(1);
		await move(highLevel, leaving);
		const { id = '' } = contact ?? {};
		const owner = highLevel.sandbox.contacts.get(id)?.assignedTo;
		expect(owner).toBe(sofia.id);
		// The search still shows Marcus, but what was just done is not found again.
		const again = await move(highLevel, leaving);
		expect(again.found).toEqual([]);
		expect(again.hints).toEqual(['1 contact moved before. Nothing is left to do.']);
		expect(writes()).toHaveLength(1);
	});
});

describe('a preview', () => {
	it('shows who would get what, writes nothing and moves no turn', async () => {
		seed(5);
		const first = await move(highLevel, { person: locator('list', marcus.id) });
		expect(outcomes(first)).toEqual(Array.from({ length: 5 }, () => 'preview'));
		expect(first.assigned.map(({ highLevel: said }) => said)).toMatchObject([
			{
				summary:
					'Preview: the contact would go from Marcus Chen to Sofia Reyes. Nothing was written.',
				written: [],
				apiCalls: 0,
			},
			{ owner: { id: priya.id } },
			{ owner: { id: sofia.id } },
			{ owner: { id: priya.id } },
			{ owner: { id: sofia.id } },
		]);
		expect(first.hints[0]).toContain('5 contacts would be asked about, and nothing is written');
		expect(new Set(highLevel.takeRequests())).toEqual(
			new Set(['POST /contacts/search', 'GET /users/']),
		);
		// The same once more, and then for real: the preview told the truth.
		const users = (moved: typeof first) =>
			moved.assigned.map(({ assignment }) => (assignment as { user: object }).user);
		const second = await move(highLevel, { person: locator('list', marcus.id) });
		const real = await move(highLevel, leaving);
		expect(users(second)).toEqual(users(first));
		expect(users(real)).toEqual(users(first));
		expect(outcomes(real)).toEqual(Array.from({ length: 5 }, () => 'assigned'));
	});

	it('of more contacts than are decided at a time is fair to the end', async () => {
		seed(101);
		const moved = await move(highLevel, { person: locator('list', marcus.id) });
		const users = moved.assigned.map(
			({ assignment }) => (assignment as { user: { id: string } }).user.id,
		);
		expect(users.slice(99)).toEqual([priya.id, sofia.id]);
		expect(users.filter((id) => id === sofia.id)).toHaveLength(51);
	});

	it.each([{ setOwner: 'always', alsoDo: { follow: true } }, { operation: 'unassign' }])(
		'is never written, though Assign Contact is told %j',
		async (parameters) => {
			const [contact] = seed(1);
			const moved = await move(highLevel, { person: locator('list', marcus.id) });
			highLevel.sandbox.clearRequests();
			// Whoever edits the items in between may lose one of the two marks.
			const { assignment, preview, ...rest } = moved.assigned[0] ?? {};
			for (const item of [
				{ ...rest, preview, assignment: { ...(assignment as object), preview: null } },
				{ ...rest, assignment },
			]) {
				const { results } = await assign(highLevel.credentials, parameters, [item]);
				expect(results).toMatchObject([{ outcome: 'preview', contactId: contact?.id }]);
			}
			expect(highLevel.takeRequests()).toEqual([]);
		},
	);
});

describe('a preview of one item', () => {
	const named = (id: string) => ({ owner: locator('id', id) });
	it.each([
		['goes by the decision', {}, {}, 'would go from Marcus Chen to Sofia Reyes'],
		['knows who only covers', {}, { cover: true }, 'would stay with Marcus Chen'],
		['knows who owns one account only', {}, { primary: false }, 'would stay with Marcus Chen'],
		['keeps owners', { setOwner: 'onlyIfUnowned' }, {}, 'would stay with Marcus Chen'],
		['goes by the field', { setOwner: 'always', ...named(tom.id) }, {}, 'to Tom Baker'],
		['unassigns', { operation: 'unassign' }, {}, 'would go from Marcus Chen to nobody'],
		[
			'unassigns only whom it is told to',
			{ operation: 'unassign', takeFrom: 'user' },
			{},
			'would stay with Marcus Chen',
		],
	])('%s', async (_what, parameters, owner, summary) => {
		const item = decided(
			undefined,
			{ preview: true, contact: { ownerId: marcus.id } },
			{
				owner: { previous: marcus.id, primary: true, cover: false, ...owner },
			},
		);
		const { results } = await assign(highLevel.credentials, parameters, [item]);
		expect(results).toMatchObject([
			{ outcome: 'preview', summary: expect.stringContaining(summary) as string },
		]);
	});

	it('refuses whom the node would refuse', async () => {
		const item = decided(undefined, { preview: true });
		const { error } = await assign(highLevel.credentials, named('nobody'), [item]);
		expect(error?.message).toBe(
			"'Owner' nobody is not a user of this HighLevel sub-account [item 0]",
		);
	});
});

describe('work that was interrupted', () => {
	it('goes on with the decisions that were made, and writes each contact once', async () => {
		seed(6);
		// Decided, and n8n was killed before anything was written.
		await move(highLevel, leaving, TEAM, { assign: false });
		expect(writes()).toEqual([]);
		const again = await move(highLevel, leaving);
		expect(outcomes(again)).toEqual(Array.from({ length: 6 }, () => 'assigned'));
		expect(again.assigned.map(({ assignment }) => assignment)).toMatchObject(
			Array.from({ length: 6 }, () => ({ repeated: true })),
		);
		expect(shares(sofia, priya)).toEqual([3, 3]);
		expect(writes()).toHaveLength(6);
	});

	it('confirms what was written and not told to the ledger any more', async () => {
		const contacts = seed(4);
		const { assigned } = await move(highLevel, leaving, TEAM, { assign: false });
		// The writes of two contacts arrived, and the search knows.
		for (const { contact, assignment } of assigned.slice(0, 2)) {
			const { id } = contact as { id: string };
			const known = contacts.find((one) => one.id === id);
			const { user } = assignment as { user: { id: string } };
			highLevel.sandbox.contacts.seedContact({ ...known, assignedTo: user.id });
		}
		const again = await move(highLevel, leaving);
		expect(outcomes(again)).toEqual(['unchanged', 'unchanged', 'assigned', 'assigned']);
		expect(again.found.map(({ reassign }) => reassign)).toMatchObject([
			{ number: 1, of: 4 },
			{ number: 2, of: 4 },
			{ number: 3, of: 4 },
			{ number: 4, of: 4 },
		]);
		expect(writes()).toHaveLength(2);
		const last = await move(highLevel, leaving);
		expect(last.hints).toEqual(['4 contacts moved before. Nothing is left to do.']);
	});

	it('does not ask again and again about a contact that somebody else got meanwhile', async () => {
		const [contact] = seed(1);
		await move(highLevel, leaving, TEAM, { assign: false });
		highLevel.sandbox.contacts.seedContact({ ...contact, assignedTo: tom.id });
		// Nobody confirmed the decision in time.
		const later = Date.now() + 16 * 60_000;
		jest.spyOn(Date, 'now').mockImplementation(() => later);
		expect(outcomes(await move(highLevel, leaving))).toEqual(['lostRace']);
		const last = await move(highLevel, leaving);
		expect(last.hints).toEqual(['Nothing is left to do.']);
		jest.restoreAllMocks();
		expect(writes()).toEqual([]);
	});

	it('follows rules that were changed meanwhile, and its preview says so', async () => {
		seed(3);
		await move(highLevel, leaving, TEAM, { assign: false });
		const plan = { fallback: locator('list', tom.id) };
		const preview = await move(highLevel, { ...leaving, preview: true }, plan);
		expect(preview.assigned.map(({ highLevel: said }) => said)).toMatchObject(
			Array.from({ length: 3 }, () => ({ outcome: 'preview', owner: { id: tom.id } })),
		);
		const again = await move(highLevel, leaving, plan);
		expect(outcomes(again)).toEqual(['assigned', 'assigned', 'assigned']);
		expect(shares(tom)).toEqual([3]);
		expect(writes()).toHaveLength(3);
	});
});

it('moves contacts on when one workflow works for several people, one after the other', async () => {
	await highLevel.sandbox.close();
	highLevel = await startHighLevel({ searchLagMs: 0 });
	seed(1);
	const credentials = { highLevelPrivateIntegrationApi: { id: '1', name: 'HighLevel' } };
	// n8n runs what is further up first.
	const leaves = (name: string, id: string, y: number) =>
		node(
			REASSIGN,
			{ ...leaving, person: locator('list', id) },
			{ name, credentials, position: [0, y] },
		);
	const { errors } = await runWorkflow({
		nodes: [
			node(START, {}, { name: 'Start' }),
			leaves('Marcus', marcus.id, 0),
			leaves('Sofia', sofia.id, 100),
			node(RESOLVE, TEAM, { name: 'Resolve', credentials }),
			node(ASSIGN, {}, { name: 'Assign', credentials }),
		],
		connections: {
			Start: { main: [[to('Marcus'), to('Sofia')]] },
			Marcus: { main: [[to('Resolve')]] },
			Sofia: { main: [[to('Resolve')]] },
			Resolve: { main: [[to('Assign')]] },
		},
		credentials: highLevel.credentials,
		input: items({}),
	});
	expect(errors).toEqual({});
	// From Marcus to Sofia, and from her to Priya.
	expect(writes()).toHaveLength(2);
	expect(shares(marcus, sofia, priya)).toEqual([0, 0, 1]);
});

describe('an account whose rules changed', () => {
	const account = {
		contactsOf: 'account',
		accountTag: salesLine.tag,
		accountId: salesLine.id,
		preview: false,
	};
	const rules = (target: object) => ({
		rules: {
			values: [{ name: 'Sales', if: ifAccounts(locator('list', salesLine.id)), ...target }],
		},
		sections: TEAM.sections,
	});

	it('keeps the owners whom its rule still names, and moves the others', async () => {
		seed(1, { tags: [salesLine.tag], assignedTo: priya.id });
		seed(2, { tags: [salesLine.tag], assignedTo: tom.id });
		seed(1, { tags: ['other'], assignedTo: tom.id });
		seed(1, { tags: [salesLine.tag], assignedTo: undefined });
		const plan = rules({ assignTo: locator('team', 'Sales') });
		const moved = await move(highLevel, account, plan);
		expect(outcomes(moved)).toEqual(['unchanged', 'assigned', 'assigned']);
		expect(shares(sofia, priya, tom)).toEqual([1, 2, 1]);
		expect(sentences(moved.assigned)).toEqual([
			"Rule 'Sales' chose Priya Patel, who owns this contact already, because the contact belongs to 'sales line'.",
			expect.stringContaining('It moves because the rules of its account changed.'),
			expect.stringContaining('It moves because the rules of its account changed.'),
		]);
		const again = await move(highLevel, account, plan);
		expect(outcomes(again)).toEqual(['unchanged', 'unchanged', 'unchanged']);
		expect(writes()).toHaveLength(2);
	});

	it('follows rules that changed once more while the work was interrupted', async () => {
		seed(2, { tags: [salesLine.tag], assignedTo: tom.id });
		const first = rules({ assignTo: locator('list', priya.id) });
		await move(highLevel, account, first, { assign: false });
		const moved = await move(highLevel, account, rules({ assignTo: locator('list', sofia.id) }));
		expect(outcomes(moved)).toEqual(['assigned', 'assigned']);
		expect(shares(sofia, priya, tom)).toEqual([2, 0, 0]);
	});
});

it('moves open contacts only, on request', async () => {
	const [known] = seed(2);
	const resolve = node(
		RESOLVE,
		{ ...TEAM, options: { simplify: false } },
		{
			name: 'Resolve',
			credentials: { highLevelPrivateIntegrationApi: { id: '1', name: 'HighLevel' } },
		},
	);
	// They wrote, and their owner stays.
	const contact = { id: known?.id, phone: known?.phone };
	const wrote = await runWorkflow({
		...behindStart(resolve),
		credentials: highLevel.credentials,
		input: items(touch({ contact })),
	});
	expect(jsonOf(wrote, 'Resolve')).toHaveLength(1);
	const moved = await move(highLevel, { ...leaving, options: { openDays: 30 } });
	expect(moved.found.map((item) => (item.contact as { id: string }).id)).toEqual([known?.id]);
});

it('goes on with the others when one of several people is not known', async () => {
	seed(2);
	const moved = await move(
		highLevel,
		{ ...leaving, person: locator('email', '={{ $json.who }}') },
		TEAM,
		{ input: [{ who: 'x@example.com' }, { who: marcus.email }], onError: 'continueRegularOutput' },
	);
	expect(moved.found).toMatchObject([
		{ error: "'Person' x@example.com is not a user of this HighLevel sub-account [item 0]" },
		{ event: 'reassign' },
		{ event: 'reassign' },
	]);
	expect(outcomes(moved)).toEqual(['assigned', 'assigned']);
	expect(moved.notAssigned).toMatchObject([{ error: expect.any(String) as string }]);
	expect((await move(highLevel, leaving)).hints).toEqual([
		'2 contacts moved before. Nothing is left to do.',
	]);
});

describe('refuses', () => {
	it.each([
		['nobody', { person: locator('id', '={{ $json.nobody }}') }, "'Person' is empty [item 0]"],
		[
			'somebody unknown by email',
			{ person: locator('email', 'x@example.com') },
			"'Person' x@example.com is not a user of this HighLevel sub-account [item 0]",
		],
		[
			'no tag',
			{ contactsOf: 'account', accountTag: '={{ $json.none }}' },
			"'Account Tag' is empty [item 0]",
		],
		[
			'no day',
			{ operation: 'handOver', ...leaving, backOn: '={{ $json.none }}' },
			"'Back On' is empty [item 0]",
		],
		[
			'a day that is none',
			{ operation: 'handOver', ...leaving, backOn: 'soon' },
			"'Back On' is not a date: soon [item 0]",
		],
		[
			'a day that has gone',
			{ operation: 'handOver', ...leaving, backOn: '2020-01-01' },
			"'Back On' is in the past: 2020-01-01 [item 0]",
		],
	])('%s', async (_what, parameters, message) => {
		const { run } = await move(highLevel, parameters);
		expect(run.errors.Reassign?.message).toBe(message);
		expect(run.errors.Reassign?.description).toBeTruthy();
	});
});
