import type { INodeParameters } from 'n8n-workflow';
import { DEFAULT_SCOPES, demoOAuthApp, type OAuthGrant } from '../../../sandbox/highlevel';
import { useAgency } from '../../harness/agency';
import { jsonOf } from '../../harness/runWorkflow';
import { checkHighLevel, linesOf, wrongIn } from './checkedHighLevel';

const agency = useAgency();
const AGENCY_SCOPES = [...DEFAULT_SCOPES, 'oauth.readonly', 'oauth.write'];

const check = async (
	parameters: INodeParameters = {},
	grant: Partial<OAuthGrant> = { scopes: AGENCY_SCOPES },
	items?: object[],
) =>
	await checkHighLevel(
		agency().credentials(grant),
		{ authentication: 'oAuth2', ...parameters },
		items,
	);

describe('Setup Check of an agency', () => {
	it.each([{}, { locationId: 'north' }])(
		'says in a line that a credential was never connected, with options %j',
		async (options) => {
			const { highLevelOAuth2Api } = agency().credentials({ scopes: AGENCY_SCOPES });
			const run = await checkHighLevel(
				{ highLevelOAuth2Api: { ...highLevelOAuth2Api, oauthTokenData: {} } },
				{ authentication: 'oAuth2', options },
			);
			expect(run.status).toBe('success');
			expect(wrongIn(run)).toEqual(['Credential for HighLevel']);
			expect(linesOf(run).get('Credential for HighLevel')).toMatchObject({
				found: 'The HighLevel OAuth2 credential is not connected yet',
				fix: expect.stringContaining('connect it'),
			});
			expect(linesOf(run).get('Ledger')).toMatchObject({ ok: true });
		},
	);

	it('opens every sub-account that has the app, and asks which one to look at', async () => {
		const { north, south } = agency();
		const run = await check();
		expect(wrongIn(run)).toEqual([]);
		const opened = jsonOf(run, 'setupCheck').filter(
			({ check: name }) => name === 'Sub-Account Harbor Dental',
		);
		expect(opened.map(({ found }) => found)).toEqual([
			`It opens, and has 2 users (${north})`,
			`It opens, and has 1 user (${south})`,
		]);
		expect(linesOf(run).get('Sub-Account')).toMatchObject({
			ok: null,
			fix: expect.stringContaining("'Location ID'"),
		});
		const asked = agency().highLevel.sandbox.requests.find(({ path }) => /installed/.test(path));
		expect(asked?.query.appId).toBe(demoOAuthApp.clientId.split('-')[0]);
	});

	it('looks at the one that is named, or that items name, each once', async () => {
		const { north, south } = agency();
		const named = linesOf(await check({ options: { locationId: south } }));
		expect(named.get('Token')?.found).toMatch(/connection to the agency, exchanged/);
		expect(named.get('Users')?.found).toMatch(/^1: Sofia Reyes/);
		expect(named.get('Permission Edit Contacts')).toMatchObject({ ok: true });
		const items = [north, south, north].map((locationId) => ({ locationId }));
		const both = jsonOf(await check({}, { scopes: AGENCY_SCOPES }, items), 'setupCheck');
		expect(both.filter((line) => line.check === 'Users')).toHaveLength(2);
		expect(both.filter((line) => line.check === 'Connection to the Agency')).toHaveLength(1);
	});

	it.each([
		['oauth.write', ['Permission oauth.write', 'Credential for HighLevel']],
		['oauth.readonly', []],
	])(
		'says what a connection without %s cannot do, and asks nothing in vain',
		async (lack, wrong) => {
			const scopes = AGENCY_SCOPES.filter((scope) => scope !== lack);
			const options = { locationId: agency().north };
			const run = await check({ options }, { scopes });
			const expected = wrong.filter((name) => wrongIn(run).includes(name));
			expect(expected).toEqual(wrong);
			expect(JSON.stringify(jsonOf(run, 'setupCheck'))).toContain(lack);
			const refused = agency().highLevel.sandbox.requests.filter(({ status }) => status === 401);
			expect(refused).toEqual([]);
		},
	);

	it('names the scopes that a connection to one sub-account lacks', async () => {
		const { north } = agency();
		const run = await check(
			{ features: ['unread'] },
			{ userType: 'Location', locationId: north, scopes: DEFAULT_SCOPES },
		);
		const name = 'Permission View Conversations';
		expect(wrongIn(run)).toEqual([name]);
		expect(linesOf(run).get(name)?.fix).toMatch(
			/^Add the scope conversations\.readonly to the app/,
		);
		expect(linesOf(run).get('Token')?.found).toMatch(/connection to this sub-account$/);
		expect([...linesOf(run).keys()]).not.toContain('Connection to the Agency');
	});
});
