import { NodeHelpers, type INodeParameters } from 'n8n-workflow';
import { HighLevelContactTrigger } from '../../../nodes/HighLevelContactTrigger/HighLevelContactTrigger.node';
import { node } from '../../../sandbox/n8n/workflowParts';
import { DAY } from '../../../routing/model/durations';
import type { HostedTrigger } from '../../harness/triggerHost';
import { ContactTriggerFixture } from './contactTriggerFixture';

const fixture = new ContactTriggerFixture();
beforeEach(async () => await fixture.start());
afterEach(async () => await fixture.stop());

const OTHER_APP = '66aa0b1c2d3e4f5a6b7c8d00';
const OTHER_LOCATION = 'Zz7RkT2mXc9VbN4sWzHd';

/** An event that HighLevel has signed. */
async function tell(trigger: HostedTrigger, fields: object) {
	const event = {
		type: 'ContactCreate',
		appId: fixture.webhooks.appId,
		locationId: fixture.locationId,
		id: 'nmFmQEsNgz6AVpgLVUJ0',
		timestamp: new Date().toISOString(),
		webhookId: JSON.stringify(fields),
		...fields,
	};
	const bytes = Buffer.from(JSON.stringify(event));
	const { statuses, answer } = await fixture.webhooks.post(null, trigger.url(), bytes);
	return { status: statuses[0], answer, started: trigger.executions.length };
}

const ofApp = () => fixture.appTrigger({ locationId: '' }, 'app');
const ofLocation = () =>
	fixture.appTrigger({ appId: '', locationId: fixture.locationId }, 'location');

describe('an event that HighLevel signed, as it does for everybody', () => {
	it('starts nothing when it is of another app', async () => {
		const refused = { status: 403, started: 0, answer: expect.stringMatching(/of another app/) };
		expect(await tell(ofApp(), { appId: OTHER_APP })).toEqual(refused);
		const both = fixture.appTrigger({ locationId: fixture.locationId }, 'both');
		expect(await tell(both, { appId: OTHER_APP })).toEqual(refused);
	});

	it.each([undefined, null, '', 7, ['665f0b1c2d3e4f5a6b7c8d9e'], {}, { $ne: '' }])(
		'starts nothing when its app is %j',
		async (appId) => {
			const answer = await tell(ofApp(), { appId });
			expect(answer).toMatchObject({ status: 403, started: 0 });
			expect(answer.answer).toMatch(/does not say its app/);
		},
	);

	it.each([OTHER_LOCATION, undefined, null, '', ['x'], {}])(
		'starts nothing when its sub-account is %j',
		async (locationId) => {
			expect(await tell(ofLocation(), { locationId })).toMatchObject({ status: 200, started: 0 });
		},
	);

	it('of the own app starts the workflow for every sub-account', async () => {
		const trigger = ofApp();
		await tell(trigger, { id: 'a', locationId: OTHER_LOCATION });
		expect((await tell(trigger, { id: 'b' })).started).toBe(2);
	});

	it('of the own sub-account starts the workflow, whatever its app is called', async () => {
		const trigger = ofLocation();
		await tell(trigger, { id: 'a', appId: undefined });
		expect((await tell(trigger, { id: 'b' })).started).toBe(2);
	});

	it.each([
		'665f0b1c2d3e4f5a6b7c8d9e',
		' 665f0b1c2d3e4f5a6b7c8d9e ',
		'665f0b1c2d3e4f5a6b7c8d9e-lxq3k8vz',
		'665F0B1C2D3E4F5A6B7C8D9E',
		'https://marketplace.gohighlevel.com/apps/665f0b1c2d3e4f5a6b7c8d9e/settings/webhooks',
	])('is of the app that somebody names as %j', async (appId) => {
		expect(await tell(fixture.appTrigger({ appId }), {})).toMatchObject({ started: 1 });
	});

	it.each<INodeParameters>([{}, { appId: ' ', locationId: '\t' }])(
		'starts nothing when neither is set, not even by a saved workflow: %j',
		async (parameters) => {
			const trigger = fixture.appTrigger({ appId: '', locationId: '', ...parameters });
			const answer = await tell(trigger, {});
			expect(answer).toMatchObject({ status: 403, started: 0 });
			expect(answer.answer).toMatch(/'App ID' and 'Location ID' are both empty/);
		},
	);
});

