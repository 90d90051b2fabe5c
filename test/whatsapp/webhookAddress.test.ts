import type { Subscription } from '../../whatsapp/meta/subscription';
import { subscribe } from '../../whatsapp/meta/subscription';
import { SALES, number } from './metaFixture';

/** Stands for the rest of the way: an address that passes gets as far as asking Meta. */
const asked = new Error('Meta was asked');

async function tryAddress(webhookUrl: string, publicUrlNeeded = true): Promise<void> {
	const subscription: Subscription = {
		graph: async () => await Promise.reject(asked),
		appId: '1',
		appSecret: 's',
		webhookUrl,
		publicUrlNeeded,
		scope: number(SALES),
		numbers: [{ id: SALES, displayNumber: '1', verifiedName: null, wabaId: '2001' }],
		fields: ['messages'],
		replaceForeign: false,
		isTest: false,
		get: async () => await Promise.reject(asked),
	};
	await subscribe(subscription);
}

describe('an address that Meta cannot reach', () => {
	it.each([
		['http://n8n.example.com/webhook/1/whatsapp'],
		['https://localhost:5678/webhook/1/whatsapp'],
		['https://127.0.0.1/webhook/1/whatsapp'],
		['https://0.0.0.0/webhook/1/whatsapp'],
		['https://[::1]/webhook/1/whatsapp'],
		['https://10.1.2.3/webhook/1/whatsapp'],
		['https://172.16.0.9/webhook/1/whatsapp'],
		['https://172.31.255.1/webhook/1/whatsapp'],
		['https://192.168.178.20/webhook/1/whatsapp'],
		['https://169.254.1.1/webhook/1/whatsapp'],
		['https://n8n/webhook/1/whatsapp'],
		['https://n8n.local/webhook/1/whatsapp'],
		['https://n8n.localhost/webhook/1/whatsapp'],
		['https://host.docker.internal/webhook/1/whatsapp'],
	])('is refused before Meta is asked: %s', async (url) => {
		await expect(tryAddress(url)).rejects.toMatchObject({
			name: 'SubscriptionError',
			message: `Meta cannot reach the webhook address ${url}`,
			description: expect.stringContaining('WEBHOOK_URL'),
		});
	});

	it.each([
		['https://n8n.example.com/webhook/1/whatsapp'],
		['https://n8n.example.com:8443/webhook/1/whatsapp'],
		['https://172.32.0.1/webhook/1/whatsapp'],
		['https://localhost.example.com/webhook/1/whatsapp'],
		['https://10.example.com/webhook/1/whatsapp'],
	])('is not %s', async (url) => {
		await expect(tryAddress(url)).rejects.toBe(asked);
	});

	it('is fine for a sandbox or a proxy', async () => {
		await expect(tryAddress('http://127.0.0.1:5678/webhook/1', false)).rejects.toBe(asked);
	});
});

describe('an address longer than Meta allows', () => {
	const long = (length: number) => 'https://n8n.example.com/'.padEnd(length, 'x');

	it('is refused', async () => {
		await expect(tryAddress(long(201))).rejects.toMatchObject({
			name: 'SubscriptionError',
			message: expect.stringContaining('200 characters'),
		});
	});

	it('starts at 201 characters', async () => {
		await expect(tryAddress(long(200))).rejects.toBe(asked);
	});
});
