import { fixtureBytes } from '../../fixtures/whatsapp';
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

describe('the parameters of the trigger', () => {
	const fixture = new WhatsAppTriggerFixture();
	beforeEach(async () => await fixture.start());
	afterEach(async () => await fixture.stop());

	const text = async (to = SALES) =>
		await fixture.meta.send({ to, from: DANA, id: 'wamid.1', text: 'Hi' });
	const status = async () =>
		await fixture.meta.sendStatus({
			from: SALES,
			id: 'wamid.9',
			status: 'failed',
			recipient: DANA,
			errors: [{ code: 131049 }],
		});

	it('leave statuses out by default', async () => {
		const trigger = fixture.n8n.add(oneAccount());
		await trigger.publish();
		expect(await status()).toMatchObject({ outcome: 'accepted' });
		expect(trigger.executions).toEqual([]);
		await text();
		expect(trigger.executions).toHaveLength(1);
	});

	it("give statuses, and only these, with 'Message Status Updated'", async () => {
		const trigger = fixture.n8n.add(oneAccount(SALES, { events: ['status'] }));
		await trigger.publish();
		await status();
		await text();
		expect(trigger.executions).toMatchObject([
			[
				{
					key: `status:wamid.9:failed:${DANA.phone}`,
					event: 'status',
					contact: { phone: '+14155550117' },
					status: { messageId: 'wamid.9', status: 'failed', errors: [{ code: 131049 }] },
				},
			],
		]);
	});

	it('give both when both are chosen', async () => {
		const trigger = fixture.n8n.add(oneAccount(SALES, { events: ['message', 'status'] }));
		await trigger.publish();
		await status();
		await text();
		expect(trigger.executions.flat().map(({ event }) => event)).toEqual(['status', 'message']);
	});

	it("give only the chosen 'Statuses'", async () => {
		const parameters = { events: ['status'], statuses: ['read'] };
		const trigger = fixture.n8n.add(oneAccount(SALES, parameters));
		await trigger.publish();
		await status();
		expect(trigger.executions).toEqual([]);
		trigger.parameters = { ...trigger.parameters, statuses: ['failed'] };
		await status();
		expect(trigger.executions).toHaveLength(1);
	});

	it('start the workflow with events of other kinds, and only the chosen ones', async () => {
		const trigger = fixture.n8n.add(oneAccount(SALES, { events: ['call', 'standby', 'account'] }));
		trigger.serve();
		const send = async (file: string) => await post(trigger, fixtureBytes(file));
		for (const file of [
			'calls-connect-user-initiated.json',
			'calls-status.json',
			'standby-inbound-message.json',
			'account-alerts.json',
			'message-text.json',
			'history-threads.json',
		]) {
			expect((await send(file)).status).toBe(200);
		}
		expect(trigger.executions.flat()).toMatchObject([
			{ event: 'call', account: { name: 'Sales Line' } },
			{ event: 'standby', warning: expect.stringContaining('AI agent') },
			{ event: 'account', account: null },
		]);
	});

	it("let the App Dashboard's Test button through to a trigger of one number", async () => {
		const trigger = fixture.n8n.add(oneAccount());
		trigger.serve();
		const sample = message('123456123', 'ABGGFlA5Fpa');
		await post(trigger, sample);
		const item = { key: 'msg:123456123:ABGGFlA5Fpa', test: true };
		expect(trigger.executions).toMatchObject([[item]]);
		// As often as somebody tries.
		await post(trigger, sample);
		expect(trigger.executions).toMatchObject([[item], [item]]);
	});

	it('take the account by its ID', async () => {
		const account = { __rl: true, mode: 'id', value: ` ${SUPPORT} ` };
		const trigger = fixture.n8n.add(oneAccount(SUPPORT, { account }));
		await trigger.publish();
		await text(SUPPORT);
		expect(trigger.executions).toHaveLength(1);
	});

	it("name the account with 'Account Name', without asking Meta", async () => {
		const options = { accountName: ' Front Desk ' };
		const trigger = fixture.n8n.add(oneAccount(SALES, { options }));
		await trigger.publish();
		await text();
		expect(trigger.executions[0]).toMatchObject([
			{ account: { name: 'Front Desk', tag: 'whatsnap-account-front-desk' } },
		]);
		expect(fixture.nameCalls()).toEqual([]);
	});

	it("do not name all accounts alike with a leftover 'Account Name'", async () => {
		const trigger = fixture.n8n.add(allAccounts({ options: { accountName: 'Front Desk' } }));
		await trigger.publish();
		await text(SUPPORT);
		expect(trigger.executions[0]).toMatchObject([{ account: { name: 'Support Line' } }]);
	});

	it.each([
		['wa-', 'wa-sales-line'],
		['', 'sales-line'],
	])("begin the tag with the 'Account Tag Prefix' %p", async (tagPrefix, tag) => {
		const trigger = fixture.n8n.add(oneAccount(SALES, { options: { tagPrefix } }));
		await trigger.publish();
		await text();
		expect(trigger.executions[0]).toMatchObject([{ account: { tag } }]);
	});

	it("add Meta's own object with 'Include Raw Payload'", async () => {
		const trigger = fixture.n8n.add(oneAccount(SALES, { options: { includeRaw: true } }));
		await trigger.publish();
		await text();
		expect(trigger.executions[0]).toMatchObject([
			{ raw: { id: 'wamid.1', from: DANA.phone, text: { body: 'Hi' } } },
		]);
	});
});

describe('the list of accounts', () => {
	const fixture = new WhatsAppTriggerFixture();
	afterEach(async () => await fixture.stop());

	it('shows name and number, and finds both', async () => {
		await fixture.start();
		const trigger = fixture.n8n.add(oneAccount());
		const sales = { name: 'Sales Line (+1 202-555-0143)', value: SALES };
		const support = { name: 'Support Line (+1 202-555-0178)', value: SUPPORT };
		expect(await trigger.searchAccounts()).toEqual({ results: [sales, support] });
		expect(await trigger.searchAccounts(' SUPPORT ')).toEqual({ results: [support] });
		expect(await trigger.searchAccounts('0143')).toEqual({ results: [sales] });
		expect(await trigger.searchAccounts('nothing')).toEqual({ results: [] });
	});

	it('says what to do when there is none', async () => {
		await fixture.start({ wabas: [] });
		await expect(fixture.n8n.add(oneAccount()).searchAccounts()).rejects.toMatchObject({
			message: 'The System User Token has access to no WhatsApp Business Account',
			description: expect.stringContaining('Business Settings'),
		});
	});
});