describe('publishing with a Marketplace app', () => {
	const publish = async (parameters: INodeParameters, isTest = false) => {
		const trigger = fixture.appTrigger(parameters);
		await (isTest ? trigger.listen() : trigger.publish());
	};

	it.each([false, true])(
		'is refused without App ID and Location ID (test run: %s)',
		async (isTest) => {
			await expect(publish({ appId: '', locationId: ' ' }, isTest)).rejects.toMatchObject({
				message: expect.stringMatching(
					/^'App ID' and 'Location ID' are both empty\. .*anybody's app could start this workflow. Fill in/,
				),
			});
		},
	);

	it.each<INodeParameters>([
		{ locationId: '' },
		{ appId: '', locationId: 've9EPM428h8vShlRW1KT' },
		{ locationId: 've9EPM428h8vShlRW1KT' },
	])('goes well with one of them: %j', async (parameters) => {
		await publish(parameters);
	});

	it('asks for neither with the Webhook action, which knows a secret', async () => {
		await fixture.workflowTrigger().publish();
	});
});

describe('the panel', () => {
	const marked = (parameters: INodeParameters) => {
		const { description } = new HighLevelContactTrigger();
		const trigger = { ...node('highLevelContactTrigger', 'Trigger', [0, 0]), parameters };
		const { properties } = description;
		trigger.parameters =
			NodeHelpers.getNodeParameters(properties, parameters, true, false, trigger, description) ??
			{};
		const issues = NodeHelpers.getNodeParametersIssues(properties, trigger, description);
		return Object.keys(issues?.parameters ?? {});
	};

	it('marks App ID as missing while Location ID is empty, too', () => {
		expect(marked({ source: 'app' })).toEqual(['appId']);
	});

	it.each<INodeParameters>([
		{ source: 'app', appId: '665f0b1c2d3e4f5a6b7c8d9e' },
		{ source: 'app', locationId: 've9EPM428h8vShlRW1KT' },
		{ source: 'workflow' },
	])('marks nothing with %j', (parameters) => {
		expect(marked(parameters)).toEqual([]);
	});
});

describe('an event that somebody recorded', () => {
	const sent = (days: number) => ({ timestamp: new Date(Date.now() - days * DAY).toISOString() });

	it.each([7.01, 9, 400, -9])('%d days ago starts nothing, and says why', async (days) => {
		const trigger = ofApp();
		const answer = await tell(trigger, sent(days));
		expect(answer).toMatchObject({ status: 401, started: 0 });
		expect(answer.answer).toMatch(/more than 7 days ago/);
		await fixture.n8n.logged(/more than 7 days ago/);
	});

	it('in seconds since 1970 counts as it is meant', async () => {
		const seconds = (days: number) => Math.floor((Date.now() - days * DAY) / 1000);
		expect(await tell(ofApp(), { timestamp: seconds(1) })).toMatchObject({ started: 1 });
		expect(await tell(ofApp(), { timestamp: seconds(9) })).toMatchObject({ status: 401 });
	});

	it('within these days starts nothing twice, however often it is sent', async () => {
		const trigger = ofApp();
		const clock = jest.spyOn(Date, 'now');
		const start = Date.now();
		const event = { timestamp: new Date(start).toISOString() };
		for (const days of [0, 1, 6, 6.99]) {
			clock.mockReturnValue(start + days * DAY);
			// What came meanwhile makes the ledger drop what it need not know any more.
			await tell(trigger, {
				id: `c${days}`,
				timestamp: new Date(start + days * DAY).toISOString(),
			});
			await tell(trigger, event);
		}
		clock.mockReturnValue(start + 7.01 * DAY);
		expect((await tell(trigger, event)).status).toBe(401);
		clock.mockRestore();
		const ids = trigger.executions.flat().map(({ contact }) => (contact as { id: string }).id);
		expect(ids.filter((id) => id === 'nmFmQEsNgz6AVpgLVUJ0')).toHaveLength(1);
		expect(ids).toHaveLength(5);
	});
});
