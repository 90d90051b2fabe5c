import type { INodeParameters } from 'n8n-workflow';
import { ALL_SCOPES, demoLocation, demoTeam } from '../../../sandbox/highlevel';
import { leadPublicAddressTo, oAuthCredentials } from '../../harness/highLevelOAuth';
import { RESOLVE } from '../../harness/nodeTypes';
import { behindStart, node, runWorkflow } from '../../harness/runWorkflow';
import { items, touch } from '../../harness/touches';
import { PLAN, WaitingFixture } from './waitingFixture';

const fixture = new WaitingFixture();
const [north, south, foreign] = ['agencyNorth', 'agencySouth', 'ofOthers'] as const;
const oAuth2: INodeParameters = { authentication: 'oAuth2' };

beforeEach(async () => {
	const ofAgency = [north, south].map((id) => ({ ...demoLocation, id }));
	await fixture.start(ALL_SCOPES, {
		locations: [...ofAgency, { ...demoLocation, id: foreign, companyId: 'anotherAgency' }],
		tokens: [{ token: demoTeam.token, locationId: north }],
		users: Object.values(demoTeam.users).map(({ id, firstName, lastName, email }) => ({
			...{ id, firstName, lastName, email },
			roles: {
				type: 'account' as const,
				role: 'user' as const,
				locationIds: [north, south, foreign],
			},
		})),
	});
	leadPublicAddressTo(fixture.highLevel);
});
afterEach(async () => {
	jest.restoreAllMocks();
	await fixture.stop();
});

const credentials = (grant: object = {}) =>
	oAuthCredentials(fixture.highLevel, {
		locationId: north,
		userType: 'Company',
		scopes: [...ALL_SCOPES, 'oauth.write'],
		...grant,
	});

/** Somebody writes in this sub-account, and Sofia gets them. */
async function writes(locationId: string): Promise<void> {
	const { id } = fixture.highLevel.sandbox.contacts.seedContact({
		locationId,
		phone: '+14155550117',
	});
	const own = locationId === foreign ? { locationId, userType: 'Location' } : {};
	const run = await runWorkflow({
		...behindStart(
			node(
				RESOLVE,
				{ ...oAuth2, planSource: 'json', planJson: JSON.stringify(PLAN) },
				{ name: 'Resolve', credentials: { highLevelOAuth2Api: { id: '1', name: 'HighLevel' } } },
			),
		),
		credentials: credentials(own),
		input: items({ ...touch({ contact: { id, phone: '+14155550117' } }), locationId }),
	});
	expect(run.errors).toEqual({});
}

const poll = async () => await fixture.poll(oAuth2, 'trigger', credentials());
const told = () => fixture.runs.map((run) => run.map(({ locationId }) => locationId));

beforeEach(() => void (fixture.next = 'is killed'));

it('watches all sub-accounts of the agency in which contacts wait, each with a run of its own', async () => {
	for (const locationId of [north, south, foreign]) await writes(locationId);
	fixture.pass(11);
	await poll();
	expect(told()).toEqual([[north], [south]]);
});

it('is held up in one sub-account by no other', async () => {
	for (const locationId of [north, south]) await writes(locationId);
	fixture.pass(11);
	const fault = fixture.highLevel.sandbox.faults.add({
		path: '/conversations/messages/export',
		effect: { kind: 'status', status: 400 },
		times: 1,
	});
	await poll();
	expect(fault.hits).toBe(1);
	expect(told()).toEqual([[south]]);
});

it('watches only the sub-account that is named', async () => {
	for (const locationId of [north, south]) await writes(locationId);
	fixture.pass(11);
	const named = { ...oAuth2, options: { locationId: south } };
	await fixture.poll(named, 'trigger', credentials());
	expect(told()).toEqual([[south]]);
});
