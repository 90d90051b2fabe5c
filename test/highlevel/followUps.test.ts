import { assignContact } from '../../highlevel/assignContact';
import { ALL_SCOPES, demoLocation, type SandboxContact } from '../../sandbox/highlevel';
import { assignment, PHONE, TAG, type AssignmentChanges } from './assignmentFixture';
import { LocationFixture, marcus, priya, sofia, TOKEN } from './locationFixture';

const SUPPORT_TAG = 'whatsnap-account-support-line';
const location = new LocationFixture();
beforeEach(async () => {
	await location.start({
		tokens: [
			{ token: TOKEN, locationId: demoLocation.id, scopes: ALL_SCOPES },
			{ token: 'pit-contacts', locationId: demoLocation.id },
		],
	});
});
afterEach(async () => await location.stop());

async function assign(changes: AssignmentChanges = {}, token: string = TOKEN) {
	location.sandbox.clearRequests();
	const result = await assignContact(location.client(demoLocation.id, token), assignment(changes));
	expect(result.apiCalls).toBe(location.log.length);
	return result;
}
const seed = (more: Partial<SandboxContact> = {}) =>
	location.sandbox.contacts.seedContact({ phone: PHONE, ...more });
const stored = () => location.sandbox.contacts.byPhone(PHONE)[0];
/** The requests after the look-up and the owner. */
const extra = () => location.log.slice(2);

describe('tags', () => {
	it('that are missing are added with the account tag, in 1 call', async () => {
		const { id } = seed({ tags: ['vip'] });
		const result = await assign({ followUps: { addTags: [TAG, 'VIP', 'new', 'New '] } });
		expect(result.written).toEqual(['owner', 'tag']);
		expect(extra()).toEqual([`POST /contacts/${id}/tags`]);
		expect(stored()?.tags).toEqual(['vip', TAG, 'new']);
	});

	it('go into a new contact, at no call', async () => {
		const result = await assign({
			followUps: { addTags: [TAG, 'new', 'NEW'], removeTags: ['old'] },
		});
		expect(result).toMatchObject({ written: ['contact', 'owner', 'tag'], apiCalls: 2 });
		expect(stored()?.tags).toEqual([TAG, 'new']);
	});

	it('that it has are removed, in 1 call; others stay', async () => {
		const { id } = seed({ tags: ['vip', 'waiting', 'old'] });
		const result = await assign({ followUps: { removeTags: ['Waiting', 'old', 'never'] } });
		expect(result.written).toEqual(['owner', 'tagRemoved']);
		expect(extra()).toEqual([`DELETE /contacts/${id}/tags`]);
		expect(location.sandbox.requests[2]?.body).toEqual({ tags: ['waiting', 'old'] });
		expect(stored()?.tags).toEqual(['vip']);
	});

	it('that are to be added and to be removed stay', async () => {
		seed({ tags: [TAG] });
		await assign({ followUps: { addTags: [TAG], removeTags: [TAG] } });
		expect(stored()?.tags).toEqual([TAG]);
	});

	it('that it does not have, or has already, cost nothing', async () => {
		seed({ assignedTo: sofia.id, tags: [TAG] });
		expect(await assign({ followUps: { addTags: [TAG], removeTags: ['old'] } })).toMatchObject({
			outcome: 'unchanged',
			apiCalls: 1,
		});
	});
});

describe('tags of other accounts', () => {
	const followUps = { addTags: [TAG], replaceTags: 'WhatSnap-account-' };
	const before = { tags: ['vip', SUPPORT_TAG], assignedTo: marcus.id };

	it('go when the contact goes to the owner of another account', async () => {
		seed(before);
		const result = await assign({ ownerRule: 'always', followUps });
		expect(result.written).toEqual(['owner', 'tag', 'tagRemoved']);
		expect(stored()?.tags).toEqual(['vip', TAG]);
	});

	it('go with the next delivery when that failed before', async () => {
		seed({ ...before, assignedTo: sofia.id });
		expect(await assign({ given: true, followUps })).toMatchObject({ outcome: 'unchanged' });
		expect(stored()?.tags).toEqual(['vip', TAG]);
	});

	it.each<[string, AssignmentChanges]>([
		['the owner stays', {}],
		['the user does not become the owner', { ownerRule: 'never', given: true }],
	])('stay when %s', async (_when, changes) => {
		seed(before);
		await assign({ ...changes, followUps });
		expect(stored()?.tags).toEqual(['vip', SUPPORT_TAG, TAG]);
	});

	it('stay when nothing says how they begin', async () => {
		seed(before);
		await assign({ ownerRule: 'always', followUps: { ...followUps, replaceTags: ' ' } });
		expect(stored()?.tags).toEqual(['vip', SUPPORT_TAG, TAG]);
	});
});

