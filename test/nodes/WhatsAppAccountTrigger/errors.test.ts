import {
	allAccounts,
	APP,
	DANA,
	message,
	oneAccount,
	post,
	SALES,
	WhatsAppTriggerFixture,
} from './whatsAppTriggerFixture';

/** What n8n stores and shows of an error. */
function shown(error: Error): string {
	return [error.message, error.stack, JSON.stringify(error)].join('\n');
}

async function failureOf(action: Promise<unknown>): Promise<Error & { description?: string }> {
	return await action.then(
		() => {
			throw new Error('it did not fail');
		},
		(error: Error) => error,
	);
}

describe('a trigger that cannot be set up', () => {
	const fixture = new WhatsAppTriggerFixture();
	afterEach(async () => await fixture.stop());

	it('says which sources there are when it is told another one', async () => {
		await fixture.start();
		const error = await failureOf(fixture.n8n.add(allAccounts({ source: 'pigeon' })).publish());
		expect(error.message).toContain("'Source' is set to 'pigeon'");
		expect(error.message).toContain('Twilio');
		const published = fixture.n8n.add(allAccounts({ source: 'pigeon' }));
		await expect(published.unpublish()).resolves.not.toThrow();
	});

	it('asks for the account when none is chosen', async () => {
		await fixture.start();
		const account = { __rl: true, mode: 'list', value: '' };
		await expect(fixture.n8n.add(oneAccount('', { account })).publish()).rejects.toMatchObject({
			message: expect.stringMatching(/^No 'WhatsApp Account' is chosen\. Select a number/),
		});
	});

	it('says that the token cannot see the number', async () => {
		await fixture.start();
		await expect(fixture.n8n.add(oneAccount('4711')).publish()).rejects.toMatchObject({
			message: expect.stringMatching(
				/^The System User Token cannot see the number with the ID 4711\. Choose the number/,
			),
		});
	});

	it.each<[string, object, RegExp]>([
		['App Secret', { appSecret: 'wrong-secret-that-nobody-may-see' }, /Invalid OAuth/],
		['App ID', { appId: '1' }, /Invalid OAuth/],
		['System User Token', { accessToken: 'wrong-token-that-nobody-may-see' }, /System User Token/],
		['Graph API Version', { version: 'v99.0' }, /Unknown path/],
	])('because of a wrong %s says so and keeps secrets', async (field, credential, message) => {
		await fixture.start({}, credential);
		const error = await failureOf(fixture.n8n.add(allAccounts()).publish());
		expect(error.message).toMatch(message);
		expect(error.message).toMatch(
			new RegExp(`${field}|WhatsApp Cloud API credential|Business Settings`),
		);
		expect(shown(error)).not.toMatch(/nobody-may-see/);
	});

	it.each([
		['nobody answers at', 'http://127.0.0.1:9'],
		['is none:', 'graph facebook'],
	])('because the Base URL %s %s keeps secrets', async (_why, baseUrl) => {
		await fixture.start({}, { baseUrl });
		const error = await failureOf(fixture.n8n.add(allAccounts()).publish());
		expect(error.message).toContain('Graph API Base URL');
		expect(shown(error)).not.toMatch(/nobody-may-see/);
	});

	it('because of a missing permission points to it', async () => {
		await fixture.start({ permissions: ['whatsapp_business_messaging'] });
		await expect(fixture.n8n.add(allAccounts()).publish()).rejects.toMatchObject({
			name: 'NodeApiError',
			httpCode: '403',
			message: expect.stringMatching(
				/whatsapp_business_management.*System User Token and its permissions/,
			),
		});
	});
});

describe('the log', () => {
	const fixture = new WhatsAppTriggerFixture();
	afterEach(async () => await fixture.stop());

	it('never shows secrets, tokens or what people write', async () => {
		await fixture.start();
		const trigger = fixture.n8n.add(oneAccount());
		const secretText = 'my password is swordfish';
		await trigger.publish();
		await fixture.meta.send({ to: SALES, from: DANA, text: secretText });
		await trigger.listen();
		await trigger.stopListening();
		await post(trigger, message(SALES, 'wamid.2', secretText), 'sha256=00');
		await post(trigger, message(SALES, 'wamid.2', secretText), null);
		await post(trigger, `not JSON: ${secretText}`);
		await post(trigger, message('4711', 'wamid.3', secretText));
		await trigger.unpublish();
		await fixture.meta.close();
		await failureOf(trigger.publish());
		trigger.serve();
		await post(trigger, message('4712', 'wamid.4', secretText));

		expect(trigger.executions).toHaveLength(1);
		expect(fixture.n8n.logs.length).toBeGreaterThan(2);
		const log = fixture.n8n.logs.join('\n');
		expect(log).not.toContain('swordfish');
		expect(log).not.toContain(APP.secret);
		expect(log).not.toContain(APP.systemUserToken);
	});
});
