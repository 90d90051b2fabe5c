import { highLevelCredential, whatsAppCredential } from '../../../sandbox/demo/stack';
import { CASE_MS, type DemoStack } from './demoStack';

/** What n8n's button to test a credential says. */
export function credentialCases(stack: DemoStack): void {
	describe('the credentials', () => {
		it(
			'name what is wrong with a WhatsApp credential',
			async () => {
				const right = whatsAppCredential(stack.graph);
				const type = 'whatsAppCloudApi';
				expect(await stack.api.testCredential(type, right)).toMatchObject({ status: 'OK' });
				for (const field of ['appId', 'appSecret']) {
					expect(await stack.api.testCredential(type, { ...right, [field]: '123' })).toEqual({
						status: 'Error',
						message: expect.stringContaining('App ID together with the App Secret'),
					});
				}
				expect(await stack.api.testCredential(type, { ...right, accessToken: 'revoked' })).toEqual({
					status: 'Error',
					message: expect.stringContaining('System User Token is not valid'),
				});
			},
			CASE_MS,
		);

		it(
			'name what is wrong with a HighLevel credential',
			async () => {
				const right = highLevelCredential(stack.highLevel);
				const type = 'highLevelPrivateIntegrationApi';
				expect(await stack.api.testCredential(type, right)).toMatchObject({ status: 'OK' });
				expect(await stack.api.testCredential(type, { ...right, token: 'pit-wrong' })).toEqual({
					status: 'Error',
					message: expect.stringContaining('does not accept the token'),
				});
				expect(await stack.api.testCredential(type, { ...right, locationId: 'elsewhere' })).toEqual(
					{
						status: 'Error',
						message: expect.stringContaining('another sub-account'),
					},
				);
			},
			CASE_MS,
		);
	});
}
