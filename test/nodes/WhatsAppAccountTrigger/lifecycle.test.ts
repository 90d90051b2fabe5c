import {
	allAccounts,
	DANA,
	oneAccount,
	SALES,
	WhatsAppTriggerFixture,
	SUPPORT,
} from './whatsAppTriggerFixture';

const BY_NAME_AND_LINK =
	/^Messages to this number already go to the workflow <a href="\/workflow\/workflow-first" target="_blank">'Workflow &lt;first>'<\/a>\. .*Unpublish that workflow.*'Replace Existing Webhook'/;

describe('a trigger', () => {
	const fixture = new WhatsAppTriggerFixture();
	beforeEach(async () => await fixture.start());
	afterEach(async () => await fixture.stop());

	const text = async (to = SALES) => await fixture.meta.send({ to, from: DANA, text: 'Hi' });

	it('registers itself when it is published and gives all back when it is not', async () => {
		const trigger = fixture.n8n.add(oneAccount());
		expect(await trigger.checkExists()).toBe(false);
		await trigger.publish();
		expect(await trigger.checkExists()).toBe(true);
		expect(await text()).toMatchObject({ outcome: 'accepted', level: 'phone' });
		await trigger.unpublish();
		expect(await trigger.checkExists()).toBe(false);
		expect(fixture.meta.subscriptions).toMatchObject({ app: null, phoneOverrides: {} });
		expect(trigger.executions).toHaveLength(1);
	});

	it('changes nothing at Meta when n8n starts again', async () => {
		const trigger = fixture.n8n.add(allAccounts());
		await trigger.publish();
		fixture.writes();
		await trigger.publish();
		expect(fixture.writes()).toEqual([]);
	});

	it('has an account of its own beside one for all others', async () => {
		const all = fixture.n8n.add(allAccounts(), 'all');
		const sales = fixture.n8n.add(oneAccount(), 'sales');
		await all.publish();
		await sales.publish();
		await text(SALES);
		await text(SUPPORT);
		expect(sales.executions).toMatchObject([[{ account: { id: SALES } }]]);
		expect(all.executions).toMatchObject([[{ account: { id: SUPPORT } }]]);
		await sales.unpublish();
		await text(SALES);
		expect(all.executions).toHaveLength(2);
	});

	it.each([
		['one account', oneAccount()],
		['all accounts', allAccounts()],
	])('for %s borrows them for a test run and gives them back', async (_what, parameters) => {
		const trigger = fixture.n8n.add(parameters);
		await trigger.publish();
		await trigger.listen();
		await text();
		expect(trigger.testExecutions).toHaveLength(1);
		expect(trigger.executions).toHaveLength(0);
		await trigger.stopListening();
		await text();
		expect(trigger.testExecutions).toHaveLength(1);
		expect(trigger.executions).toHaveLength(1);
		expect(await trigger.checkExists()).toBe(true);
	});

	it.each([
		['one account', oneAccount()],
		['all accounts', allAccounts()],
	])('for %s leaves nothing behind after a test run alone', async (_what, parameters) => {
		const trigger = fixture.n8n.add(parameters);
		await trigger.listen();
		await text();
		await trigger.stopListening();
		expect(trigger.testExecutions).toHaveLength(1);
		expect(fixture.meta.subscriptions).toMatchObject({ app: null, phoneOverrides: {} });
	});

	it('clears the account when the workflow was unpublished during a test run', async () => {
		const trigger = fixture.n8n.add(oneAccount());
		await trigger.publish();
		await trigger.listen();
		await trigger.unpublish();
		await text();
		expect(trigger.testExecutions).toHaveLength(1);
		await trigger.stopListening();
		expect(fixture.meta.subscriptions.phoneOverrides).toEqual({});
	});

	it('refuses an account of another workflow, names it with a link, and takes the account on request', async () => {
		const first = fixture.n8n.add(oneAccount(), 'first');
		await first.publish();
		const second = fixture.n8n.add(oneAccount(), 'second');
		await expect(second.publish()).rejects.toMatchObject({
			message: expect.stringMatching(BY_NAME_AND_LINK),
		});
		await text();
		expect(first.executions).toHaveLength(1);

		second.parameters = oneAccount(SALES, { options: { replaceForeign: true } });
		await second.publish();
		await text();
		expect(first.executions).toHaveLength(1);
		expect(second.executions).toHaveLength(1);
		// The first one must not take the account away from its new owner.
		await first.unpublish();
		expect(await second.checkExists()).toBe(true);
	});
});
