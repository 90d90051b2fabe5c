import {
	allAccounts,
	message,
	oneAccount,
	post,
	SALES,
	WhatsAppTriggerFixture,
	SUPPORT,
} from './whatsAppTriggerFixture';

describe('the names of accounts', () => {
	const fixture = new WhatsAppTriggerFixture();
	afterEach(async () => await fixture.stop());

	it('are read once per number and kept with the workflow', async () => {
		await fixture.start();
		const trigger = fixture.n8n.add(allAccounts());
		trigger.serve();
		for (const id of ['wamid.1', 'wamid.2', 'wamid.3']) {
			await post(trigger, message(SALES, id));
			await post(trigger, message(SUPPORT, id));
		}
		expect(fixture.nameCalls()).toEqual([SALES, SUPPORT]);
		expect(trigger.staticData).toEqual({
			accountNames: { [SALES]: 'Sales Line', [SUPPORT]: 'Support Line' },
		});
		expect(trigger.executions.flat().map(({ account }) => account)).toMatchObject(
			Array(3)
				.fill([{ name: 'Sales Line' }, { name: 'Support Line' }])
				.flat(),
		);
	});

	it('are read again after the workflow was published again', async () => {
		await fixture.start();
		const trigger = fixture.n8n.add(oneAccount());
		await trigger.publish();
		await post(trigger, message(SALES));
		await trigger.unpublish();
		await trigger.publish();
		await post(trigger, message(SALES));
		expect(fixture.nameCalls()).toEqual([SALES, SALES]);
	});

	it('do not cost the message when Meta refuses them, and are asked for again', async () => {
		await fixture.start({ permissions: ['whatsapp_business_messaging'] });
		const trigger = fixture.n8n.add(oneAccount());
		trigger.serve();
		for (const id of ['wamid.1', 'wamid.2']) {
			expect((await post(trigger, message(SALES, id))).status).toBe(200);
		}
		expect(trigger.executions).toMatchObject([
			[{ account: { id: SALES, name: '+12025550143', tag: 'whatsnap-account-12025550143' } }],
			[{ key: `msg:${SALES}:wamid.2` }],
		]);
		expect(fixture.nameCalls()).toHaveLength(2);
		expect(fixture.n8n.logs[0]).toMatch(/name of WhatsApp number .* could not be read.*permission/);
	});

	it('do not cost the message when Meta does not answer', async () => {
		await fixture.start();
		const trigger = fixture.n8n.add(oneAccount());
		trigger.serve();
		await fixture.meta.close();
		expect((await post(trigger, message(SALES))).status).toBe(200);
		expect(trigger.executions).toMatchObject([[{ account: { name: '+12025550143' } }]]);
		expect(fixture.n8n.failures).toEqual([]);
	});

	it.each([
		['__proto__'],
		['constructor'],
		['toString'],
		['__dataChanged'],
		['../debug_token?x='],
		[''],
		['a'.repeat(10_000)],
	])('of a number with the ID %p do no harm', async (id) => {
		await fixture.start();
		const trigger = fixture.n8n.add(allAccounts());
		trigger.serve();
		await post(trigger, message(id, 'wamid.odd'));
		await post(trigger, message(SALES));
		expect(fixture.n8n.failures).toEqual([]);
		expect(trigger.executions).toMatchObject([
			[{ key: `msg:${id}:wamid.odd`, account: { id, name: '+12025550143' } }],
			[{ account: { name: 'Sales Line' } }],
		]);
		expect(trigger.staticData.accountNames).toEqual({ [SALES]: 'Sales Line' });
		expect({}).not.toHaveProperty(SALES);
		// Only the one path that reads a number was ever asked for.
		expect(fixture.meta.requests.every(({ path }) => path.split('/').length === 3)).toBe(true);
	});

	it('may be any text', async () => {
		const name = '__proto__';
		const numbers = [{ id: SALES, displayPhoneNumber: '+1 202-555-0143', verifiedName: name }];
		await fixture.start({ wabas: [{ id: '1', name: 'Odd', numbers }] });
		const trigger = fixture.n8n.add(allAccounts());
		trigger.serve();
		await post(trigger, message(SALES));
		expect(trigger.executions).toMatchObject([[{ account: { name } }]]);
	});
});
