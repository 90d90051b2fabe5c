import type { ICredentialsDecrypted, INodeCredentialTestResult } from 'n8n-workflow';
import { weaknessOf } from '../../webhooks/secret';

/**
 * Whether the secret will do. HighLevel has nothing to ask: the secret is agreed on between two
 * places that a person fills in.
 */
export function testSecret({ data }: ICredentialsDecrypted): INodeCredentialTestResult {
	const weakness = weaknessOf(String(data?.secret ?? ''));
	if (weakness) return { status: 'Error', message: weakness };
	return {
		status: 'OK',
		message: "Long enough. HighLevel's Webhook action has to send the same text.",
	};
}
