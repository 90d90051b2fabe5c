import { demoTeam } from '../../../sandbox/highlevel';
import { useHighLevel } from '../../harness/highLevel';
import { leadPublicAddressTo, oAuthCredentials } from '../../harness/highLevelOAuth';
import { pauses } from '../../harness/pauses';
import { touch } from '../../harness/touches';
import { resolve, salesRule } from '../ResolveAssignment/resolve';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof import('../../harness/pauses')>('../../harness/pauses').withoutPauses(),
);

const { sofia } = demoTeam.users;
const highLevel = useHighLevel();
let hosts: string[];

beforeEach(() => {
	pauses.length = 0;
	hosts = leadPublicAddressTo(highLevel());
});
afterEach(() => jest.restoreAllMocks());

const resolveWith = (credentials: ReturnType<typeof oAuthCredentials>) =>
	resolve(credentials, { authentication: 'oAuth2', rules: [salesRule(sofia)] }, [touch()]);

it('asks HighLevel itself for the users of the location that was connected', async () => {
	const { sandbox, locationId } = highLevel();
	const { assigned } = await resolveWith(oAuthCredentials(highLevel()));
	expect(assigned).toMatchObject([{ assignment: { user: { id: sofia.id } } }]);
	expect(hosts).toEqual(['services.leadconnectorhq.com']);
	expect(sandbox.requests).toMatchObject([{ path: '/users/', query: { locationId } }]);
});

it('goes on with a new token when the old one has expired', async () => {
	const { sandbox } = highLevel();
	const credentials = oAuthCredentials(highLevel());
	const before = credentials.highLevelOAuth2Api?.oauthTokenData as { access_token: string };
	sandbox.revokeToken(before.access_token);
	const { assigned } = await resolveWith(credentials);
	expect(assigned).toHaveLength(1);
	expect(highLevel().takeRequests()).toEqual(['GET /users/', 'POST /oauth/token', 'GET /users/']);
	expect(credentials.highLevelOAuth2Api?.oauthTokenData).not.toMatchObject(before);
});

it('asks for a sub-account when an agency was connected', async () => {
	const { error } = await resolveWith(oAuthCredentials(highLevel(), { userType: 'Company' }));
	expect(error?.name).toBe('NodeOperationError');
	expect(error?.message).toBe("'Location ID' is empty [item 0]");
	expect(error?.description).toContain('connected to an agency');
	expect(hosts).toEqual([]);
});

it('knows an agency although the credential was connected to a sub-account before', async () => {
	const credentials = oAuthCredentials(highLevel(), { userType: 'Company' });
	const { oauthTokenData } = credentials.highLevelOAuth2Api ?? {};
	// n8n adds what HighLevel answers now to what it answered then.
	Object.assign(oauthTokenData as object, { locationId: highLevel().locationId });
	expect((await resolveWith(credentials)).error?.message).toBe("'Location ID' is empty [item 0]");
});

it('names the scope that was not granted, and does not try again', async () => {
	const { error } = await resolveWith(
		oAuthCredentials(highLevel(), { scopes: ['contacts.readonly'] }),
	);
	expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '401' });
	expect(error?.message).toBe('The HighLevel token lacks a permission (scope)');
	expect(error?.description).toContain('users.readonly');
	expect(pauses).toEqual([]);
});

it.each([
	['HighLevel says so in its own words', undefined],
	['it says so as the standard has it', { error: 'invalid_grant' }],
])('says to connect again, after one try, when the access has ended and %s', async (_how, body) => {
	const { sandbox } = highLevel();
	const credentials = oAuthCredentials(highLevel());
	const { oauthTokenData } = credentials.highLevelOAuth2Api ?? {};
	const ended = { ...(oauthTokenData as object), access_token: 'old', refresh_token: 'used' };
	credentials.highLevelOAuth2Api = { ...credentials.highLevelOAuth2Api, oauthTokenData: ended };
	if (body) {
		sandbox.faults.add({ path: '/oauth/token', effect: { kind: 'status', status: 400, body } });
	}
	const { error } = await resolveWith(credentials);
	expect(error?.name).toBe('NodeApiError');
	expect(error?.message).toBe('HighLevel does not renew the access of the OAuth2 credential');
	expect(error?.description).toContain('connect it again');
	expect(highLevel().takeRequests()).toEqual(['GET /users/', 'POST /oauth/token']);
});
