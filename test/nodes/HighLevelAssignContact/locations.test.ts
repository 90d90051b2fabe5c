import { DEFAULT_SCOPES, demoTeam, type OAuthGrant } from '../../../sandbox/highlevel';
import { useAgency } from '../../harness/agency';
import type { CredentialData } from '../../harness/credentialsHelper';
import type { TestHighLevel } from '../../harness/highLevel';
import { oAuthCredentials } from '../../harness/highLevelOAuth';
import { listOf } from '../../harness/listSearch';
import { ASSIGN } from '../../harness/nodeTypes';
import { node } from '../../harness/runWorkflow';
import { assign, decided } from './assignFixture';

const { sofia, marcus } = demoTeam.users;
const LOOK = 'GET /contacts/search/duplicate';
const EXCHANGE = 'POST /oauth/locationToken';

const current = useAgency();
let highLevel: TestHighLevel;
let north: string;
let south: string;
beforeEach(() => ({ highLevel, north, south } = current()));

const agency = (grant: Partial<OAuthGrant> = {}) => current().credentials(grant);
const ofItem = { authentication: 'oAuth2', tag: '' };
const run = async (credentials: CredentialData, parameters: object, given: object[]) =>
	await assign(credentials, { ...ofItem, ...parameters }, given);
const exchanges = () => highLevel.takeRequests().filter((request) => request === EXCHANGE);
const stored = () =>
	highLevel.sandbox.contacts
		.all()
		.map(({ locationId, phone, assignedTo }) => [locationId, phone, assignedTo]);

it('an agency serves several sub-accounts, each item its own, with one token for each', async () => {
	const phones = ['+14155550121', '+14155550122', '+14155550123', '+14155550124'];
	const given = phones.map((phone, n) => decided(phone, { locationId: n % 2 ? south : north }));
	const { results, output } = await run(agency(), {}, given);
	expect(output.map(({ locationId }) => locationId)).toEqual([north, south, north, south]);
	expect(results).toMatchObject(given.map(() => ({ outcome: 'created', apiCalls: 2 })));
	expect(stored().sort()).toEqual(
		[
			[north, phones[0], sofia.id],
			[north, phones[2], sofia.id],
			[south, phones[1], sofia.id],
			[south, phones[3], sofia.id],
		].sort(),
	);
	expect(exchanges()).toHaveLength(2);
});

it('the token of a sub-account is asked for once, by form, and kept for later runs', async () => {
	const credentials = agency();
	const given = [decided('+14155550121', { locationId: south })];
	await run(credentials, {}, given);
	expect(highLevel.sandbox.requests[0]).toMatchObject({
		path: '/oauth/locationToken',
		headers: { version: '2021-07-28', 'content-type': 'application/x-www-form-urlencoded' },
		body: { companyId: demoTeam.companyId, locationId: south },
	});
	highLevel.takeRequests();
	await run(credentials, {}, given);
	expect(highLevel.takeRequests()).toEqual([LOOK]);
});

it('one contact in two sub-accounts is two contacts', async () => {
	const given = [north, south, north].map((locationId) => decided('+14155550121', { locationId }));
	const { results } = await run(agency(), {}, given);
	expect(results.map((result) => result?.outcome)).toEqual(['created', 'created', 'unchanged']);
	expect(stored()).toHaveLength(2);
});

it('a user of another sub-account is not assigned, and the other items are', async () => {
	const { id, email } = marcus;
	const toMarcus = (phone: string, locationId: string) =>
		decided(phone, { locationId }, { user: { id, name: 'Marcus Chen', email } });
	const given = [toMarcus('+14155550121', south), toMarcus('+14155550122', north)];
	const { error } = await run(agency(), {}, given);
	expect(error?.message).toContain('is not a user of this HighLevel sub-account [item 0]');
	expect(stored()).toEqual([[north, '+14155550122', marcus.id]]);
});

it('an item without a sub-account says so, and the others are assigned', async () => {
	const given = [decided('+14155550121'), decided('+14155550122', { locationId: north })];
	const { error } = await run(agency(), {}, given);
	expect(error).toMatchObject({
		message: "'Location ID' is empty [item 0]",
		description: expect.stringContaining('connected to an agency'),
		context: { itemIndex: 0 },
	});
	expect(stored()).toHaveLength(1);
});

