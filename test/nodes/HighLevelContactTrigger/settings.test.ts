import type {
	ICredentialTestFunctions,
	INodeProperties,
	INodePropertyOptions,
	NodeOperationError,
} from 'n8n-workflow';
import { HighLevelWebhookApi } from '../../../credentials/HighLevelWebhookApi.credentials';
import { HighLevelContactTrigger } from '../../../nodes/HighLevelContactTrigger/HighLevelContactTrigger.node';
import { ContactTriggerFixture } from './contactTriggerFixture';

const fixture = new ContactTriggerFixture();
beforeEach(async () => await fixture.start());
afterEach(async () => await fixture.stop());

const refusal = async (work: Promise<void>): Promise<NodeOperationError> =>
	await work.then(
		() => {
			throw new Error('It was published');
		},
		(error: NodeOperationError) => error,
	);

describe('publishing', () => {
	it('goes well when everything is set, and so does unpublishing', async () => {
		for (const trigger of [fixture.appTrigger({}, 'one'), fixture.workflowTrigger({}, 'two')]) {
			await trigger.publish();
			await trigger.unpublish();
		}
		expect(fixture.n8n.logs).toEqual([]);
	});

	it("goes well with HighLevel's own key", async () => {
		await fixture.appTrigger({ options: { publicKey: '' } }).publish();
	});

	it('asks HighLevel nothing, which has no API for it', async () => {
		fixture.sandbox.clearRequests();
		await fixture.appTrigger().publish();
		expect(fixture.sandbox.requests).toEqual([]);
	});

	it('is refused with a key that is none', async () => {
		const error = await refusal(fixture.appTrigger({ options: { publicKey: 'x' } }).publish());
		expect(error.message).toMatch(/'Public Key'/);
		expect(error.message).toMatch(/remove the option/);
	});

	it.each(['', 'short'])('is refused with the secret %j', async (secret) => {
		fixture.n8n.credentials.highLevelWebhookApi = { secret };
		const error = await refusal(fixture.workflowTrigger().publish());
		expect(error.message).toMatch(/secret is (empty|shorter)/);
		expect(error.message).toMatch(/long random text/);
	});
});

describe('the credential', () => {
	const node = new HighLevelContactTrigger();
	const test = async (secret: unknown) =>
		await node.methods.credentialTest.testSecret.call(
			{} as ICredentialTestFunctions,
			{ id: '1', name: 'Webhook', type: 'highLevelWebhookApi', data: { secret } } as never,
		);

	it('is tested without asking HighLevel, which knows nothing of it', async () => {
		expect(await test('long-enough-and-random')).toMatchObject({ status: 'OK' });
		expect(await test('short')).toMatchObject({ status: 'Error' });
		expect(await test(undefined)).toMatchObject({ status: 'Error' });
	});

	it('is asked for only where it is used', () => {
		expect(node.description.credentials).toEqual([
			expect.objectContaining({
				name: new HighLevelWebhookApi().name,
				testedBy: 'testSecret',
				displayOptions: { show: { source: ['workflow'] } },
			}),
			expect.objectContaining({
				name: 'postgres',
				displayOptions: { show: { 'options.ledger': ['postgres'] } },
			}),
		]);
	});

	it('hides its secret and says what to enter', () => {
		const { properties } = new HighLevelWebhookApi();
		const [notice, secret] = properties;
		expect(properties).toHaveLength(2);
		expect(notice?.displayName).toMatch(/1\. .*2\. .*\?secret=.*X-Webhook-Secret/);
		expect(secret).toMatchObject({
			typeOptions: { password: true },
			description: expect.stringContaining('16'),
		});
	});
});

describe('the parameters', () => {
	const { properties } = new HighLevelContactTrigger().description;
	const all = properties.flatMap((property) =>
		property.type === 'collection'
			? [property, ...((property.options ?? []) as INodeProperties[])]
			: [property],
	);
	const texts = all
		.filter(({ type }) => type !== 'notice')
		.flatMap(({ displayName, type, options = [] }) => [
			displayName,
			...(type === 'options' || type === 'multiOptions'
				? (options as INodePropertyOptions[]).map(({ name }) => name)
				: []),
		]);

	it('are in Title Case', () => {
		const small = /^(a|an|the|on|is|with|for|from)$/;
		const wrong = texts.filter((text) =>
			text.split(' ').some((word, i) => !/^[A-Z0-9(]/.test(word) && (i === 0 || !small.test(word))),
		);
		expect(wrong).toEqual([]);
	});

	it('say what to do in HighLevel, by the names that people see there', () => {
		const notices = properties.filter(({ type }) => type === 'notice');
		expect(notices.map(({ displayOptions }) => displayOptions?.show?.source)).toEqual([
			['workflow'],
			['app'],
		]);
		const [workflow, app] = notices.map(({ displayName }) => displayName);
		expect(app).toMatch(/Advanced Settings > Webhooks.*contacts\.readonly/);
		expect(workflow).toMatch(/\?secret=.*X-Webhook-Secret/);
		const events = properties.find(({ name }) => name === 'events');
		const described = ((events?.options ?? []) as INodePropertyOptions[]).map(
			({ description }) => /In HighLevel: (\w+)/.exec(description ?? '')?.[1],
		);
		expect(described).toEqual([
			'ContactTagUpdate',
			'ContactCreate',
			'InboundMessage',
			'ContactUpdate',
			'OpportunityAssignedToUpdate',
			'OpportunityStatusUpdate',
			'OpportunityStageUpdate',
			'OutboundMessage',
		]);
	});
});
