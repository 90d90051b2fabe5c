import type { IHttpRequestOptions } from 'n8n-workflow';
import { WhatsAppCloudApi } from '../../../credentials/WhatsAppCloudApi.credentials';

const credentials = { appId: '730915264802173', appSecret: 'secret', accessToken: 'system-token' };
const GRAPH = 'https://graph.facebook.com/v25.0';
const APP_TOKEN = 'Bearer 730915264802173|secret';
const SYSTEM_USER_TOKEN = 'Bearer system-token';

async function authenticate(options: IHttpRequestOptions) {
	const { authenticate: sign } = new WhatsAppCloudApi();
	if (typeof sign !== 'function') throw new Error('the credential signs with a function');
	return await sign(credentials, options);
}

describe('a request to Meta', () => {
	it.each([
		[`${GRAPH}/debug_token`],
		[`${GRAPH}/debug_token?input_token=abc`],
		['/debug_token'],
		[`${GRAPH}/730915264802173/subscriptions`],
		[`${GRAPH}/730915264802173/subscriptions?object=whatsapp_business_account`],
	])("about the app carries the app's token: %s", async (url) => {
		expect((await authenticate({ url })).headers).toEqual({ Authorization: APP_TOKEN });
	});

	it.each([
		[`${GRAPH}/417263950182734/subscribed_apps`],
		[`${GRAPH}/417263950182734/phone_numbers?limit=100`],
		[`${GRAPH}/528164390271845`],
		[`${GRAPH}/528164390271845?fields=webhook_configuration`],
		[`${GRAPH}/528164390271845/messages`],
	])("about all else carries the system user's token: %s", async (url) => {
		expect((await authenticate({ url })).headers).toEqual({ Authorization: SYSTEM_USER_TOKEN });
	});

	it('stays as it is otherwise', async () => {
		const options: IHttpRequestOptions = {
			method: 'POST',
			url: `${GRAPH}/528164390271845`,
			headers: { Accept: 'application/json' },
			body: { a: 1 },
		};
		expect(await authenticate(options)).toEqual({
			...options,
			headers: { Accept: 'application/json', Authorization: SYSTEM_USER_TOKEN },
		});
	});
});
