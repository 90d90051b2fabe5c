import type { INodeParameters } from 'n8n-workflow';
import { ALL_SCOPES, DEFAULT_SCOPES, demoTeam } from '../../../sandbox/highlevel';
import { startHighLevel, type TestHighLevel } from '../../harness/highLevel';
import { jsonOf } from '../../harness/runWorkflow';
import { checkHighLevel, hintOf, linesOf, wrongIn } from './checkedHighLevel';

const { sofia, priya } = demoTeam.users;
const VIEW_CALENDARS = 'Permission View Calendars';

let highLevel: TestHighLevel;
afterEach(async () => await highLevel.sandbox.close());

const start = async (options: Parameters<typeof startHighLevel>[0] = {}) => {
	highLevel = await startHighLevel(options);
};

const check = async (parameters: INodeParameters = {}, credential: object = {}) =>
	await checkHighLevel(
		{
			highLevelPrivateIntegrationApi: {
				...highLevel.credentials.highLevelPrivateIntegrationApi,
				...credential,
			},
		},
		parameters,
	);

describe('Setup Check of HighLevel', () => {
	it('says of each thing what it is, and what nobody can see', async () => {
		await start();
		const run = await check();
		expect(run.status).toBe('success');
		expect(wrongIn(run)).toEqual([]);
		const lines = linesOf(run);
		expect(lines.get('Token')).toEqual({
			check: 'Token',
			ok: true,
			found: 'HighLevel accepts it: a private integration of this sub-account',
			fix: '',
		});
		expect(lines.get('Sub-Account')?.found).toBe(
			`Harbor Dental (${highLevel.locationId}), US, time zone America/New_York`,
		);
		expect(lines.get('Users')?.found).toMatch(/^4: Sofia Reyes \(sofia\.reyes@example\.com\), /);
		expect(lines.get('Permission View Contacts')).toMatchObject({ ok: true });
		expect(lines.get('Permission Edit Contacts')).toMatchObject({
			ok: null,
			fix: expect.stringContaining("look whether 'Edit Contacts' is ticked"),
		});
		expect(lines.get('Rate Limit')?.found).toMatch(
			/^100 requests in 10 seconds; 199,\d{3} of 200,000 are left today$/,
		);
		expect(lines.get('Clock of This n8n')).toMatchObject({ ok: true });
		expect(hintOf(run)).toMatchObject({
			type: 'info',
			message: expect.stringContaining('HighLevel does not tell'),
		});
		for (const line of jsonOf(run, 'setupCheck')) {
			expect(Object.keys(line)).toEqual(['check', 'ok', 'found', 'fix']);
			if (line.ok !== true) expect(line.fix).not.toBe('');
		}
		expect(JSON.stringify(jsonOf(run, 'setupCheck'))).not.toContain(demoTeam.token);
	});

	it('only reads', async () => {
		await start({ token: { scopes: ALL_SCOPES } });
		const before = JSON.stringify(highLevel.sandbox.contacts.all());
		await check({ features: ['opportunities', 'mention', 'workingHours', 'timeAway'] });
		const writes = highLevel
			.takeRequests()
			.filter((request) => !/^GET |^POST \/contacts\/search$/.test(request));
		expect(writes).toEqual([]);
		expect(JSON.stringify(highLevel.sandbox.contacts.all())).toBe(before);
	});

	it.each(
		[
			['View Calendars', 'calendars.readonly', 'workingHours'],
			['View Calendar Events', 'calendars/events.readonly', 'timeAway'],
			['View Conversations', 'conversations.readonly', 'unread'],
			['View Opportunities', 'opportunities.readonly', 'opportunities'],
			['View Tags', 'locations/tags.readonly', 'tagList'],
			['View Custom Fields', 'locations/customFields.readonly', 'receiptField'],
		].map(([permission = '', scope = '', feature = '']) => ({ permission, scope, feature })),
	)(
		"asks for '$permission' only of who uses it, and finds it where it is",
		async ({ permission, scope, feature }) => {
			const name = `Permission ${permission}`;
			await start();
			expect(linesOf(await check()).get(name)).toMatchObject({
				ok: null,
				fix: expect.stringMatching(/^Only needed for '.*'\. In HighLevel.*tick '/),
			});
			const used = await check({ features: [feature] });
			expect(wrongIn(used)).toEqual([name]);
			expect(hintOf(used)).toMatchObject({
				type: 'warning',
				message: expect.stringContaining(name),
			});
			await highLevel.sandbox.close();
			await start({ token: { scopes: [...DEFAULT_SCOPES, scope] } });
			expect(linesOf(await check({ features: [feature] })).get(name)).toMatchObject({ ok: true });
		},
	);

	it.each([
		['users.readonly', 'Permission View Users'],
		['contacts.readonly', 'Permission View Contacts'],
	])('misses %s in any case, and goes on', async (scope, name) => {
		await start({ token: { scopes: DEFAULT_SCOPES.filter((one) => one !== scope) } });
		const run = await check();
		expect(wrongIn(run)).toEqual([name]);
		expect([...linesOf(run).keys()]).toEqual(
			expect.arrayContaining(['Token', 'Sub-Account', 'Rate Limit', 'Ledger']),
		);
	});

	it('gets by without the name of the sub-account', async () => {
		await start({ token: { scopes: DEFAULT_SCOPES.filter((one) => !/^locations/.test(one)) } });
		const run = await check();
		expect(wrongIn(run)).toEqual([]);
		expect(linesOf(run).get('Permission View Locations')).toMatchObject({
			ok: null,
			fix: expect.stringContaining('Assignments work without it'),
		});
		expect([...linesOf(run).keys()]).toEqual(expect.arrayContaining(['Users', 'Rate Limit']));
	});

	it.each([
		[
			'a token that HighLevel does not know',
			{ token: 'pit-unknown' },
			'Token',
			/create an integration/,
		],
		[
			'another sub-account',
			{ locationId: 'elsewhere' },
			'Location ID',
			/Settings > Business Profile/,
		],
		['no Location ID', { locationId: ' ' }, 'Credential for HighLevel', /Fill in the Location ID/],
		['an unsafe address', { baseUrl: 'http://example.com' }, 'Credential for HighLevel', /https/],
		[
			'an address where nobody is',
			{ baseUrl: 'http://127.0.0.1:9' },
			'Address of HighLevel',
			/Base URL/,
		],
	])('tells of %s in a line, and still of what arrives', async (_what, credential, name, fix) => {
		await start();
		const run = await check({}, credential);
		expect(run.status).toBe('success');
		expect(wrongIn(run)).toEqual([name]);
		expect(linesOf(run).get(name)?.fix).toMatch(fix);
		expect(linesOf(run).get('Ledger')).toMatchObject({ ok: true });
		expect(JSON.stringify(jsonOf(run, 'setupCheck'))).not.toMatch(/pit-\w/);
	});

	it('tells of an address that sends requests on by its way out, and not by the token', async () => {
		await start();
		highLevel.sandbox.faults.add({ effect: { kind: 'status', status: 302 } });
		const run = await check();
		expect(wrongIn(run)).toEqual(['Address of HighLevel']);
		expect(linesOf(run).get('Address of HighLevel')?.fix).toContain('the Base URL that answers');
	});

	it("tells an agency's token from one of the sub-account", async () => {
		await start({ token: { userType: 'Company' } });
		const run = await check();
		expect(wrongIn(run)).toEqual(['Token']);
		expect(linesOf(run).get('Token')?.found).toMatch(/belongs to the agency/);
	});

	it('names who has no e-mail, who left, and whose hours are in calendars', async () => {
		await start({ token: { scopes: ALL_SCOPES } });
		const { users, calendars } = highLevel.sandbox;
		const [, second, , last] = users.list();
		if (second) users.add({ ...second, email: '' });
		if (last) users.add({ ...last, deleted: true });
		const monday = {
			type: 'wday' as const,
			day: 'monday' as const,
			intervals: [{ from: '09:00', to: '17:00' }],
		};
		calendars.seedSchedule({ userId: sofia.id, rules: [monday] });
		const run = await check({ features: ['workingHours'] });
		const lines = linesOf(run);
		expect(lines.get('Users')?.found).toMatch(/^3: .*; 1 other left$/);
		expect(lines.get('Users Without E-Mail')).toMatchObject({ ok: null, found: 'Marcus Chen' });
		expect(lines.get('Working Hours in Calendars')).toMatchObject({
			ok: null,
			found: 'Of Sofia Reyes; Marcus Chen, Priya Patel have none',
			fix: expect.stringMatching(/^Who has none always works/),
		});
		calendars.seedSchedule({ userId: priya.id, timezone: 'Nowhere/Land', rules: [monday] });
		const odd = await check({ features: ['workingHours'] });
		expect(wrongIn(odd)).toEqual(['Working Hours in Calendars']);
		expect(linesOf(odd).get('Working Hours in Calendars')?.found).toMatch(
			/those of Priya Patel have a form that is not known/,
		);
	});

	it('finds nobody to choose', async () => {
		await start({ users: [] });
		const run = await check();
		expect(wrongIn(run)).toEqual(['Users']);
		expect(linesOf(run).get('Users')?.fix).toContain('Settings > My Staff');
	});

	it('sees a clock that is wrong and a day that is nearly used up', async () => {
		await start({
			clock: () => Date.now() - 5 * 60_000,
			rateLimit: { max: 25, intervalMs: 10_000, daily: 13 },
		});
		const run = await check();
		expect(wrongIn(run)).toEqual(['Rate Limit', 'Clock of This n8n']);
		expect(linesOf(run).get('Clock of This n8n')?.found).toMatch(/^It is 5 minutes ahead of/);
	});

	it('keeps one refusal to one line', async () => {
		await start({ token: { scopes: ALL_SCOPES } });
		highLevel.sandbox.faults.add({
			path: '/opportunities/pipelines',
			effect: { kind: 'status', status: 400 },
		});
		const run = await check();
		expect(wrongIn(run)).toEqual([]);
		expect(linesOf(run).get('Permission View Opportunities')).toMatchObject({
			ok: null,
			found: expect.stringContaining('did not say'),
		});
		expect(linesOf(run).get(VIEW_CALENDARS)).toMatchObject({ ok: true });
	});
});
