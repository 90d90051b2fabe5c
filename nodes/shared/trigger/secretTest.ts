import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { weaknessOf } from '../../../webhooks/secret';

/**
 * `credentialTest` method: whether a webhook secret will do. There is nobody to ask: it is agreed on
 * between two places that a person fills in.
 */
export async function testSecret(
	this: ICredentialTestFunctions,
	{ data }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const weakness = weaknessOf(String(data?.secret ?? ''));
	return await Promise.resolve(
		weakness
			? { status: 'Error', message: weakness }
			: { status: 'OK', message: 'Long enough. Whoever sends the webhooks has to know the same.' },
	);
}
