import type { INode } from 'n8n-workflow';
import { demoTeam } from '../../../sandbox/highlevel';
import { ifAccounts } from '../../../sandbox/n8n/planCards';
import { useAgency } from '../../harness/agency';
import { oAuthCredentials } from '../../harness/highLevelOAuth';
import { listOf } from '../../harness/listSearch';
import { ASSIGN, RESOLVE } from '../../harness/nodeTypes';
import { behindStart, jsonOf, node, runWorkflow, to } from '../../harness/runWorkflow';
import { items, locator, salesLine, touch } from '../../harness/touches';
import { itemsAt, resolve, salesRule, type Resolved } from './resolve';

const { sofia, marcus } = demoTeam.users;
const EXCHANGE = 'POST /oauth/locationToken';
const agency = useAgency();

const oAuth2 = { authentication: 'oAuth2' };

/** Somebody who writes to a sub-account; nobody else has their number. */
let people = 0;
const person = (locationId?: string | null, more: object = {}) => ({
	...touch({ contact: { phone: `+1415555${4000 + ++people}`, name: 'Nora' } }),
	...(locationId !== undefined && { locationId }),
	...more,
});

/** Sofia and Marcus in turns. */
const team = {
	...oAuth2,
	rules: [
		{
			name: 'Sales',
			if: ifAccounts(locator('id', salesLine.id)),
			assignTo: locator('team', 'Sales'),
		},
	],
	sections: {
		teams: {
			values: [
				{
					name: 'Sales',
					strategy: 'weightedRoundRobin',
					members: {
						values: [sofia, marcus].map(({ id }) => ({
							user: locator('id', id),
							weight: 1,
							tier: 1,
						})),
					},
				},
			],
		},
	},
};

const run = async (
	parameters: Parameters<typeof resolve>[1],
	given: object[],
	onError?: INode['onError'],
): Promise<Resolved> => await resolve(agency().credentials(), parameters, given, onError);

/** As somebody on the canvas runs it. */
const onCanvas = async (parameters: Parameters<typeof resolve>[1], given: object[]) =>
	await resolve(agency().credentials(), parameters, given, undefined, 'manual');

const usersOf = ({ assigned }: Resolved) =>
	assigned.map(({ locationId, assignment }) => [locationId, assignment?.user?.id]);

it('decides each item with the users and the ledger of its own sub-account', async () => {
	const { north, south, highLevel } = agency();
	const given = [north, south, north, south].map((locationId) => person(locationId));
	const found = await run(team, given);
	expect(found.run.hints['Resolve Assignment']?.map(({ message }) => message)).toEqual([
		expect.stringMatching(new RegExp(`^Sub-account ${south}: .*${marcus.id}`)),
	]);
	// Marcus is no user of the south; in the north, the turns of the south do not count.
	expect(usersOf(found)).toEqual([
		[north, sofia.id],
		[south, sofia.id],
		[north, marcus.id],
		[south, sofia.id],
	]);
	expect(itemsAt(found, 0).map(({ pairedItem }) => pairedItem)).toEqual(
		given.map((_, item) => ({ item })),
	);
	expect(highLevel.takeRequests()).toEqual([EXCHANGE, EXCHANGE, 'GET /users/', 'GET /users/']);
});

it('takes the sub-account that an expression makes of the account, and hands it on', async () => {
	const { north, south } = agency();
	const places = JSON.stringify({ [salesLine.number]: south, other: north });
	const options = { locationId: `={{ (${places})[$json.account.number] }}` };
	const { assigned, error } = await run({ ...oAuth2, rules: [salesRule(sofia)], options }, [
		person(),
	]);
	expect(error).toBeUndefined();
	expect(assigned).toMatchObject([{ locationId: south, assignment: { user: { id: sofia.id } } }]);
});

it('reads what HighLevel knows of the contact in the sub-account of the item', async () => {
	const { north, south, highLevel } = agency();
	const somebody = person(north);
	const phone = somebody.contact.phone ?? '';
	highLevel.sandbox.contacts.seedContact({ locationId: south, phone, assignedTo: sofia.id });
	const keep = { ...oAuth2, rules: [salesRule(marcus)], ownerPolicy: 'first' };
	const found = await run(keep, [somebody, { ...somebody, key: 'other', locationId: south }]);
	expect(found.assigned).toMatchObject([
		{ assignment: { outcome: 'assigned', user: { id: marcus.id } } },
		{ assignment: { outcome: 'kept', user: { id: sofia.id } } },
	]);
});

it('decides one message twice when it is of two sub-accounts, and once in each', async () => {
	const { north, south } = agency();
	const one = person(north);
	const given = [one, { ...one, locationId: south }, one];
	const { assigned } = await run(team, given);
	expect(assigned.map(({ assignment }) => (assignment as { repeated?: boolean }).repeated)).toEqual(
		[false, false, true],
	);
});

it('says which item names no sub-account, and what to do', async () => {
	const { error } = await run({ ...oAuth2, rules: [salesRule(sofia)] }, [
		person(agency().north),
		person(null),
	]);
	expect(error).toMatchObject({
		name: 'NodeOperationError',
		message: "'Location ID' is empty [item 1]",
		description: expect.stringContaining('Edit Fields'),
		context: { itemIndex: 1 },
	});
});

it('has decided nothing when one sub-account cannot be opened', async () => {
	const { north, south } = agency();
	const first = person(north);
	const { error } = await run(team, [first, person('elsewhere'), person(south)]);
	expect(error).toMatchObject({ httpCode: '403', context: { itemIndex: 1 } });
	expect((await run(team, [first])).assigned).toMatchObject([{ assignment: { repeated: false } }]);
});

