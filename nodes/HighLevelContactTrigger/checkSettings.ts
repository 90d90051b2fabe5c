import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';
import { weaknessOf } from '../../webhooks/secret';
import { appIdOf } from './parameters/app';
import { locationIdOf } from './parameters/location';
import { publicKeyOf } from './parameters/options';
import type { TriggerContext } from '../shared/trigger/context';
import { readSecret } from '../shared/trigger/keptSecret';
import { senderOf, WEBHOOK_SECRET } from './parameters/receiveFrom';

/** @throws {NodeOperationError} when webhooks could not be checked, so that all would be refused */
export async function checkSettings(context: IHookFunctions): Promise<true> {
	if (senderOf(context) === 'app') {
		publicKeyOf(context);
		checkSource(context);
		return true;
	}
	const weakness = weaknessOf(await readSecret(context, WEBHOOK_SECRET));
	if (!weakness) return true;
	throw new NodeOperationError(context.getNode(), weakness, {
		description:
			'Open the HighLevel Webhook credential and enter a long random text without blanks. HighLevel has to send the same text.',
	});
}

const NO_SOURCE = "'App ID' and 'Location ID' are both empty";

/** @throws {NodeOperationError} when events of any app and any sub-account would start the workflow */
function checkSource(context: IHookFunctions): void {
	if (!takesAnybodys(context)) return;
	throw new NodeOperationError(context.getNode(), NO_SOURCE, {
		description:
			"HighLevel signs the events of all apps with one key, so anybody's app could start this workflow. Fill in 'App ID', or 'Location ID', or both.",
	});
}

/** Whether events of any app and any sub-account would do. */
function takesAnybodys(context: TriggerContext): boolean {
	return appIdOf(context) === null && locationIdOf(context) === null;
}

/** Why events of an app cannot be taken at all; null when they can. */
export function sourceProblem(context: TriggerContext): string | null {
	return takesAnybodys(context) ? `${NO_SOURCE} in the trigger, so no event is taken` : null;
}
