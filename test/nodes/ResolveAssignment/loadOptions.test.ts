import { LoadOptionsContext } from 'n8n-core';
import { Workflow, type INodeParameters } from 'n8n-workflow';
import { getAccounts } from '../../../nodes/ResolveAssignment/loadOptions';
import { startGraphSandbox } from '../../../sandbox/whatsapp';
import { additionalData } from '../../harness/additionalData';
import { listOf } from '../../harness/listSearch';
import { nodeTypes, RESOLVE } from '../../harness/nodeTypes';
import { node } from '../../harness/runWorkflow';
import { cards } from './planOf';

describe.each([
	['teams', 'searchTeams'],
	['schedules', 'searchSchedules'],
])('the list of %s in the same node', (list, method) => {
	const names = async (parameters: INodeParameters, filter?: string) =>
		(await listOf(node(RESOLVE, parameters), method, {}, filter)).map(({ name }) => name);
	const defined = {
		[list]: cards({ name: ' Sales ' }, { name: '' }, { name: 'Night Sales' }, { name: 'Sales' }),
	};

	it('shows each name once, without a credential', async () => {
		expect(await names(defined)).toEqual(['Sales', 'Night Sales']);
	});

	it('finds a name by part of it', async () => {
		expect(await names(defined, ' NIGHT ')).toEqual(['Night Sales']);
	});

	it('leaves out names that only a run knows', async () => {
		expect(await names({ [list]: cards({ name: '={{ $json.name }}' }) })).toEqual([]);
	});

	it('is empty when nothing is defined', async () => {
		expect(await names({})).toEqual([]);
	});
});

describe('the list of WhatsApp accounts to tick', () => {
	const app = { id: '730915264802173', secret: 'secret-of-the-app', systemUserToken: 'token' };

	async function accountsWith(accessToken: string) {
		const numbers = [
			{ id: '1001', displayPhoneNumber: '+1 202-555-0143', verifiedName: 'Sales Line' },
			{ id: '1002', displayPhoneNumber: '+1 202-555-0178', verifiedName: 'Support Line' },
		];
		const meta = await startGraphSandbox({ app, wabas: [{ id: '1', name: 'Shop', numbers }] });
		const whatsAppCloudApi = {
			accessToken,
			appId: app.id,
			appSecret: app.secret,
			baseUrl: meta.url,
		};
		const resolve = node(
			RESOLVE,
			{},
			{ credentials: { whatsAppCloudApi: { id: '1', name: 'W' } } },
		);
		const workflow = new Workflow({ nodes: [resolve], connections: {}, active: false, nodeTypes });
		const data = additionalData({ whatsAppCloudApi });
		try {
			return await getAccounts.call(new LoadOptionsContext(workflow, resolve, data, ''));
		} finally {
			await meta.close();
		}
	}

	it('shows names with numbers and gives IDs', async () => {
		expect(await accountsWith(app.systemUserToken)).toEqual([
			{ name: 'Sales Line (+1 202-555-0143)', value: '1001' },
			{ name: 'Support Line (+1 202-555-0178)', value: '1002' },
		]);
	});

	it('says what is wrong instead of showing an empty list', async () => {
		await expect(accountsWith('another token')).rejects.toMatchObject({
			message: expect.stringContaining('has access to no WhatsApp Business Account'),
		});
	});
});