it('a sub-account that the agency does not have says so, and n8n renews nothing', async () => {
	const given = [decided('+14155550121', { locationId: 'elsewhere' })];
	const { error } = await run(agency(), {}, given);
	expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '403' });
	expect(highLevel.takeRequests()).toEqual([EXCHANGE]);
});

it('a sub-account that cannot be opened does not keep items of others from being assigned', async () => {
	const given = ['elsewhere', south, 'elsewhere', north].map((locationId, n) =>
		decided(`+1415555012${n}`, { locationId }),
	);
	const { error } = await run(agency(), {}, given);
	expect(error).toMatchObject({ httpCode: '403', context: { itemIndex: 0 } });
	expect(stored()).toHaveLength(2);
	// Once for each of them, and not again for one that was refused.
	expect(exchanges()).toHaveLength(3);
});

it('goes on when HighLevel does not accept a sub-account’s token any more', async () => {
	const credentials = agency();
	const given = [decided('+14155550121', { locationId: south })];
	await run(credentials, {}, given);
	highLevel.takeRequests();
	highLevel.sandbox.faults.add({
		path: '/contacts/search/duplicate',
		times: 1,
		effect: { kind: 'status', status: 401, body: { message: 'Invalid JWT' } },
	});
	const { results } = await run(credentials, {}, given);
	expect(results).toMatchObject([{ outcome: 'unchanged' }]);
	expect(highLevel.takeRequests()).toEqual([LOOK, EXCHANGE, LOOK]);
});

it('a permission that the sub-account’s token lacks is named, and no token is asked for again', async () => {
	const given = [decided('+14155550121', { locationId: south })];
	const lacking = agency({ scopes: ['users.readonly', 'oauth.write'] });
	const { error } = await run(lacking, {}, given);
	expect(error?.message).toBe('The HighLevel token lacks a permission (scope)');
	expect(exchanges()).toHaveLength(1);
});

it('an agency that may not open sub-accounts is told which permission it needs', async () => {
	const given = [decided('+14155550121', { locationId: south })];
	const { error } = await run(agency({ scopes: DEFAULT_SCOPES }), {}, given);
	expect(error?.message).toContain('may not open sub-accounts');
	expect(error?.description).toContain('oauth.write');
	expect(highLevel.takeRequests()).toEqual([]);
});

describe('a credential that is connected to one sub-account', () => {
	const connected = () => oAuthCredentials(highLevel, { locationId: north });

	it.each([undefined, 'north'])('needs no Location ID, and takes its own (%s)', async (named) => {
		const locationId = named && north;
		const { results } = await run(connected(), {}, [decided('+14155550121', { locationId })]);
		expect(results).toMatchObject([{ outcome: 'created' }]);
		expect(highLevel.takeRequests()).toEqual(['GET /users/', LOOK, 'POST /contacts/']);
	});

	it('refuses another one before it asks', async () => {
		const { error } = await run(connected(), {}, [decided('+14155550121', { locationId: south })]);
		expect(error?.message).toBe(
			`'Location ID' is ${south}, but the HighLevel OAuth2 credential is connected to the sub-account ${north} [item 0]`,
		);
		expect(highLevel.takeRequests()).toEqual([]);
	});
});

it('the lists in the editor are those of the sub-account that is named', async () => {
	const credentials = { highLevelOAuth2Api: { id: '1', name: 'HighLevel' } };
	const list = async (locationId: string) =>
		await listOf(
			node(ASSIGN, { authentication: 'oAuth2', options: { locationId } }, { credentials }),
			'searchUsers',
			agency(),
		);
	expect((await list(south)).map(({ value }) => value)).toEqual([sofia.id]);
	expect((await list(north)).map(({ value }) => value)).toEqual([marcus.id, sofia.id]);
	await expect(list('={{ $json.locationId }}')).rejects.toMatchObject({
		message: expect.stringContaining("'Location ID' has no value yet"),
	});
});

it('a mention that an OAuth app may not write renews no token', async () => {
	const credentials = oAuthCredentials(highLevel, { locationId: north });
	const alsoDo = { mention: 'yours' };
	const { results, hints } = await run(credentials, { alsoDo }, [decided('+14155550121')]);
	expect(results).toMatchObject([{ outcome: 'created' }]);
	expect(hints).toHaveLength(1);
	expect(highLevel.takeRequests()).not.toContain('POST /oauth/token');
});
