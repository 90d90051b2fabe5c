import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';
import { weaknessOf } from '../../webhooks/secret';
import { publicKeyOf } from './parameters/options';
import { secretOf, senderOf } from './parameters/receiveFrom';

/** @throws {NodeOperationError} when webhooks could not be checked, so that all would be refused */
export async function checkSettings(context: IHookFunctions): Promise<true> {
	if (senderOf(context) === 'app') {
		publicKeyOf(context);
		return true;
	}
	const weakness = weaknessOf(await secretOf(context));
	if (!weakness) return true;
	throw new NodeOperationError(context.getNode(), weakness, {
		description:
			'Open the HighLevel Webhook credential and enter a long random text without blanks. HighLevel has to send the same text.',
	});
}
