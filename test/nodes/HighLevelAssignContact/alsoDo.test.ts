import { ALL_SCOPES, demoTeam } from '../../../sandbox/highlevel';
import { startHighLevel, type TestHighLevel } from '../../harness/highLevel';
import { locator, salesLine, supportLine } from '../../harness/touches';
import { assign, decided, owner } from './assignFixture';

const { sofia, marcus } = demoTeam.users;
const PHONE = '+14155550117';
const SENTENCE = "Rule 'Sales Line to Sofia' chose Sofia Reyes.";
const receipt = { receipt: { sentence: SENTENCE } };

let highLevel: TestHighLevel;
beforeEach(async () => {
	highLevel = await startHighLevel({ token: { scopes: ALL_SCOPES } });
});
afterEach(async () => await highLevel.sandbox.close());

const run = async (
	parameters: object,
	item: object = decided(PHONE, {}, { ...owner(), ...receipt }),
) => await assign(highLevel.credentials, { tag: '', ...parameters }, [item]);
const seed = (more = {}) =>
	highLevel.sandbox.contacts.seedContact({ phone: PHONE, name: 'Nora Lindqvist', ...more });
const contactNow = () => highLevel.sandbox.contacts.byPhone(PHONE)[0];

describe("'Also Do'", () => {
	it('does nothing unless something was added', async () => {
		seed({ tags: [supportLine.tag] });
		expect((await run({})).results).toMatchObject([{ written: ['owner'], apiCalls: 2 }]);
	});

	it('adds and removes tags, separated by commas or as a list', async () => {
		seed({ tags: ['old', 'waiting'] });
		const alsoDo = { addTags: 'vip,  whatsapp ,,', removeTags: '={{ ["old", "waiting"] }}' };
		const { results } = await run({ alsoDo, tag: salesLine.tag });
		expect(results).toMatchObject([{ written: ['owner', 'tag', 'tagRemoved'], apiCalls: 4 }]);
		expect(contactNow()?.tags).toEqual([salesLine.tag, 'vip', 'whatsapp']);
	});

	it('replaces the account tag when the contact goes to the owner of another account', async () => {
		seed({ tags: ['vip', supportLine.tag], assignedTo: marcus.id });
		const item = decided(PHONE, {}, owner({ previous: marcus.id }));
		const alsoDo = { replaceTags: 'whatsnap-account-' };
		await run({ alsoDo, tag: salesLine.tag }, item);
		expect(contactNow()?.tags).toEqual(['vip', salesLine.tag]);
	});

	it.each([
		['there is no account tag', ''],
		['the account tag begins otherwise', 'line-sales'],
	])('replaces no tags when %s', async (_when, tag) => {
		seed({ tags: [supportLine.tag] });
		await run({ alsoDo: { replaceTags: 'whatsnap-account-' }, tag });
		expect(contactNow()?.tags).toContain(supportLine.tag);
	});

	it('adds a note that says why, and tells the owner in a comment', async () => {
		seed();
		const why = '={{ $json.assignment.receipt.sentence }}';
		const { results } = await run({ alsoDo: { note: why, mention: why } });
		expect(results).toMatchObject([{ written: ['owner', 'note', 'mention'], apiCalls: 4 }]);
		expect(highLevel.sandbox.contacts.notes()).toMatchObject([{ body: SENTENCE }]);
		expect(highLevel.sandbox.conversations.comments()).toMatchObject([
			{ message: SENTENCE, mentions: [sofia.id] },
		]);
	});

	it('leaves a note out when its text is empty', async () => {
		seed();
		const { results } = await run({ alsoDo: { note: '={{ $json.nothing }}' } });
		expect(results).toMatchObject([{ written: ['owner'] }]);
	});

	it('creates a task that is due in some hours', async () => {
		seed();
		const before = Date.now();
		const task = { values: { title: '=Answer {{ $json.contact.name }}', dueInHours: 2 } };
		const { results } = await run({ alsoDo: { task } });
		expect(results).toMatchObject([{ written: ['owner', 'task'], apiCalls: 3 }]);
		const [made] = highLevel.sandbox.contacts.tasks();
		expect(made).toMatchObject({ title: 'Answer Nora Lindqvist', assignedTo: sofia.id });
		expect(Date.parse(made?.dueDate ?? '') - before).toBeGreaterThanOrEqual(2 * 3_600_000);
	});

	it('creates a task as the node suggests it', async () => {
		seed();
		await run({ alsoDo: { task: { values: {} } } });
		expect(highLevel.sandbox.contacts.tasks()).toMatchObject([
			{ title: 'Answer Nora Lindqvist on WhatsApp' },
		]);
	});

	it('creates an opportunity in the chosen pipeline and stage', async () => {
		seed();
		const { id, stages } = highLevel.sandbox.opportunities.seedPipeline({ name: 'Sales' });
		const values = {
			pipeline: locator('list', id),
			stage: locator('id', stages[2]?.id ?? ''),
			name: '={{ $json.contact.name }}',
		};
		await run({ alsoDo: { opportunity: { values } } });
		expect(highLevel.sandbox.opportunities.all()).toMatchObject([
			{ pipelineId: id, pipelineStageId: stages[2]?.id, name: 'Nora Lindqvist' },
		]);
	});

	it('names an opportunity after the number when the person has no name', async () => {
		const { id } = highLevel.sandbox.opportunities.seedPipeline({ name: 'Sales' });
		const values = { pipeline: locator('list', id), name: '={{ $json.contact.nickname }}' };
		await run({ alsoDo: { opportunity: { values } } });
		expect(highLevel.sandbox.opportunities.all()).toMatchObject([{ name: PHONE }]);
	});

	it('moves open opportunities', async () => {
		const { id } = seed();
		highLevel.sandbox.opportunities.seedOpportunity({ contactId: id, assignedTo: marcus.id });
		const { results } = await run({ alsoDo: { moveOpportunities: true } });
		expect(results).toMatchObject([{ written: ['owner', 'opportunity'], apiCalls: 4 }]);
	});

	it.each([
		['list', (id: string) => id],
		['key', () => '{{ contact.why_this_owner }}'],
		['key', () => 'why_this_owner'],
	])('writes the receipt to a field chosen by %s', async (mode, value) => {
		const { id } = highLevel.sandbox.customFields.seedField({ name: 'Why This Owner' });
		seed();
		const { results } = await run({ alsoDo: { receiptField: locator(mode, value(id)) } });
		expect(results).toMatchObject([{ written: ['owner', 'customField'], apiCalls: 2 }]);
		expect(contactNow()?.customFields).toEqual([{ id, value: SENTENCE }]);
	});

	it.each([
		['Pipeline', { opportunity: { values: { pipeline: locator('list', '') } } }],
		['Title', { task: { values: { title: '={{ $json.nothing }}' } } }],
		['Write Receipt to Custom Field', { receiptField: locator('list', '') }],
	])("says when '%s' is empty, and writes nothing", async (label, alsoDo) => {
		seed();
		const { error } = await run({ alsoDo });
		expect(error).toMatchObject({
			message: `'${label}' is empty [item 0]`,
			context: { itemIndex: 0 },
		});
		expect(contactNow()?.assignedTo).toBeUndefined();
	});

	it('repeats nothing when the message is delivered again', async () => {
		seed();
		const alsoDo = {
			note: 'why',
			mention: 'yours',
			task: { values: { title: 'Answer', dueInHours: 1 } },
			addTags: 'vip',
		};
		const item = decided(PHONE, {}, { ...owner(), ...receipt });
		await run({ alsoDo }, item);
		expect((await run({ alsoDo }, item)).results).toMatchObject([
			{ outcome: 'unchanged', written: [], apiCalls: 1 },
		]);
		expect(highLevel.sandbox.contacts.notes()).toHaveLength(1);
	});

	it('hints at mentions that HighLevel does not allow, and goes on', async () => {
		highLevel.sandbox.faults.add({
			path: '/conversations/messages',
			effect: { kind: 'status', status: 401, body: { message: 'OAUTH is not supported' } },
		});
		const { results, hints } = await run({ alsoDo: { mention: 'yours' } });
		expect(results).toMatchObject([{ outcome: 'created', written: ['contact', 'owner'] }]);
		expect(hints).toEqual([expect.stringContaining('took no internal comment for 1 of the')]);
	});

	it('assigns all contacts when the token lacks a permission for something else', async () => {
		const lacking = await startHighLevel();
		const phones = ['+14155550121', '+14155550122', '+14155550123'];
		for (const phone of phones) lacking.sandbox.contacts.seedContact({ phone });
		const given = phones.map((phone) => decided(phone));
		const alsoDo = { moveOpportunities: true };
		const { error } = await assign(lacking.credentials, { alsoDo }, given);
		const owners = lacking.sandbox.contacts.all().map(({ assignedTo }) => assignedTo);
		await lacking.sandbox.close();
		expect(error?.message).toContain("'Move Open Opportunities' was not done");
		expect(error?.description).toContain("allow 'View Opportunities' and 'Edit Opportunities'");
		expect(owners).toEqual(given.map(() => sofia.id));
	});
});