describe('a user who is not HighLevel’s owner', () => {
	const follows: AssignmentChanges = { ownerRule: 'never', followUps: { follow: true } };

	it('becomes a follower: 1 call, and none the next time', async () => {
		const { id } = seed({ assignedTo: marcus.id, followers: [priya.id] });
		expect(await assign(follows)).toMatchObject({ written: ['follower'], apiCalls: 2 });
		expect(location.log).toContain(`POST /contacts/${id}/followers`);
		expect(stored()).toMatchObject({ assignedTo: marcus.id, followers: [priya.id, sofia.id] });
		expect(await assign(follows)).toMatchObject({ written: [], apiCalls: 1 });
	});

	it('follows no contact that they own', async () => {
		seed({ assignedTo: sofia.id });
		expect(await assign(follows)).toMatchObject({ outcome: 'unchanged', apiCalls: 1 });
	});

	it('follows a contact that had to be created', async () => {
		expect(await assign(follows)).toMatchObject({
			outcome: 'created',
			written: ['contact', 'follower'],
			apiCalls: 3,
		});
		expect(stored()).toMatchObject({ followers: [sofia.id] });
	});
});

describe('opportunities', () => {
	const seedOpportunity = (contactId: string, more: object = {}) =>
		location.sandbox.opportunities.seedOpportunity({ contactId, ...more });
	const ownersOf = (contactId: string) =>
		location.sandbox.opportunities
			.ofContact(contactId)
			.map(({ status, assignedTo }) => [status, assignedTo]);

	it('that are open get the owner: 1 search and 1 call each, none for those that have it', async () => {
		const { id } = seed();
		seedOpportunity(id, { assignedTo: marcus.id });
		seedOpportunity(id);
		seedOpportunity(id, { assignedTo: sofia.id });
		seedOpportunity(id, { assignedTo: marcus.id, status: 'won' });
		const result = await assign({ followUps: { moveOpportunities: true } });
		expect(result).toMatchObject({ written: ['owner', 'opportunity'], apiCalls: 2 + 1 + 2 });
		expect(ownersOf(id)).toEqual([
			['open', sofia.id],
			['open', sofia.id],
			['open', sofia.id],
			['won', marcus.id],
		]);
	});

	it('are not asked for when the contact is new or its owner stays', async () => {
		const followUps = { moveOpportunities: true };
		expect(await assign({ followUps })).toMatchObject({ outcome: 'created', apiCalls: 2 });
		expect(await assign({ followUps })).toMatchObject({ outcome: 'unchanged', apiCalls: 1 });
	});

	describe('created', () => {
		const newOne = (more: object = {}) => {
			const { id, stages } = location.sandbox.opportunities.seedPipeline({ name: 'Sales' });
			return {
				opportunity: { pipelineId: id, stageId: stages[1]?.id ?? null, name: 'Dana', ...more },
			};
		};

		it('for a new contact: 1 call', async () => {
			const followUps = newOne();
			const result = await assign({ followUps });
			expect(result).toMatchObject({
				written: ['contact', 'owner', 'opportunity'],
				apiCalls: 3,
			});
			expect(location.sandbox.opportunities.all()).toMatchObject([
				{
					contactId: result.contactId,
					pipelineId: followUps.opportunity.pipelineId,
					pipelineStageId: followUps.opportunity.stageId,
					name: 'Dana',
					status: 'open',
					assignedTo: sofia.id,
				},
			]);
		});

		it('for one that has none open: 2 calls; in the first stage unless one is named', async () => {
			seed();
			expect(await assign({ followUps: newOne({ stageId: null }) })).toMatchObject({ apiCalls: 4 });
			expect(location.sandbox.opportunities.all()).toHaveLength(1);
		});

		it('for nobody who has an open one, which moves if that is wanted: 1 search for both', async () => {
			const { id } = seed();
			seedOpportunity(id, { assignedTo: marcus.id });
			const followUps = { ...newOne(), moveOpportunities: true };
			expect(await assign({ followUps })).toMatchObject({ apiCalls: 2 + 1 + 1 });
			expect(ownersOf(id)).toEqual([['open', sofia.id]]);
		});

		it('for nobody who was in this pipeline before, where only one is allowed', async () => {
			const { id } = seed();
			const { pipelineId } = seedOpportunity(id, { status: 'lost' });
			const followUps = { opportunity: { pipelineId, stageId: null, name: 'Dana' } };
			expect(await assign({ followUps })).toMatchObject({ written: ['owner'], failure: null });
		});

		it('and refused says which step failed; the owner is written', async () => {
			seed();
			const result = await assign({ followUps: newOne({ pipelineId: 'none' }) });
			expect(result).toMatchObject({
				outcome: 'assigned',
				written: ['owner'],
				failure: {
					kind: 'invalid-request',
					message: expect.stringMatching(/^'Create Opportunity' was not done: .*pipeline id/),
				},
			});
		});
	});
});

