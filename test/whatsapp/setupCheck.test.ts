import type { GraphSandboxOptions } from '../../sandbox/whatsapp';
import { checkSetup, type SetupToCheck } from '../../whatsapp/meta/setup/checkSetup';
import type { SetupLine } from '../../routing/model/setupLine';
import { subscribe } from '../../whatsapp/meta/subscription';
import { ABROAD, APP, HOME, MetaFixture, number, SALES, SUPPORT } from './metaFixture';

describe('the setup check', () => {
	let meta: MetaFixture;
	const start = async (options: GraphSandboxOptions = {}) => {
		meta = new MetaFixture();
		await meta.start(options);
	};
	afterEach(async () => await meta.stop());

	async function check(changes: Partial<SetupToCheck> = {}): Promise<SetupLine[]> {
		meta.writes();
		const lines = await checkSetup({
			graph: meta.graph,
			appId: APP.id,
			appSecret: APP.secret,
			systemUserToken: APP.systemUserToken,
			moreAccounts: [],
			phoneNumberId: null,
			get: meta.get,
			n8nUrl: meta.n8nUrl,
			publicUrlNeeded: false,
			...changes,
		});
		expect(meta.writes()).toEqual([]);
		const text = JSON.stringify(lines);
		expect(text).not.toContain(APP.secret);
		expect(text).not.toContain(APP.systemUserToken);
		for (const { ok, fix } of lines) expect([ok, fix === '']).toEqual([ok, ok === true]);
		return lines;
	}

	const line = (lines: SetupLine[], start: string) => {
		const found = lines.filter((candidate) => candidate.check.startsWith(start));
		expect(found).toHaveLength(1);
		return found[0];
	};

	it('says what is left to do on a fresh app', async () => {
		await start();
		const lines = await check();
		expect(lines.map(({ check: name, ok }) => [name, ok])).toEqual([
			['App ID and App Secret', true],
			['System User Token', true],
			['Permission whatsapp_business_messaging', true],
			['Permission whatsapp_business_management', true],
			['App Mode', null],
			['Address of This n8n', true],
			['App Webhook', false],
			['App Webhook Fields', false],
			[`Business Account Home (${HOME})`, false],
			['Number Sales Line (+1 202-555-0143)', false],
			['Number Support Line (+1 202-555-0178)', false],
			[`Business Account Abroad (${ABROAD})`, false],
			['Number London (+44 20 7946 0018)', false],
			['Meta Business Agent', null],
		]);
		expect(line(lines, 'Number Sales')?.fix).toContain('WhatsApp Account Trigger');
	});

	it('is content with a number whose trigger is published', async () => {
		await start();
		await subscribe(await meta.subscription());
		const lines = await check({ phoneNumberId: SALES });
		expect(lines.filter(({ ok }) => ok === false)).toEqual([]);
		expect(line(lines, 'Number Sales Line')).toEqual({
			check: 'Number Sales Line (+1 202-555-0143)',
			ok: true,
			found: `Its messages go to ${meta.production()}, its own address (a workflow of this n8n, which answers)`,
			fix: '',
		});
		expect(lines.filter(({ check: name }) => name.startsWith('Number'))).toHaveLength(1);
	});

	it('says by which level each number is received, and that a test run borrows it', async () => {
		await start();
		const waba = { level: 'businessAccount' as const, id: HOME };
		const all = { scope: { level: 'app' as const }, webhookUrl: meta.production('all') };
		await subscribe(await meta.subscription(all));
		await subscribe(await meta.subscription({ scope: waba, webhookUrl: meta.production('home') }));
		await subscribe(await meta.subscription({ webhookUrl: meta.test(), isTest: true }));
		const lines = await check();
		expect(line(lines, 'Number Sales')?.found).toMatch(/its own address.*in a test run/);
		expect(line(lines, 'Number Support')?.found).toMatch(
			/webhook\/home\/whatsapp, the address of its business account/,
		);
		expect(line(lines, 'Number London')?.found).toMatch(
			/webhook\/all\/whatsapp, the app's address/,
		);
		expect(line(lines, 'App Webhook Fields')?.found).toBe('Subscribed: messages');
	});

	it('finds an address at which no workflow listens any more', async () => {
		await start();
		await subscribe(await meta.subscription());
		meta.unpublished.add(meta.production());
		expect(line(await check(), 'Number Sales')).toMatchObject({
			ok: false,
			found: expect.stringContaining('no workflow listens there'),
			fix: expect.stringContaining('Publish the workflow'),
		});
	});

	it('finds an address that n8n cannot reach', async () => {
		await start();
		await subscribe(await meta.subscription());
		const get = async () => await Promise.reject(new Error('ECONNREFUSED'));
		expect(line(await check({ get }), 'Number Sales')).toMatchObject({
			ok: false,
			fix: expect.stringContaining('WEBHOOK_URL'),
		});
	});

	it('finds an address that answers otherwise', async () => {
		await start();
		await subscribe(await meta.subscription());
		const get = async () => await Promise.resolve({ status: 403, text: 'wrong token' });
		expect(line(await check({ get }), 'Number Sales')).toMatchObject({
			ok: false,
			fix: expect.stringContaining('App Secret'),
		});
	});

	it('shows what goes to another system, without asking it anything', async () => {
		await start();
		await meta.otherTakes(number(SUPPORT));
		const asked: string[] = [];
		const get: SetupToCheck['get'] = async (url, query) => {
			asked.push(url);
			return await meta.get(url, query);
		};
		const lines = await check({ get, n8nUrl: 'https://n8n.example.com' });
		expect(line(lines, 'Number Support')).toMatchObject({
			ok: null,
			found: expect.stringContaining(`${meta.otherSystem}, its own address (another system`),
			fix: expect.stringContaining('Replace Existing Webhook'),
		});
		expect(lines.find(({ check: name }) => name === 'App Webhook')?.ok).toBeNull();
		expect(asked).toEqual([]);
	});

	it('names the fields that are missing, for the dashboard when the app is in other hands', async () => {
		await start();
		await meta.otherTakesApp(['calls']);
		expect(line(await check(), 'App Webhook Fields')).toMatchObject({
			ok: false,
			found: 'Subscribed: calls. Missing: messages',
			fix: expect.stringContaining('WhatsApp > Configuration > Webhook fields'),
		});
	});

	it.each<[string, GraphSandboxOptions, RegExp]>([
		['ends', { token: { expiresAt: 1_798_761_600 } }, /ends on 2027-01-01/],
		['is of a person', { token: { type: 'USER' } }, /kind USER/],
	])('says that the token %s', async (_what, options, found) => {
		await start(options);
		expect(line(await check(), 'System User Token')).toMatchObject({
			ok: false,
			found: expect.stringMatching(found),
			fix: expect.stringContaining("'Never'"),
		});
	});

	it('stops at a token that Meta does not accept', async () => {
		await start();
		const lines = await check({ systemUserToken: 'revoked' });
		expect(line(lines, 'System User Token')?.ok).toBe(false);
		expect(lines.map(({ check: name }) => name)).not.toContain('App Webhook');
	});

	it('stops at an app that Meta does not accept', async () => {
		await start();
		const graph = async () => await Promise.reject(new Error('Invalid OAuth access token'));
		expect(line(await check({ graph }), 'App ID and App Secret')).toMatchObject({
			ok: false,
			found: 'Invalid OAuth access token',
			fix: expect.stringContaining('App settings > Basic'),
		});
	});

	it('names a permission that is missing, and what cannot be read without it', async () => {
		await start({ permissions: ['whatsapp_business_messaging'] });
		const lines = await check();
		expect(line(lines, 'Permission whatsapp_business_management')?.ok).toBe(false);
		expect(line(lines, 'WhatsApp Accounts')).toMatchObject({
			ok: false,
			found: expect.stringContaining('whatsapp_business_management'),
		});
	});

	it('checks accounts that Meta does not list when they are named', async () => {
		await start({ token: { namesTargets: false } });
		expect(line(await check(), 'WhatsApp Accounts')).toMatchObject({
			ok: false,
			fix: expect.stringContaining('WhatsApp Business Account IDs'),
		});
		const lines = await check({ moreAccounts: [HOME] });
		expect(line(lines, 'Number Sales Line')).toBeDefined();
		expect(lines.filter(({ check: name }) => name.includes('London'))).toEqual([]);
	});

	it.each([
		['number that the token cannot see', { phoneNumberId: '4711' }, 'Assign assets'],
		['business account that does not exist', { moreAccounts: ['4711'] }, 'Assign assets'],
	])('says what to do about a %s', async (_what, changes, fix) => {
		await start();
		expect(line(await check(changes), 'WhatsApp Accounts')).toMatchObject({
			ok: false,
			found: expect.stringContaining('4711'),
			fix: expect.stringContaining(fix),
		});
	});

	it('says that Meta cannot reach an n8n at home', async () => {
		await start();
		const changes = { n8nUrl: 'http://localhost:5678', publicUrlNeeded: true };
		expect(line(await check(changes), 'Address of This n8n')).toMatchObject({
			ok: false,
			fix: expect.stringContaining('WEBHOOK_URL'),
		});
	});
});
