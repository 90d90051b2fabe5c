import { ALL_SCOPES } from '../../../sandbox/highlevel';
import { startHighLevel, type TestHighLevel } from '../../harness/highLevel';
import { listOf } from '../../harness/listSearch';
import { ASSIGN } from '../../harness/nodeTypes';
import { node } from '../../harness/runWorkflow';
import { locator } from '../../harness/touches';

let highLevel: TestHighLevel;
beforeEach(async () => {
	highLevel = await startHighLevel({ token: { scopes: ALL_SCOPES } });
});
afterEach(async () => await highLevel.sandbox.close());

describe('the lists', () => {
	const credentials = { highLevelPrivateIntegrationApi: { id: '1', name: 'HighLevel' } };
	const list = async (method: string, alsoDo: object = {}) =>
		await listOf(
			node(
				ASSIGN,
				{ authentication: 'privateIntegration', alsoDo: { ...alsoDo } },
				{ credentials },
			),
			method,
			highLevel.credentials,
		);

	it('show pipelines by name and the stages of the chosen one in their order', async () => {
		const { seedPipeline } = highLevel.sandbox.opportunities;
		const support = seedPipeline({ name: 'Support', stages: ['Open'] });
		const sales = seedPipeline({ name: 'Sales', stages: ['Zero', 'First'] });
		expect(await list('searchPipelines')).toEqual([
			{ name: 'Sales', value: sales.id },
			{ name: 'Support', value: support.id },
		]);
		const values = { pipeline: locator('list', sales.id) };
		expect(
			(await list('searchStages', { opportunity: { values } })).map(({ name }) => name),
		).toEqual(['Zero', 'First']);
		await expect(list('searchStages')).rejects.toMatchObject({
			message: "Choose a 'Pipeline' first",
		});
	});

	it.each([
		['searchPipelines', 'HighLevel has no pipeline yet', 'Opportunities > Pipelines'],
		['searchTextFields', 'HighLevel has no text field for contacts yet', 'Custom Fields'],
	])('%s says when there is nothing to choose', async (method, message, wayOut) => {
		await expect(list(method)).rejects.toMatchObject({
			name: 'NodeApiError',
			message,
			description: expect.stringContaining(wayOut),
		});
	});

	it('say which credential to choose first', async () => {
		const search = listOf(
			node(ASSIGN, { authentication: 'privateIntegration' }, {}),
			'searchUsers',
			highLevel.credentials,
		);
		await expect(search).rejects.toMatchObject({
			name: 'NodeApiError',
			message: "Choose a credential in 'Credential for HighLevel' first",
		});
	});

	it('show contact fields that take a sentence', async () => {
		const { seedField } = highLevel.sandbox.customFields;
		const { id } = seedField({ name: 'Why' });
		seedField({ name: 'Birthday', dataType: 'DATE' });
		seedField({ name: 'Deal', model: 'opportunity' });
		expect(await list('searchTextFields')).toEqual([{ name: 'Why', value: id }]);
	});

	it('name the permission that is missing', async () => {
		const lacking = await startHighLevel();
		const search = listOf(
			node(ASSIGN, { authentication: 'privateIntegration' }, { credentials }),
			'searchPipelines',
			lacking.credentials,
		);
		await expect(search).rejects.toMatchObject({
			description: expect.stringContaining("'View Opportunities'"),
		});
		await lacking.sandbox.close();
	});
});