describe('what would be there twice', () => {
	const followUps = {
		task: { title: 'Answer Dana', dueAt: '2026-03-03T09:00:00.000Z' },
		note: 'Rule 1 chose Sofia',
		mention: 'This one is yours',
	};
	const records = () => ({
		tasks: location.sandbox.contacts.tasks(),
		notes: location.sandbox.contacts.notes(),
		comments: location.sandbox.conversations.comments(),
	});

	it.each([
		['new', () => undefined],
		['without an owner', () => seed()],
	])('is written for a contact that is %s: 1 call each', async (_what, given) => {
		given();
		const result = await assign({ followUps });
		expect(result.written.slice(-3)).toEqual(['task', 'note', 'mention']);
		expect(result.apiCalls).toBe(2 + 3);
		const contactId = result.contactId ?? '';
		expect(records()).toMatchObject({
			tasks: [
				{
					contactId,
					title: 'Answer Dana',
					dueDate: followUps.task.dueAt,
					assignedTo: sofia.id,
					completed: false,
				},
			],
			notes: [{ contactId, body: 'Rule 1 chose Sofia' }],
			comments: [{ contactId, message: 'This one is yours', mentions: [sofia.id] }],
		});
	});

	it.each<[string, string, AssignmentChanges]>([
		['the user owns it already', sofia.id, { given: true }],
		['somebody else owns it and stays', marcus.id, {}],
		['somebody else was faster', marcus.id, { ownerRule: { replaces: [] } }],
		['the user is not to own it', marcus.id, { ownerRule: 'never' }],
	])('is not written when %s', async (_when, assignedTo, changes) => {
		seed({ assignedTo });
		expect(await assign({ ...changes, followUps })).toMatchObject({ apiCalls: 1 });
		expect(records()).toEqual({ tasks: [], notes: [], comments: [] });
	});

	it('is not sent a second time when the answer is lost', async () => {
		seed();
		location.sandbox.faults.add({
			path: '/contacts/:contactId/notes',
			effect: { kind: 'dropAfterApply' },
		});
		const result = await assign({ followUps: { note: 'why' } });
		expect(result).toMatchObject({ outcome: 'assigned', failure: { kind: 'unavailable' } });
		expect(records().notes).toHaveLength(1);
	});

	it('that fails does not keep the rest from being done', async () => {
		seed();
		location.sandbox.faults.add({
			path: '/contacts/:contactId/tasks',
			effect: { kind: 'status', status: 422, body: { message: ['dueDate is odd'] } },
		});
		const result = await assign({ followUps });
		expect(result).toMatchObject({
			written: ['owner', 'note', 'mention'],
			failure: {
				kind: 'invalid-request',
				message: expect.stringContaining("'Create Task for Owner' was not done"),
				description: expect.stringContaining('has its owner all the same'),
			},
		});
	});

	it('stops when HighLevel fails as a whole', async () => {
		seed();
		location.sandbox.faults.add({
			path: '/contacts/:contactId/tasks',
			effect: { kind: 'status', status: 503 },
		});
		const result = await assign({ followUps });
		expect(result).toMatchObject({ written: ['owner'], failure: { kind: 'unavailable' } });
		expect(records()).toEqual({ tasks: [], notes: [], comments: [] });
	});
});

