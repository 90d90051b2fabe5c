import { highLevelCredential, whatsAppCredential, type Stack } from './stack';

/** What HighLevel's workflows send with each webhook, so that n8n believes them. */
export const WEBHOOK_SECRET = 'sandbox-secret-of-the-webhook-action';

/** n8n's IDs of the sandbox's credentials, by their types. */
export type CredentialIds = Readonly<Record<keyof typeof CREDENTIALS, string>>;

const CREDENTIALS = {
	whatsAppCloudApi: {
		name: 'WhatsApp sandbox',
		data: ({ graph }: Stack) => whatsAppCredential(graph),
	},
	highLevelPrivateIntegrationApi: {
		name: 'HighLevel sandbox',
		data: ({ highLevel }: Stack) => highLevelCredential(highLevel),
	},
	highLevelWebhookApi: {
		name: 'HighLevel webhook sandbox',
		data: (): Record<string, string> => ({ secret: WEBHOOK_SECRET }),
	},
};

/** Creates in n8n the credentials that workflows on the sandbox need. */
export async function createCredentials(stack: Stack): Promise<CredentialIds> {
	const created = Object.entries(CREDENTIALS).map(async ([type, { name, data }]) => [
		type,
		await stack.api.createCredential(name, type, data(stack)),
	]);
	return Object.fromEntries(await Promise.all(created)) as CredentialIds;
}
