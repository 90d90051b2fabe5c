import { DEMO_SCOPES, demoLocation, demoOAuthApp } from '../highlevel';
import type { CredentialIds, CredentialType } from '../templates';
import { highLevelCredential, whatsAppCredential, type Stack } from './stack';

/** What HighLevel's workflows send with each webhook, so that n8n believes them. */
export const WEBHOOK_SECRET = 'sandbox-secret-of-the-webhook-action';

const AGENCY_SCOPES = [...DEMO_SCOPES, 'oauth.write'];

interface SandboxCredential {
	name: string;
	data(stack: Stack): Record<string, string>;
	/** For those that somebody has to connect. */
	connect?(stack: Stack, id: string): Promise<void>;
}

const CREDENTIALS: Record<CredentialType, SandboxCredential> = {
	whatsAppCloudApi: { name: 'WhatsApp sandbox', data: ({ graph }) => whatsAppCredential(graph) },
	highLevelPrivateIntegrationApi: {
		name: 'HighLevel sandbox',
		data: ({ highLevel }) => highLevelCredential(highLevel),
	},
	highLevelOAuth2Api: {
		name: 'HighLevel agency sandbox',
		data: () => ({ ...demoOAuthApp, scope: AGENCY_SCOPES.join(' ') }),
		connect: async ({ api, highLevel }, id) =>
			await api.connectCredential(id, () =>
				highLevel.oauth.authorize({
					locationId: demoLocation.id,
					userType: 'Company',
					scopes: AGENCY_SCOPES,
				}),
			),
	},
	highLevelWebhookApi: {
		name: 'HighLevel webhook sandbox',
		data: () => ({ secret: WEBHOOK_SECRET }),
	},
};

/** Creates in n8n all credentials that workflows on the sandbox need; agencies have to work there. */
export async function createCredentials(stack: Stack): Promise<Required<CredentialIds>> {
	const created = Object.entries(CREDENTIALS).map(async ([type, { name, data, connect }]) => {
		const id = await stack.api.createCredential(name, type, data(stack));
		await connect?.(stack, id);
		return [type, id];
	});
	return Object.fromEntries(await Promise.all(created)) as Required<CredentialIds>;
}