describe('a mention that HighLevel does not allow', () => {
	const followUps = { mention: 'This one is yours', note: 'why' };

	it('is no failure', async () => {
		seed();
		location.sandbox.faults.add({
			path: '/conversations/messages',
			effect: { kind: 'status', status: 401, body: { message: 'OAUTH is not supported' } },
		});
		expect(await assign({ followUps })).toMatchObject({
			written: ['owner', 'note'],
			failure: null,
			mentionRefused: { status: 401 },
		});
	});

	it('is not asked for again in the same run', async () => {
		const refused: AssignmentChanges['refused'] = new Map();
		const contact = (phone: string) => ({ contact: { phone, email: null }, refused });
		await assign({ ...contact('+14155550101'), followUps }, 'pit-contacts');
		expect(location.log).toContain('POST /conversations/messages');
		const next = await assign({ ...contact('+14155550102'), followUps }, 'pit-contacts');
		expect(location.log).not.toContain('POST /conversations/messages');
		expect(next).toMatchObject({ failure: null, mentionRefused: { status: 401 } });
	});
});

it('a permission that the token lacks concerns its step alone, and is not asked for again', async () => {
	const refused: AssignmentChanges['refused'] = new Map();
	const followUps = { moveOpportunities: true, note: 'why' };
	for (const [calls, phone] of [
		[4, '+14155550101'],
		[3, '+14155550102'],
	] as const) {
		location.sandbox.contacts.seedContact({ phone });
		const contact = { phone, email: null };
		const result = await assign({ contact, refused, followUps }, 'pit-contacts');
		expect(result).toMatchObject({
			outcome: 'assigned',
			written: ['owner', 'note'],
			apiCalls: calls,
			failure: {
				kind: 'invalid-request',
				message: expect.stringContaining("'Move Open Opportunities' was not done"),
				description: expect.stringMatching(/'Edit Opportunities'.*opportunities\.write/),
			},
		});
	}
});

describe('the receipt in a custom field', () => {
	const value = 'Rule 1 chose Sofia';
	const written = () => stored()?.customFields;

	it('is written together with the owner, by ID or by key: no call more', async () => {
		const byId = location.sandbox.customFields.seedField({ name: 'Receipt' });
		const byKey = location.sandbox.customFields.seedField({ name: 'Why This Owner' });
		seed();
		expect(await assign({ field: { id: byId.id, value } })).toMatchObject({
			written: ['owner', 'customField'],
			apiCalls: 2,
		});
		expect(written()).toEqual([{ id: byId.id, value }]);
		seed({ phone: '+14155550118' });
		const contact = { phone: '+14155550118', email: null };
		await assign({ contact, field: { key: 'why_this_owner', value } });
		expect(location.sandbox.contacts.byPhone('+14155550118')).toMatchObject([
			{ customFields: [{ id: byKey.id, value }] },
		]);
	});

	it('goes into a new contact, too', async () => {
		const { id } = location.sandbox.customFields.seedField({ name: 'Receipt' });
		expect(await assign({ field: { id, value } })).toMatchObject({
			written: ['contact', 'owner', 'customField'],
			apiCalls: 2,
		});
		expect(written()).toEqual([{ id, value }]);
	});

	it('is left alone when the owner stays', async () => {
		const { id } = location.sandbox.customFields.seedField({ name: 'Receipt' });
		seed({ assignedTo: sofia.id });
		expect(await assign({ field: { id, value } })).toMatchObject({ written: [], apiCalls: 1 });
	});
});