it('keeps an outage of one sub-account from the items of others when it is to continue', async () => {
	const { north, south, highLevel } = agency();
	const places = ['elsewhere', north, 'elsewhere', south, ''];
	const found = await run(
		team,
		places.map((locationId) => person(locationId)),
		'continueRegularOutput',
	);
	expect(usersOf(found)).toEqual([
		[north, sofia.id],
		[south, sofia.id],
	]);
	expect(itemsAt(found, 0).map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }, { item: 3 }]);
	expect(found.notAssigned).toEqual([
		{ error: expect.stringContaining('another sub-account') },
		{ error: expect.stringContaining('another sub-account') },
		{ error: "'Location ID' is empty [item 4]" },
	]);
	// A sub-account that was refused is not asked for again.
	expect(highLevel.takeRequests().filter((request) => request === EXCHANGE)).toHaveLength(3);
});

it('keeps a failure of HighLevel in one sub-account from the items of others, too', async () => {
	const { north, south, highLevel } = agency();
	// The north is asked first, and once more with a new token.
	highLevel.sandbox.faults.add({
		path: '/users/',
		times: 2,
		effect: { kind: 'status', status: 401, body: { message: 'Invalid JWT' } },
	});
	const given = [north, south, north].map((locationId) => person(locationId));
	const found = await run(team, given, 'continueErrorOutput');
	expect(usersOf(found)).toEqual([[south, sofia.id]]);
	expect(found.errorOutput).toMatchObject([
		{ error: expect.stringContaining('does not accept the token') },
		{ error: expect.stringContaining('does not accept the token') },
	]);
	expect(highLevel.takeRequests().filter((request) => request === 'GET /users/')).toHaveLength(3);
});

it('finds users, when the list is opened, in the sub-account that is named', async () => {
	const { north, south, credentials } = agency();
	const list = async (locationId?: string) =>
		await listOf(
			node(
				RESOLVE,
				{ ...oAuth2, options: locationId === undefined ? {} : { locationId } },
				{ credentials: { highLevelOAuth2Api: { id: '1', name: 'HighLevel' } } },
			),
			'searchUsers',
			credentials(),
		);
	expect((await list(south)).map(({ value }) => value)).toEqual([sofia.id]);
	expect((await list(north)).map(({ value }) => value)).toEqual([marcus.id, sofia.id]);
	await expect(list()).rejects.toMatchObject({
		message: "'Location ID' has no value yet",
		description: expect.stringMatching(/Add the option 'Location ID' .* by email/),
	});
});

it('checks the plan in each sub-account', async () => {
	const { north, south } = agency();
	const rules = [salesRule(marcus)];
	const found = await onCanvas({ ...oAuth2, operation: 'check', rules }, [
		person(north),
		person(south),
		person(north),
	]);
	const named = (item: object) => JSON.stringify((item as { findings: object[] }).findings);
	const [there = {}, missing = {}] = found.notAssigned;
	expect([there.locationId, missing.locationId]).toEqual([north, south]);
	expect(named(there)).not.toContain(marcus.id);
	expect(named(missing)).toContain(marcus.id);
	expect(itemsAt(found, 1).map(({ pairedItem }) => pairedItem)).toEqual([
		[{ item: 0 }, { item: 2 }],
		[{ item: 1 }],
	]);
});

it('explains in the sub-account of the item why not', async () => {
	const { north, south } = agency();
	const found = await onCanvas(
		{ ...team, operation: 'explain', person: locator('id', marcus.id) },
		[person(north), person(south)],
	);
	expect(found.notAssigned.map(({ whyNot }) => whyNot)).toMatchObject([
		{ changes: [{ code: 'turn' }] },
		{ user: null, changes: [{ code: 'listed' }, { code: 'turn' }] },
	]);
});

it('refuses an item of another sub-account when the credential is connected to one', async () => {
	const { north, south, highLevel } = agency();
	const connected = oAuthCredentials(highLevel, { locationId: north });
	const rules = [salesRule(sofia)];
	const own = await resolve(connected, { ...oAuth2, rules }, [person(north), person()]);
	expect(own.assigned).toHaveLength(2);
	const other = await resolve(connected, { ...oAuth2, rules }, [person(north), person(south)]);
	expect(other.error?.message).toContain(`'Location ID' is ${south}, but`);
	expect(other.error?.context).toMatchObject({ itemIndex: 1 });
});

it('one workflow serves all sub-accounts of an agency, from touch to owner', async () => {
	const { north, south, highLevel, credentials } = agency();
	const more = { credentials: { highLevelOAuth2Api: { id: '1', name: 'HighLevel' } } };
	const places = JSON.stringify({ [salesLine.number]: south });
	const { nodes, connections } = behindStart(
		node(
			RESOLVE,
			{
				...oAuth2,
				// Named here only: the next node takes it from the item.
				options: { locationId: `={{ $json.locationId ?? (${places})[$json.account.number] }}` },
				rules: { values: [salesRule(sofia)] },
			},
			{ ...more, name: 'Resolve' },
		),
	);
	const given = [person(), person(north)];
	const result = await runWorkflow({
		nodes: [...nodes, node(ASSIGN, oAuth2, { ...more, name: 'Assign' })],
		connections: { ...connections, Resolve: { main: [[to('Assign')]] } },
		credentials: credentials(),
		input: items(...given),
	});
	expect(result.errors).toEqual({});
	expect(jsonOf(result, 'Assign')).toMatchObject([
		{ result: 'created', userId: sofia.id, owner: 'Sofia Reyes', locationId: south },
		{ result: 'created', userId: sofia.id, owner: 'Sofia Reyes', locationId: north },
	]);
	expect(
		highLevel.sandbox.contacts.all().map(({ locationId, phone }) => [phone, locationId]),
	).toEqual([
		[given[0]?.contact.phone, south],
		[given[1]?.contact.phone, north],
	]);
});
