import type { INodeParameters } from 'n8n-workflow';
import { behindStart, jsonOf, node, runWorkflow } from '../../harness/runWorkflow';
import { SETUP_CHECK } from '../../harness/nodeTypes';
import {
	APP,
	oneAccount,
	SALES,
	WhatsAppTriggerFixture,
	SUPPORT,
} from '../WhatsAppAccountTrigger/whatsAppTriggerFixture';

const NAME = 'setupCheck';
const CREDENTIAL = { whatsAppCloudApi: { id: '1', name: 'whatsAppCloudApi' } };

describe('Setup Check of WhatsApp', () => {
	const fixture = new WhatsAppTriggerFixture();
	afterEach(async () => await fixture.stop());

	async function run(parameters: INodeParameters = {}, items: object[] = [{}], more = {}) {
		return await runWorkflow({
			...behindStart(node(SETUP_CHECK, parameters, { credentials: CREDENTIAL, ...more })),
			credentials: fixture.n8n.credentials,
			input: items.map((json) => ({ json: { ...json } })),
		});
	}
	const account = (value: string) => ({ account: { __rl: true, mode: 'id', value } });

	it('puts out an item for each line and changes nothing', async () => {
		await fixture.start();
		await fixture.n8n.add(oneAccount()).publish();
		fixture.writes();
		const lines = jsonOf(await run(), NAME);
		expect(fixture.writes()).toEqual([]);
		expect(lines).toContainEqual({
			check: 'App ID and App Secret',
			ok: true,
			found: `Meta accepts them for the app ${APP.id}`,
			fix: '',
		});
		for (const line of lines) expect(Object.keys(line)).toEqual(['check', 'ok', 'found', 'fix']);
		expect(JSON.stringify(lines)).not.toMatch(/nobody-may-see/);
	});

	it('sums up what there is to fix', async () => {
		await fixture.start();
		expect((await run()).hints[NAME]).toMatchObject([
			{ type: 'warning', message: expect.stringMatching(/^To fix.*'App Webhook', .*Number Sales/) },
		]);
		await fixture.n8n.add(oneAccount()).publish();
		// In this test, n8n's own address is not the one under which the trigger is served.
		expect((await run(account(SALES))).hints[NAME]).toMatchObject([
			{ type: 'info', message: expect.stringContaining('Nothing to fix') },
		]);
	});

	it('checks one number, and each number once', async () => {
		await fixture.start();
		const items = [{ id: SUPPORT }, { id: SALES }, { id: SUPPORT }];
		const result = await run(account('={{ $json.id }}'), items);
		const numbers = jsonOf(result, NAME).map(({ check }) => String(check));
		expect(numbers.filter((check) => check.startsWith('Number'))).toEqual([
			'Number Support Line (+1 202-555-0178)',
			'Number Sales Line (+1 202-555-0143)',
		]);
	});

	it('tells of a wrong secret in a line, not by failing', async () => {
		await fixture.start({}, { appSecret: 'wrong-secret-that-nobody-may-see' });
		const result = await run();
		expect(result.status).toBe('success');
		expect(jsonOf(result, NAME)[0]).toMatchObject({ check: 'App ID and App Secret', ok: false });
		expect(JSON.stringify(jsonOf(result, NAME))).not.toMatch(/nobody-may-see/);
	});

	it.each([
		[undefined, 'error'],
		['continueRegularOutput', 'success'],
	])(
		'fails only when the credential names no Meta at all (on error: %s)',
		async (onError, status) => {
			await fixture.start({}, { baseUrl: 'graph facebook' });
			const result = await run({}, [{}], { onError });
			expect(result.status).toBe(status);
			const said = result.errors[NAME]?.message ?? jsonOf(result, NAME)[0]?.error;
			expect(said).toContain("'Graph API Base URL'");
		},
	);
});
