import type { INodeParameters } from 'n8n-workflow';
import type { WabaSpec } from '../../../sandbox/whatsapp';
import {
	allAccounts,
	DANA,
	message,
	oneAccount,
	post,
	SALES,
	WhatsAppTriggerFixture,
	SUPPORT,
} from './whatsAppTriggerFixture';

const HOME = '417263950182734';
const ABROAD = '417263950182735';
const LONDON = '528164390271847';

const WABAS: WabaSpec[] = [
	{
		id: HOME,
		name: 'Home',
		numbers: [
			{ id: SALES, displayPhoneNumber: '+1 202-555-0143', verifiedName: 'Sales Line' },
			{ id: SUPPORT, displayPhoneNumber: '+1 202-555-0178', verifiedName: 'Support Line' },
		],
	},
	{
		id: ABROAD,
		name: 'Abroad',
		numbers: [{ id: LONDON, displayPhoneNumber: '+44 20 7946 0018', verifiedName: 'London' }],
	},
];

const businessAccount = (value = HOME): INodeParameters => ({
	receive: 'businessAccount',
	businessAccount: { __rl: true, mode: 'list', value },
});

describe('a trigger for one business account', () => {
	const fixture = new WhatsAppTriggerFixture();
	beforeEach(async () => await fixture.start({ wabas: WABAS }));
	afterEach(async () => await fixture.stop());

	const text = async (to: string) => await fixture.meta.send({ to, from: DANA, text: 'Hi' });

	it('receives the messages of its numbers and names each', async () => {
		const trigger = fixture.n8n.add(businessAccount());
		await trigger.publish();
		await text(SALES);
		await text(SUPPORT);
		expect(trigger.executions).toMatchObject([
			[{ account: { id: SALES, name: 'Sales Line', wabaId: HOME } }],
			[{ account: { id: SUPPORT, name: 'Support Line', wabaId: HOME } }],
		]);
		await trigger.unpublish();
		expect(fixture.meta.subscriptions).toMatchObject({
			app: null,
			wabas: { [HOME]: { subscribed: true, override: null } },
		});
	});

	it("leaves out what comes to it only because it keeps the app's address", async () => {
		const trigger = fixture.n8n.add(businessAccount());
		await trigger.publish();
		const body = JSON.stringify(message(LONDON)).replace(HOME, ABROAD);
		expect(await post(trigger, body)).toMatchObject({ status: 200, data: 'Nothing to do' });
		expect(trigger.executions).toEqual([]);
	});

	it("lets the App Dashboard's Test button through", async () => {
		const trigger = fixture.n8n.add(businessAccount());
		trigger.serve();
		const sample = JSON.stringify(message('123456123', 'ABGGFlA5Fpa')).replace(HOME, '0');
		await post(trigger, sample);
		expect(trigger.executions).toHaveLength(1);
	});

	it('says in the log which number goes elsewhere', async () => {
		const sales = fixture.n8n.add(oneAccount(), 'sales');
		await sales.publish();
		await fixture.n8n.add(businessAccount(), 'home').publish();
		expect(fixture.n8n.logs.join('\n')).toContain(
			`does not receive the messages of the number with the ID ${SALES}: they go to ${sales.url()}`,
		);
	});

	it('asks for the business account when none is chosen', async () => {
		await expect(fixture.n8n.add(businessAccount('')).publish()).rejects.toMatchObject({
			message: expect.stringMatching(/^No 'WhatsApp Business Account' is chosen\. Select one/),
		});
	});

	it('chooses it from a list', async () => {
		const trigger = fixture.n8n.add(businessAccount());
		const list = async (filter?: string) =>
			await trigger.searchAccounts(filter, 'searchBusinessAccounts');
		expect(await list()).toEqual({
			results: [
				{ name: 'Home (2 numbers)', value: HOME },
				{ name: 'Abroad (1 number)', value: ABROAD },
			],
		});
		expect((await list('abroad')).results).toHaveLength(1);
	});

	it.each([
		['another number', oneAccount(SUPPORT)],
		['a business account', businessAccount()],
		['all accounts', allAccounts()],
	])('gives a number back when %s is chosen instead', async (_what, parameters) => {
		const trigger = fixture.n8n.add(oneAccount());
		await trigger.publish();
		trigger.parameters = parameters;
		await trigger.publish();
		expect(Object.keys(fixture.meta.subscriptions.phoneOverrides)).not.toContain(SALES);
		expect(await trigger.checkExists()).toBe(true);
		await trigger.unpublish();
		expect(fixture.meta.subscriptions).toMatchObject({ app: null, phoneOverrides: {} });
	});

	it('can be unpublished when another source was chosen and the number could not be given back', async () => {
		fixture.n8n.credentials.whatsAppWebhookApi = { secret: 'a-long-webhook-secret' };
		const trigger = fixture.n8n.add(oneAccount());
		await trigger.publish();
		trigger.parameters = { source: 'twilio' };
		await trigger.publish();
		expect(fixture.n8n.logs.join('\n')).toContain(
			`Meta still sends the messages of the number with the ID ${SALES} to this trigger`,
		);
		await trigger.unpublish();
		expect(trigger.staticData).not.toHaveProperty('registered');
	});

	it('gives back what it has, whatever the parameters say by then', async () => {
		const trigger = fixture.n8n.add(oneAccount());
		await trigger.publish();
		trigger.parameters = oneAccount(SUPPORT);
		await trigger.unpublish();
		expect(fixture.meta.subscriptions).toMatchObject({ app: null, phoneOverrides: {} });
	});

	it('of a test run leaves the published workflow of the same node what it has', async () => {
		const trigger = fixture.n8n.add(oneAccount());
		await trigger.publish();
		trigger.parameters = businessAccount();
		await trigger.listen();
		await text(SUPPORT);
		await trigger.stopListening();
		expect(trigger.testExecutions).toHaveLength(1);
		trigger.parameters = oneAccount();
		expect(await trigger.checkExists()).toBe(true);
		await text(SALES);
		expect(trigger.executions).toHaveLength(1);
	});
});

describe('a token whose accounts Meta does not list', () => {
	const fixture = new WhatsAppTriggerFixture();
	afterEach(async () => await fixture.stop());

	it("registers with the 'WhatsApp Business Account IDs' of the credential", async () => {
		const token = { namesTargets: false };
		await fixture.start({ wabas: WABAS, token }, { wabaIds: `${HOME}, ${ABROAD}` });
		const trigger = fixture.n8n.add(oneAccount(LONDON));
		await trigger.publish();
		expect(Object.keys(fixture.meta.subscriptions.phoneOverrides)).toEqual([LONDON]);
		expect((await trigger.searchAccounts()).results).toHaveLength(3);
	});
});
