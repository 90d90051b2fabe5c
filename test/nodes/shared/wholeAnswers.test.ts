import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { demoTeam } from '../../../sandbox/highlevel';
import { useAgency } from '../../harness/agency';
import type { CredentialData } from '../../harness/credentialsHelper';
import { useHighLevel, type TestHighLevel } from '../../harness/highLevel';
import { leadPublicAddressTo, oAuthCredentials } from '../../harness/highLevelOAuth';
import { pauses } from '../../harness/pauses';
import { touch } from '../../harness/touches';
import { assign, decided } from '../HighLevelAssignContact/assignFixture';
import { resolve, salesRule } from '../ResolveAssignment/resolve';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof import('../../harness/pauses')>('../../harness/pauses').withoutPauses(),
);

const { sofia } = demoTeam.users;
const rules = [salesRule(sofia)];
const single = useHighLevel();
const agency = useAgency();

let asked: number[];
/** A deadline of 30 seconds is over in a moment; without one, the test would not end. */
function shortenDeadlines() {
	asked = [];
	const timeout = AbortSignal.timeout.bind(AbortSignal);
	jest.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
		asked.push(milliseconds);
		return timeout(250);
	});
}

beforeEach(() => void (pauses.length = 0));
afterEach(() => jest.restoreAllMocks());

/** Each way to sign in, with the HighLevel that it opens. */
const accesses: Array<[string, () => [TestHighLevel, CredentialData, object]]> = [
	['a private integration', () => [single(), single().credentials, {}]],
	[
		'an OAuth2 credential of a sub-account',
		() => {
			leadPublicAddressTo(single());
			return [single(), oAuthCredentials(single()), { authentication: 'oAuth2' }];
		},
	],
	[
		'an OAuth2 credential of an agency',
		() => {
			const { highLevel, credentials, north } = agency();
			return [
				highLevel,
				credentials(),
				{ authentication: 'oAuth2', options: { locationId: north } },
			];
		},
	],
];

describe.each(accesses)('with %s', (_how, open) => {
	it.each([
		['its head drips', { kind: 'drip', part: 'head', everyMs: 20 }],
		['its body drips', { kind: 'drip', part: 'body', everyMs: 20 }],
		['it does not come', { kind: 'delay', ms: 2_000_000 }],
	] as const)('an answer has 30 seconds, also when %s', async (_what, effect) => {
		const [highLevel, credentials, parameters] = open();
		shortenDeadlines();
		highLevel.sandbox.faults.add({ path: '/users/', effect });
		const { error } = await resolve(credentials, { ...parameters, rules }, [touch()]);
		expect(error?.message).toBe(
			'HighLevel did not answer: the whole answer was not here within 30 seconds',
		);
		expect(new Set(asked)).toEqual(new Set([30_000]));
		// Each try has a deadline of its own.
		expect(asked.length).toBeGreaterThanOrEqual(4);
	});

	it('an answer that has no end is refused once it is too long', async () => {
		const [highLevel, credentials, parameters] = open();
		highLevel.sandbox.faults.add({ path: '/users/', effect: { kind: 'flood' } });
		const { error } = await resolve(credentials, { ...parameters, rules }, [touch()]);
		expect(error?.message).toBe('HighLevel did not answer: the answer is longer than 16 MB');
	});

	it.each([301, 302, 303, 307, 308])(
		'nothing is sent on to where a %d leads, least of all the token',
		async (status) => {
			const [highLevel, credentials, parameters] = open();
			const elsewhere = await startTrap();
			const headers = { location: elsewhere.url };
			highLevel.sandbox.faults.add({
				path: '/users/',
				effect: { kind: 'status', status, headers },
			});
			const { error } = await resolve(credentials, { ...parameters, rules }, [touch()]);
			elsewhere.server.close();
			expect(elsewhere.received).toEqual([]);
			expect(error?.message).toBe('HighLevel sent the request on to another address');
			expect(error?.description).toContain('Base URL');
			expect(pauses).toEqual([]);
		},
	);
});

it('a contact whose creation is not answered in time is looked up, and not created twice', async () => {
	const { sandbox, credentials } = single();
	await assign(credentials, {}, [decided('+14155550199')]);
	shortenDeadlines();
	sandbox.faults.add({ path: '/contacts/', times: 1, effect: { kind: 'delay', ms: 400 } });
	const run = await assign(credentials, {}, [decided('+14155550121')]);
	await new Promise((resolved) => setTimeout(resolved, 500));
	const again = await assign(credentials, {}, [decided('+14155550121')]);
	expect([run.error, again.error]).toEqual([undefined, undefined]);
	const phones = sandbox.contacts.all().map(({ phone }) => phone);
	expect(phones.filter((phone) => phone === '+14155550121')).toHaveLength(1);
});

it('a permission that an OAuth2 credential lacks uses up no renewal', async () => {
	leadPublicAddressTo(single());
	const lacking = oAuthCredentials(single(), { scopes: ['contacts.readonly'] });
	const { error } = await resolve(lacking, { authentication: 'oAuth2', rules }, [touch()]);
	expect(error?.message).toBe('The HighLevel token lacks a permission (scope)');
	expect(single().takeRequests()).toEqual(['GET /users/']);
});

it('many requests that find the OAuth2 token ended have it renewed once', async () => {
	leadPublicAddressTo(single());
	const credentials = oAuthCredentials(single());
	await assign(credentials, { authentication: 'oAuth2' }, [decided('+14155550100')]);
	const { access_token: token } = credentials.highLevelOAuth2Api?.oauthTokenData as {
		access_token: string;
	};
	single().sandbox.revokeToken(token);
	single().takeRequests();
	const given = [1, 2, 3, 4].map((n) => decided(`+1415555010${n}`));
	const { error } = await assign(credentials, { authentication: 'oAuth2' }, given);
	expect(error).toBeUndefined();
	const renewals = single()
		.takeRequests()
		.filter((request) => request === 'POST /oauth/token');
	expect(renewals).toHaveLength(1);
});

async function startTrap(): Promise<{ url: string; server: Server; received: unknown[] }> {
	const received: unknown[] = [];
	const server = createServer(({ method, headers }, response) => {
		received.push([method, headers.authorization]);
		response.setHeader('content-type', 'application/json').end('{"users":[]}');
	});
	await new Promise<void>((resolved) => server.listen(0, '127.0.0.1', resolved));
	const { port } = server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}/users/`, server, received };
}
